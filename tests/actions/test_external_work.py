"""Work for programs outside: one lock at a time, a late report is refused, a repeated one not."""

from dataclasses import dataclass
from datetime import timedelta

import pytest

from engine.actions.external_clients import add_client
from engine.actions.external_work import (
    MOST_ATTEMPTS,
    Failure,
    Held,
    complete_work,
    extend_lock,
    fail_work,
    fetch_work,
    report_error,
    unlock_work,
)
from engine.actions.intervene import cancel_case, resume_case, retry_incident, suspend_case
from engine.actions.verify_cases import verify_cases
from engine.errors import CaseNotRunning, InputRefused, TopicRefused, WorkGone
from engine.jobs.worker import run_due
from engine.records.cases import Case
from engine.records.clients import Client, Work
from engine.records.values import Json
from engine.runtime.peek import peek
from engine.store.incidents import list_case_incidents
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, publish, reread

TOPIC = "tax-notice"


@dataclass(frozen=True, kw_only=True)
class Outside:
    """A stage with a case that waits for work outside, and the programs that may do it."""

    stage: Stage
    case: Case
    tax: Client
    other: Client

    def fetch(self, client: Client | None = None, most: int = 10) -> tuple[Work, ...]:
        """Take work for a minute."""
        return fetch_work(self.stage.context, client or self.tax, [TOPIC], most, 60, "w")

    def take(self, client: Client | None = None) -> Held:
        """Take the one piece of work there is."""
        (work,) = self.fetch(client)
        return Held(work_id=work.job.job_id, lock=work.job.fence)

    def complete(self, held: Held, client: Client | None = None, result: Json = 5) -> None:
        """Report a result."""
        complete_work(self.stage.context, client or self.tax, held, result)

    def names(self) -> object:
        """Return the case data as saved."""
        state = reread(self.stage.context, self.case).state
        assert state is not None
        return peek(state).names

    def incidents(self) -> list[str]:
        """Return what stands still."""
        with self.stage.context.database.read() as db:
            return [one.text for one in list_case_incidents(db, self.case.case_id)]


@pytest.fixture
def outside(stage: Stage) -> Outside:
    """Open a case that waits for a program outside."""
    publish(stage.context, "ngoai-viec", TEST_PROCEDURES)
    case = stage.file(procedure_key="ngoai-viec")
    tax, _token = add_client(stage.context, "tax", [TOPIC])
    other, _token = add_client(stage.context, "other", ["*"])
    return Outside(stage=stage, case=case, tax=tax, other=other)


def test_a_program_takes_work_with_the_inputs_of_the_diagram(outside: Outside) -> None:
    (work,) = outside.fetch()
    assert (work.topic, work.code) == (TOPIC, outside.case.code)
    assert work.inputs == {"person": "000000000123"}


def test_a_result_goes_to_the_case_which_goes_on(outside: Outside) -> None:
    outside.complete(outside.take(), result={"vnd": 120_000})
    assert outside.stage.task(outside.case, "xem")
    assert outside.names()["thue_phai_nop"] == {"vnd": 120_000}  # type: ignore[index]


def test_our_own_workers_leave_work_for_others_alone(outside: Outside) -> None:
    run_due(outside.stage.context)
    assert len(outside.fetch()) == 1


def test_work_that_is_locked_is_given_to_nobody_else(outside: Outside) -> None:
    outside.take()
    assert outside.fetch(outside.other) == ()


def test_a_program_that_dies_loses_its_lock_and_its_late_report_is_refused(
    outside: Outside,
) -> None:
    dead = outside.take()
    outside.stage.clock.move(timedelta(seconds=61))
    alive = outside.take(outside.other)
    with pytest.raises(WorkGone):
        outside.complete(dead, result="late")
    outside.complete(alive, outside.other, "in time")
    assert outside.names()["thue_phai_nop"] == "in time"  # type: ignore[index]


def test_a_report_sent_twice_counts_once(outside: Outside) -> None:
    held = outside.take()
    outside.complete(held, result="first")
    seq = reread(outside.stage.context, outside.case).seq
    outside.complete(held, result="second")
    assert reread(outside.stage.context, outside.case).seq == seq


def test_nobody_reports_for_another_program(outside: Outside) -> None:
    held = outside.take()
    with pytest.raises(WorkGone):
        outside.complete(held, outside.other)
    with pytest.raises(WorkGone):
        outside.complete(Held(work_id=held.work_id, lock=held.lock + 1))


def test_a_topic_that_is_not_meant_for_a_program_is_refused(outside: Outside) -> None:
    with pytest.raises(TopicRefused, match="police-record"):
        fetch_work(outside.stage.context, outside.tax, [TOPIC, "police-record"], 1, 60, "w")


def test_an_error_with_a_code_goes_to_its_boundary_event(outside: Outside) -> None:
    report_error(outside.stage.context, outside.tax, outside.take(), "NO-TAX", "exempt")
    assert outside.stage.task(outside.case, "mien_thue")


def test_an_error_nobody_catches_is_an_incident(outside: Outside) -> None:
    report_error(outside.stage.context, outside.tax, outside.take(), "OTHER", "no such person")
    (text,) = outside.incidents()
    assert "no such person" in text


def test_failed_work_comes_again_later_and_is_an_incident_in_the_end(outside: Outside) -> None:
    context, tax = outside.stage.context, outside.tax
    pauses = []
    for _ in range(MOST_ATTEMPTS - 1):
        again_at = fail_work(context, tax, outside.take(), Failure(reason="no line"))
        assert again_at is not None
        assert outside.fetch() == ()
        pauses.append(again_at - outside.stage.clock.now())
        outside.stage.clock.move(pauses[-1])
    assert pauses == sorted(pauses)
    assert fail_work(context, tax, outside.take(), Failure(reason="no line")) is None
    assert "no line" in outside.incidents()[0]


def test_a_program_decides_itself_how_often_work_is_tried(outside: Outside) -> None:
    context, tax = outside.stage.context, outside.tax
    soon = Failure(reason="busy", retries=1, after=timedelta(seconds=5))
    again_at = fail_work(context, tax, outside.take(), soon)
    assert again_at == outside.stage.clock.now() + timedelta(seconds=5)
    outside.stage.clock.move(timedelta(seconds=5))
    assert fail_work(context, tax, outside.take(), Failure(reason="busy", retries=0)) is None


def test_after_an_incident_an_administrator_puts_the_work_out_again(outside: Outside) -> None:
    context, frank = outside.stage.context, outside.stage.cast.frank
    fail_work(context, outside.tax, outside.take(), Failure(reason="no line", retries=0))
    with context.database.read() as db:
        (incident,) = list_case_incidents(db, outside.case.case_id)
    retry_incident(context, frank, outside.case.case_id, incident.token, "đã sửa")
    outside.complete(outside.take())
    assert outside.stage.task(outside.case, "xem")


def test_a_lock_can_be_kept_longer(outside: Outside) -> None:
    held = outside.take()
    extend_lock(outside.stage.context, outside.tax, held, 600)
    outside.stage.clock.move(timedelta(seconds=500))
    assert outside.fetch(outside.other) == ()
    outside.complete(held)


def test_work_that_is_given_back_is_there_at_once(outside: Outside) -> None:
    held = outside.take()
    unlock_work(outside.stage.context, outside.tax, held)
    (work,) = outside.fetch(outside.other)
    assert work.job.attempt == 1
    with pytest.raises(WorkGone):
        outside.complete(held)


def test_work_of_a_suspended_case_waits(outside: Outside) -> None:
    context, frank, case_id = outside.stage.context, outside.stage.cast.frank, outside.case.case_id
    held = outside.take()
    suspend_case(context, frank, case_id, "toà án yêu cầu")
    with pytest.raises(CaseNotRunning):
        outside.complete(held)
    outside.stage.clock.move(timedelta(minutes=2))
    assert outside.fetch() == ()
    resume_case(context, frank, case_id)
    outside.complete(outside.take())


def test_work_of_a_case_that_was_ended_is_gone(outside: Outside) -> None:
    held = outside.take()
    cancel_case(outside.stage.context, outside.stage.cast.frank, outside.case.case_id, "rút")
    with pytest.raises(WorkGone):
        outside.complete(held)


def test_a_result_that_cannot_be_kept_is_told_and_the_work_stays(outside: Outside) -> None:
    held = outside.take()
    with pytest.raises(InputRefused, match="do not exist"):
        outside.complete(held, result="a\0b")
    outside.complete(held, result="ab")


def test_no_more_is_taken_than_was_asked_for_and_the_oldest_first(outside: Outside) -> None:
    stage = outside.stage
    later = [stage.file(procedure_key="ngoai-viec").code for _ in range(3)]
    codes = [work.code for work in outside.fetch(most=3)]
    assert codes == [outside.case.code, *later[:2]]


def test_what_was_done_outside_can_be_verified(outside: Outside) -> None:
    outside.complete(outside.take(), result={"vnd": 1})
    assert all(one.intact for one in verify_cases(outside.stage.context, ()))


def test_a_report_keeps_to_its_budget_of_statements(outside: Outside) -> None:
    outside.complete(outside.take())  # what is read once is in memory now
    outside.stage.file(procedure_key="ngoai-viec")
    held = outside.take()
    with outside.stage.context.database.count_statements() as count:
        outside.complete(held)
    assert len(count.statements) <= 5, count.statements
    assert count.commits == 1
