"""The inbox: who sees which tasks, in which order, and at what price."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine.records.inbox import Horizon, InboxCounts, InboxFilter
from engine.records.outcomes import OpenTask, Standing
from engine.records.people import Person
from engine.store.database import Database
from engine.store.inbox import count_tasks, list_tasks
from engine.store.tasks import list_case_tasks, save_draft
from tests.store.steps import NOW, RUNNING, Place, desk_task, open_case, outcome_of, take_step

HORIZON = Horizon(now=NOW, day_ends_at=NOW + timedelta(hours=16))
LATE, TODAY, LATER = (NOW + timedelta(hours=hours) for hours in (-5, 5, 50))


def due(**changes: object) -> Standing:
    """Return the standing of a running case."""
    return replace(RUNNING, **changes)  # type: ignore[arg-type]  # the test names real fields


def put(
    database: Database, place: Place, task: OpenTask, standing: Standing = RUNNING, name: str = "A"
) -> int:
    """Insert a case with one task; return its id."""
    with database.begin() as db:
        case = open_case(db, place, name)
        return take_step(db, place, case, outcome_of(standing, opened=(task,))).case_id


def seen(database: Database, person: Person, **asked: object) -> list[int]:
    """Return the cases whose tasks a person's inbox shows, in its order."""
    wanted = InboxFilter(**asked)  # type: ignore[arg-type]  # the test names real fields
    with database.read() as db:
        return [one.case_id for one in list_tasks(db, person, wanted, HORIZON).tasks]


def test_bob_sees_what_waits_in_his_office_and_charlie_does_not(
    database: Database, place: Place
) -> None:
    case_id = put(database, place, desk_task())
    assert seen(database, place.bob) == [case_id]
    assert seen(database, place.charlie) == []


def test_a_held_task_is_its_holders_and_still_in_the_whole_list(
    database: Database, place: Place
) -> None:
    held = put(database, place, desk_task(holder=place.alice.person_id))
    free = put(database, place, desk_task())
    assert seen(database, place.alice, scope="mine") == [held]
    assert seen(database, place.bob, scope="mine") == []
    assert seen(database, place.bob, scope="office") == [free]
    assert seen(database, place.bob, scope="all") == [held, free]


def test_a_task_held_outside_ones_posts_is_in_the_list_once(
    database: Database, place: Place
) -> None:
    case_id = put(database, place, desk_task(holder=place.charlie.person_id))
    assert seen(database, place.charlie) == [case_id]


def test_somebody_without_posts_sees_nothing(database: Database, place: Place) -> None:
    put(database, place, desk_task())
    nobody = replace(place.alice, person_id=99, posts=())
    assert seen(database, nobody) == []
    assert seen(database, nobody, scope="office") == []


def test_the_earlier_of_both_deadlines_orders_the_list(database: Database, place: Place) -> None:
    never = put(database, place, desk_task())
    own = put(database, place, desk_task(due_at=TODAY), due(due_at=LATER))
    case = put(database, place, desk_task(due_at=LATER), due(due_at=LATE))
    assert seen(database, place.alice) == [case, own, never]


def test_a_new_deadline_of_the_case_moves_its_tasks(database: Database, place: Place) -> None:
    with database.begin() as db:
        opened = outcome_of(due(due_at=LATER), opened=(desk_task(1), desk_task(2, due_at=TODAY)))
        case = take_step(db, place, open_case(db, place), opened)
        take_step(db, place, case, outcome_of(due(due_at=LATE, paused=True)))
        found = list_case_tasks(db, case.case_id)
    assert [(one.case_due_at, one.paused) for one in found] == [(LATE, True)] * 2
    assert seen(database, place.alice, only="paused") == [case.case_id] * 2
    assert seen(database, place.alice, only="late") == []


def test_late_and_today_are_told_apart_by_the_horizon(database: Database, place: Place) -> None:
    late = put(database, place, desk_task(due_at=LATE))
    today = put(database, place, desk_task(due_at=TODAY))
    put(database, place, desk_task(due_at=LATER))
    assert seen(database, place.alice, only="late") == [late]
    assert seen(database, place.alice, only="today") == [today]


@pytest.mark.parametrize("text", ["nguyen van", "NGUYỄN", "Văn An", "H99.1-261123-0001"])
def test_a_search_finds_a_name_or_a_code_in_any_spelling(
    database: Database, place: Place, text: str
) -> None:
    found = put(database, place, desk_task(), name="Nguyễn Văn An")
    put(database, place, desk_task(), name="Đỗ Thị Dora")
    assert seen(database, place.alice, text=text) == [found]


@pytest.mark.parametrize("text", ["%", "_", "\\", "' OR 1=1 --"])
def test_signs_of_the_query_language_are_only_text(
    database: Database, place: Place, text: str
) -> None:
    put(database, place, desk_task(), name="Nguyễn Văn An")
    assert seen(database, place.alice, text=text) == []


def test_a_procedure_narrows_the_list(database: Database, place: Place) -> None:
    case_id = put(database, place, desk_task())
    assert seen(database, place.alice, procedure="birth") == [case_id]
    assert seen(database, place.alice, procedure="death") == []


def test_pages_follow_each_other_without_gap_or_repetition(
    database: Database, place: Place
) -> None:
    put_ids = [put(database, place, desk_task()) for _ in range(5)]
    with database.read() as db:
        pages = [
            list_tasks(db, place.alice, InboxFilter(), HORIZON, number, 2) for number in (1, 2, 3)
        ]
    assert [task.case_id for page in pages for task in page.tasks] == put_ids
    assert [page.has_more for page in pages] == [True, True, False]


def test_counts_agree_with_the_lists_and_take_one_statement(
    database: Database, place: Place
) -> None:
    put(database, place, desk_task(due_at=LATE, holder=place.alice.person_id))
    put(database, place, desk_task(due_at=TODAY))
    put(database, place, desk_task(), due(paused=True))
    with database.read() as db, database.count_statements() as count:
        counts = count_tasks(db, place.alice, HORIZON)
        list_tasks(db, place.alice, InboxFilter(), HORIZON)
    assert counts == InboxCounts(mine=1, office=2, all=3, late=1, today=1, paused=1)
    assert len(count.statements) == 2


def test_a_draft_is_kept_with_the_task_until_it_is_gone(database: Database, place: Place) -> None:
    case_id = put(database, place, desk_task())
    with database.begin() as db:
        assert save_draft(db, case_id, 1, {"note": "chưa xong"})
        assert list_case_tasks(db, case_id)[0].draft == {"note": "chưa xong"}
        assert not save_draft(db, case_id, 2, {"note": "…"})
