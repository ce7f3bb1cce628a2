"""Jobs: settled once, tried again with growing pauses, an incident in the end."""

from datetime import timedelta
from threading import Event

import pytest
from sqlalchemy.exc import OperationalError

from engine.actions.intervene import resume_case, retry_incident, suspend_case
from engine.errors import MailFailed
from engine.jobs import carry, connectors
from engine.jobs.connectors import JobFailed
from engine.jobs.lease import kept
from engine.jobs.worker import Worker, fire_due, run_due, tidy
from engine.records.cases import Case
from engine.records.connectors import CONNECTOR_NAMES
from engine.records.jobs import MOST_ATTEMPTS, Job
from engine.runtime.peek import peek
from engine.store import jobs
from engine.store.filings import Begun, find_filing, save_filing
from engine.store.incidents import list_case_incidents
from engine.store.registers import replace_register
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, publish, reread


@pytest.fixture
def case(stage: Stage) -> Case:
    """Open a case that begins with a look-up and sends a notice."""
    publish(stage.context, "tra-cuu", TEST_PROCEDURES)
    return stage.file(procedure_key="tra-cuu")


def fail(monkeypatch: pytest.MonkeyPatch, error: Exception) -> list[Job]:
    """Let every look-up fail; return the jobs it was asked to do."""
    asked: list[Job] = []

    def connector(_context: object, job: Job) -> None:
        asked.append(job)
        raise error

    monkeypatch.setitem(connectors.CONNECTORS, "register-lookup", connector)
    return asked


def test_a_look_up_gives_its_result_to_the_case(stage: Stage, case: Case) -> None:
    with stage.context.database.begin() as db:
        replace_register(db, "marriage", [("000000000123", {"spouse": "Bình"})])
    run_due(stage.context)
    after = reread(stage.context, case)
    assert after.state is not None
    assert peek(after.state).names["ket_hon"] == {"spouse": "Bình"}


def test_a_notice_goes_to_the_applicant_by_mail(stage: Stage, case: Case) -> None:
    run_due(stage.context)
    (message,) = stage.context.mail.sent  # type: ignore[attr-defined]
    assert message.to == "dora@example.vn"
    assert case.code in message.subject


def test_a_failing_job_is_tried_again_later_and_ends_as_an_incident(
    stage: Stage, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = fail(monkeypatch, JobFailed(reason="register is down", again=True))
    pauses = []
    while len(asked) < MOST_ATTEMPTS:
        before = len(asked)
        run_due(stage.context)
        if len(asked) > before:
            pauses.append(stage.clock.now())
        stage.clock.move(timedelta(seconds=5))
    gaps = [later - sooner for sooner, later in zip(pauses, pauses[1:], strict=False)]
    assert gaps == sorted(gaps)
    with stage.context.database.read() as db:
        (incident,) = list_case_incidents(db, case.case_id)
    assert incident.code == "connector-failed"
    assert "register is down" in incident.text


def test_an_administrator_retries_and_the_case_goes_on(
    stage: Stage, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        fail(broken, JobFailed(reason="wrong register", again=False))
        run_due(stage.context)
    with stage.context.database.read() as db:
        (incident,) = list_case_incidents(db, case.case_id)
    retry_incident(stage.context, stage.cast.frank, case.case_id, incident.token, "đã sửa")
    run_due(stage.context)
    assert stage.task(case, "xem")


def test_a_job_whose_lease_was_lost_writes_nothing(
    stage: Stage, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = connectors.CONNECTORS["register-lookup"]

    def slow(context: object, job: Job) -> object:
        stage.clock.move(timedelta(minutes=5))
        with monkeypatch.context() as other:
            other.setitem(connectors.CONNECTORS, "register-lookup", real)
            run_due(stage.context, Worker(name="another worker"))
        return real(stage.context, job)

    monkeypatch.setitem(connectors.CONNECTORS, "register-lookup", slow)
    run_due(stage.context)
    assert reread(stage.context, case).seq == 2


def test_mail_that_cannot_be_sent_is_tried_again_and_holds_nobody_up(
    stage: Stage, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_message: object) -> None:
        raise MailFailed(again=True, answer=451)

    monkeypatch.setattr(stage.context.mail, "send", refuse)
    run_due(stage.context)
    assert stage.task(case, "xem")


def test_a_suspended_case_asks_nobody_and_goes_on_at_once_afterwards(
    stage: Stage, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    frank = stage.cast.frank
    suspend_case(stage.context, frank, case.case_id, "toà án yêu cầu")
    with monkeypatch.context() as watched:
        asked = fail(watched, JobFailed(reason="must not be asked", again=False))
        for _ in range(MOST_ATTEMPTS + 1):
            run_due(stage.context)
            stage.clock.move(timedelta(minutes=11))
        run_due(stage.context)
    resume_case(stage.context, frank, case.case_id)
    run_due(stage.context)
    assert (asked, bool(stage.task(case, "xem"))) == ([], True)


def test_timers_that_came_due_while_suspended_fire_at_once_afterwards(stage: Stage) -> None:
    case, frank = stage.file(), stage.cast.frank
    suspend_case(stage.context, frank, case.case_id, "toà án yêu cầu")
    stage.clock.move(timedelta(days=7))
    run_due(stage.context)
    resume_case(stage.context, frank, case.case_id)
    run_due(stage.context)
    assert stage.task(case, "nhac")


def test_a_job_that_cannot_be_reported_holds_nobody_up(
    stage: Stage, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = stage.file(procedure_key="tra-cuu")
    real = jobs.settle

    def broken(db: object, job: Job) -> bool:
        if job.case_id == case.case_id:
            raise RuntimeError("poison")
        return real(db, job)  # type: ignore[arg-type]

    monkeypatch.setattr(jobs, "settle", broken)
    for _ in range(MOST_ATTEMPTS + 1):
        run_due(stage.context)
        stage.clock.move(timedelta(hours=1))
    assert stage.task(other, "xem")


def test_a_long_job_keeps_its_lease(stage: Stage, case: Case) -> None:
    with stage.context.database.begin() as db:
        (job,) = [
            one
            for one in jobs.claim_due(db, stage.clock.now(), "w", 9, 60.0)
            if one.kind == "register-lookup"
        ]
    stage.clock.move(timedelta(seconds=50))
    beat = Event()
    with kept(stage.context, job, 0.003, beat.set):
        assert beat.wait(20)
    stage.clock.move(timedelta(microseconds=1))
    with stage.context.database.begin() as db:
        left = jobs.claim_due(db, stage.clock.now(), "other", 9, 60.0)
    assert job.job_id not in [one.job_id for one in left]


def test_tidying_forgets_what_a_citizen_never_sent(stage: Stage) -> None:
    now = stage.clock.now()
    begun = Begun(procedure_key="hai-nguoi", answers={"ho_ten": "Dora"}, saved_at=now)
    with stage.context.database.begin() as db:
        save_filing(db, b"token", begun, now + timedelta(days=7))
    stage.clock.move(timedelta(days=8))
    assert tidy(stage.context) == 1
    with stage.context.database.read() as db:
        assert find_filing(db, b"token", now) is None


def test_every_connector_that_a_procedure_may_name_is_there() -> None:
    assert set(CONNECTOR_NAMES) <= set(connectors.CONNECTORS)


def test_after_an_outage_a_timer_is_taken_again_soon(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = stage.file()
    stage.clock.move(timedelta(days=7))
    with monkeypatch.context() as cut:
        cut.setattr(carry, "fire_timer", lose_connection)
        assert fire_due(stage.context, Worker()) == 1
    assert fire_due(stage.context, Worker()) == 0
    stage.clock.move(timedelta(seconds=3))
    run_due(stage.context)
    assert stage.task(case, "nhac")


def test_a_job_whose_report_was_lost_is_done_again_soon(
    stage: Stage, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr(carry, "settle_job", lose_connection)
        run_due(stage.context)
    stage.clock.move(timedelta(seconds=11))
    run_due(stage.context)
    assert stage.task(case, "xem")


def lose_connection(*_given: object) -> None:
    """Fail as the driver does when the server has closed the connection."""
    raise OperationalError("COMMIT", {}, Exception("server closed the connection"))
