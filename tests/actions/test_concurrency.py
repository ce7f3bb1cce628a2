"""Two people at the same moment: one is served after the other, from fresh state."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import text

from engine.actions.carry_out import carry_out
from engine.actions.complete_task import complete_task
from engine.actions.settle_job import settle_job
from engine.errors import MotcuaError
from engine.records.cases import Case
from engine.records.commands import Cancel
from engine.store import jobs
from engine.store.cases import lock_case
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, publish, reread

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def at_once(*acts: Callable[[], Case]) -> list[str]:
    """Run acts at the same moment; return "done" or the error's code for each."""
    barrier = Barrier(len(acts))

    def run(act: Callable[[], Case]) -> str:
        barrier.wait()
        try:
            act()
        except MotcuaError as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_officers_on_one_task_one_wins_one_is_told(stage: Stage) -> None:
    case = stage.file()
    place, cast = stage.task(case, "xem"), stage.cast
    results = at_once(
        lambda: complete_task(stage.context, cast.alice, place, {"so_a": 1}, "a"),
        lambda: complete_task(stage.context, cast.bob, place, {"so_a": 2}, "b"),
    )
    assert sorted(results) == ["done", "task-gone"]
    assert reread(stage.context, case).seq == 2


def test_two_tasks_of_one_case_are_both_completed(stage: Stage) -> None:
    case = stage.file()
    see, write, cast = stage.task(case, "xem"), stage.task(case, "ghi"), stage.cast
    results = at_once(
        lambda: complete_task(stage.context, cast.alice, see, {"so_a": 1}),
        lambda: complete_task(stage.context, cast.bob, write, {"chu_b": "x"}),
    )
    assert results == ["done", "done"]
    assert reread(stage.context, case).standing.status == "finished"


def test_a_double_click_is_carried_out_once_and_answered_twice(stage: Stage) -> None:
    case = stage.file()
    place, alice = stage.task(case, "xem"), stage.cast.alice
    results = at_once(
        *[lambda: complete_task(stage.context, alice, place, {"so_a": 1}, "same")] * 3
    )
    assert results == ["done"] * 3
    assert reread(stage.context, case).seq == 2


def test_filings_at_the_same_moment_get_codes_without_gaps(stage: Stage) -> None:
    assert at_once(*[stage.file] * 6) == ["done"] * 6
    assert stage.file().code == "H99.1-261123-0007"


@pytest.mark.postgres
def test_a_job_settled_while_its_case_is_cancelled_waits_its_turn(stage: Stage) -> None:
    if not stage.context.database.is_postgres:
        pytest.skip("SQLite has one writer at a time")
    publish(stage.context, "tra-cuu", TEST_PROCEDURES)
    case = stage.file(procedure_key="tra-cuu")
    with stage.context.database.begin() as db:
        taken = jobs.claim_due(db, stage.clock.now(), "w", 9, 60.0)
    (job,) = [one for one in taken if one.settles]
    with ThreadPoolExecutor(1) as pool:
        with stage.context.database.begin() as db:
            locked = lock_case(db, case.case_id)
            settling = pool.submit(settle_job, stage.context, job, {"spouse": "Bình"})
            while not db.execute(text(WAITING)).scalar_one():
                assert not settling.done()
            carry_out(stage.context, db, locked, Cancel(reason="x"))
        assert settling.result() is None
