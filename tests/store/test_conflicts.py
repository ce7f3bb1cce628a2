"""Two people at once: the second sees what the first has done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from engine.records.cases import Case, Task
from engine.store import cases, counters, versions
from engine.store.database import Database
from tests.store.steps import Place, desk_task, open_case, outcome_of, take_step

AT_ONCE = 4


def at_once(work: Callable[[int], object]) -> list[object]:
    """Call `work` in several threads that begin together; return what each gave."""
    barrier = Barrier(AT_ONCE)

    def begin(number: int) -> object:
        barrier.wait()
        return work(number)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(begin, range(AT_ONCE)))


@pytest.fixture
def waiting(database: Database, place: Place) -> Case:
    """Give a case with one task that nobody holds."""
    with database.begin() as db:
        return take_step(db, place, open_case(db, place), outcome_of(opened=(desk_task(1),)))


def test_of_several_who_claim_at_once_one_finds_the_task_free(
    database: Database, place: Place, waiting: Case
) -> None:
    taken = outcome_of(changed=(desk_task(1, holder=place.alice.person_id),))

    def claim(_number: int) -> Task | None:
        with database.begin() as db:
            case, task = cases.lock_case_with_task(db, waiting.case_id, 1)
            take_step(db, place, case, taken)
            return task

    holders = [task.holder_id for task in at_once(claim) if isinstance(task, Task)]
    assert sorted(holders, key=str) == [place.alice.person_id] * 3 + [None]


def test_of_several_who_complete_at_once_one_finds_the_task_open(
    database: Database, place: Place, waiting: Case
) -> None:
    done = outcome_of(closed=(1,), opened=(desk_task(2),))

    def complete(_number: int) -> bool:
        with database.begin() as db:
            case, task = cases.lock_case_with_task(db, waiting.case_id, 1)
            if task is not None:
                take_step(db, place, case, done)
            return task is not None

    assert sorted(at_once(complete), key=bool) == [False, False, False, True]


def test_dossier_codes_have_no_gap_and_none_twice(database: Database, place: Place) -> None:
    def take_five(_number: int) -> list[str]:
        day = date(2026, 11, 21)
        codes = []
        for _ in range(5):
            with database.begin() as db:
                codes.append(counters.next_code(db, place.office.code, day))
        return codes

    given = sorted(code for codes in at_once(take_five) for code in codes)  # type: ignore[attr-defined]
    assert given == [f"H99.1-261121-{number:04d}" for number in range(1, 21)]


def test_versions_published_at_once_get_numbers_of_their_own(
    database: Database, place: Place
) -> None:
    def publish(number: int) -> int:
        with database.begin() as db:
            files = {"process.bpmn": b"%d" % number}
            now = versions.get_version(db, place.version_id).published_at
            return versions.insert_version(db, "birth", files, "cd" * 32, None, now).number

    assert sorted(at_once(publish), key=str) == [2, 3, 4, 5]
