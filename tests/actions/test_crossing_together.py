"""What goes between cases, with several workers at once and with an owner who tampers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text

from engine.actions.send_signal import send_signal
from engine.jobs.worker import Worker, run_due
from engine.store import jobs
from engine.store.cases import lock_case
from engine.store.crossing import incoming, leave_jobs
from tests.actions.conftest import Stage
from tests.actions.crossing import broken, cases, incidents, publish_drawn
from tests.actions.test_crossing_calls import CALLED, calling
from tests.actions.test_crossing_messages import ANSWERING, ASKING
from tests.actions.test_crossing_signals import SENDER, WAITING
from tests.actions.test_crossing_timers import timed
from tests.make import reread

WORKERS = 4


def together(stage: Stage) -> None:
    """Let several workers do what is due until none finds any more."""

    def work(number: int) -> None:
        while run_due(stage.context, Worker(name=f"w{number}")):
            pass

    with ThreadPoolExecutor(WORKERS) as pool:
        for _ in range(3):
            list(pool.map(work, range(WORKERS)))


def send(stage: Stage) -> list[str | None]:
    publish_drawn(stage, "phat", SENDER)
    publish_drawn(stage, "nghe", WAITING)
    waiting = [stage.file(procedure_key="nghe") for _ in range(12)]
    stage.file(procedure_key="phat")
    together(stage)
    return [reread(stage.context, one).standing.ending for one in waiting]


def talk(stage: Stage) -> list[str | None]:
    publish_drawn(stage, "hoi", ASKING)
    publish_drawn(stage, "dap", ANSWERING)
    asking = [stage.file(procedure_key="hoi") for _ in range(8)]
    together(stage)
    assert len(cases(stage)) == 16
    return [reread(stage.context, one).standing.ending for one in asking]


def turn(stage: Stage) -> list[str | None]:
    publish_drawn(stage, "dinh-ky", timed("R5/PT1H"))
    stage.clock.move(timedelta(hours=9))
    together(stage)
    return ["done"] * len(cases(stage))


@pytest.mark.parametrize(
    ("act", "count"), [(send, 12), (talk, 8), (turn, 5)], ids=["signals", "messages", "timers"]
)
def test_several_workers_do_each_thing_once(
    stage: Stage, act: Callable[[Stage], list[str | None]], count: int
) -> None:
    assert act(stage) == ["done"] * count
    assert broken(stage) == []


def test_a_call_that_many_workers_meet_opens_one_case(stage: Stage) -> None:
    publish_drawn(stage, "con", CALLED)
    publish_drawn(stage, "me", calling())
    callers = [stage.file(procedure_key="me") for _ in range(6)]
    together(stage)
    called = [one.parent_case_id for one in cases(stage) if one.parent_case_id]
    assert sorted(called) == [one.case_id for one in callers]
    assert [incidents(stage, one) for one in callers] == [[]] * 6


def test_a_case_leaves_work_for_one_that_is_locked_without_waiting(stage: Stage) -> None:
    """Two cases that end at the same moment must not wait for each other."""
    if not stage.context.database.is_postgres:
        pytest.skip("SQLite has one writer at a time")
    case, database = stage.file(), stage.context.database
    request = incoming("answer-call", "", {"case": 1})
    with database.begin() as db:
        lock_case(db, case.case_id)
        with database.begin() as other:
            other.execute(text("SET LOCAL lock_timeout = '5s'"))
            leave_jobs(other, [(case.case_id, request)], stage.clock.now())
    with database.read() as db:
        assert jobs.next_due(db) == stage.clock.now()


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("DELETE FROM hearing", "the awaited signal with number"),
        ("UPDATE hearing SET name = 'x'", "the awaited signal with number"),
        ('UPDATE "case" SET parent_case_id = 99, parent_token = 1', "the case that called it"),
    ],
    ids=["gone", "renamed", "given-a-parent"],
)
def test_what_is_altered_between_cases_is_found(stage: Stage, statement: str, says: str) -> None:
    publish_drawn(stage, "nghe", WAITING)
    stage.file(procedure_key="nghe")
    with stage.context.database.begin() as db:
        db.execute(text(statement))
    assert [says in line for line in broken(stage)] == [True]


def test_a_signal_costs_as_many_statements_for_many_cases_as_for_one(stage: Stage) -> None:
    publish_drawn(stage, "nghe", WAITING)
    for _ in range(5):
        stage.file(procedure_key="nghe")
    with stage.context.database.count_statements() as count:
        assert send_signal(stage.context, "bao_lu", {}) == 5
    assert count.commits == 1
    assert len(count.statements) <= 5
