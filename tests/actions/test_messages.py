"""Messages: to the case that waits, or kept until one does."""

from datetime import timedelta

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.deliver_message import PARKED_FOR, deliver_message
from engine.actions.intervene import retry_incident
from engine.actions.verify_cases import verify_cases
from engine.records.cases import Case
from engine.runtime.peek import peek
from engine.store.incidents import list_case_incidents
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, publish, reread


@pytest.fixture
def case(stage: Stage) -> Case:
    """Open a case that will wait for two messages, one after the other."""
    publish(stage.context, "tin-nhan", TEST_PROCEDURES)
    return stage.file(procedure_key="tin-nhan")


@pytest.fixture
def rivals(stage: Stage) -> tuple[Case, Case]:
    """Open two cases of one citizen that both wait for a message with her number as its key."""
    publish(stage.context, "trung-khoa", TEST_PROCEDURES)
    first, second = (stage.file(procedure_key="trung-khoa") for _ in range(2))
    return look(stage, first), look(stage, second)


def incidents(stage: Stage, case: Case) -> list[str]:
    with stage.context.database.read() as db:
        return [one.code for one in list_case_incidents(db, case.case_id)]


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


def test_a_message_that_another_case_awaits_is_an_incident(
    stage: Stage, rivals: tuple[Case, Case]
) -> None:
    assert [incidents(stage, one) for one in rivals] == [[], ["message-taken"]]
    assert all(verdict.intact for verdict in verify_cases(stage.context))


def test_after_the_other_case_an_administrator_lets_this_one_await_its_own(
    stage: Stage, rivals: tuple[Case, Case]
) -> None:
    first, second = rivals
    deliver_message(stage.context, "tra_loi", "000000000123", {"so_a": 2})
    with stage.context.database.read() as db:
        (incident,) = list_case_incidents(db, second.case_id)
    retry_incident(stage.context, stage.cast.frank, second.case_id, incident.token, "đã xong")
    moved = deliver_message(stage.context, "tra_loi", "000000000123", {"so_a": 3})
    assert [reread(stage.context, one).standing.status for one in (first, second)] == [
        "finished"
    ] * 2
    assert moved is not None
    assert incidents(stage, moved) == []


def test_a_try_too_early_is_the_same_incident_again(
    stage: Stage, rivals: tuple[Case, Case]
) -> None:
    second = rivals[1]
    with stage.context.database.read() as db:
        (incident,) = list_case_incidents(db, second.case_id)
    retry_incident(stage.context, stage.cast.frank, second.case_id, incident.token, "thử lại")
    assert incidents(stage, second) == ["message-taken"]
    assert all(verdict.intact for verdict in verify_cases(stage.context))
