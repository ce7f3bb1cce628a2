"""Messages: to the case that waits, or kept until one does."""

from datetime import timedelta

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.deliver_message import PARKED_FOR, deliver_message
from engine.actions.verify_cases import verify_cases
from engine.records.cases import Case
from engine.runtime.peek import peek
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, publish, reread


@pytest.fixture
def case(stage: Stage) -> Case:
    """Open a case that will wait for two messages, one after the other."""
    publish(stage.context, "tin-nhan", TEST_PROCEDURES)
    return stage.file(procedure_key="tin-nhan")


def look(stage: Stage, case: Case) -> Case:
    """Complete the task after which the case waits."""
    return complete_task(stage.context, stage.cast.alice, stage.task(case, "xem"), {"so_a": 1})


def send(stage: Stage, case: Case, number: int) -> Case | None:
    return deliver_message(stage.context, "tra_loi", case.code, {"so_a": number})


def test_a_message_goes_to_the_case_that_waits(stage: Stage, case: Case) -> None:
    look(stage, case)
    moved = send(stage, case, 2)
    assert moved is not None
    assert moved.state is not None
    assert peek(moved.state).names["so_a"] == 2


def test_messages_that_came_early_are_taken_one_for_each_wait(stage: Stage, case: Case) -> None:
    assert [send(stage, case, 2), send(stage, case, 3)] == [None, None]
    done = look(stage, case)
    assert (done.standing.status, done.seq) == ("finished", 4)
    assert reread(stage.context, case) == done
    assert all(verdict.intact for verdict in verify_cases(stage.context))


def test_a_message_for_which_nobody_waits_in_time_is_given_up(stage: Stage, case: Case) -> None:
    send(stage, case, 2)
    stage.clock.move(PARKED_FOR + timedelta(seconds=1))
    assert look(stage, case).standing.status == "running"


def test_a_third_message_stays_parked_and_moves_nothing(stage: Stage, case: Case) -> None:
    look(stage, case)
    seqs = [moved and moved.seq for moved in (send(stage, case, n) for n in (2, 3, 4))]
    assert seqs == [3, 4, None]
