"""A dossier is stopped at the applicant's request, with its notice, before the decision only."""

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.stop_case import stop_at_request, withdraw_as_applicant
from engine.actions.verify_cases import verify_cases
from engine.errors import AccessDenied, InputRefused
from engine.jobs.worker import run_due
from engine.queries.stopping import get_stopping
from engine.records.cases import Case
from engine.refusals import StopRefused
from engine.store.letters import list_case_letters
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, citizen, publish

REASON = "Người nộp chuyển nơi ở"
DIGITS = str(citizen()["so_dien_thoai"])[-4:]


@pytest.fixture
def case(stage: Stage) -> Case:
    """Give a case whose result is not ready yet."""
    publish(stage.context, "co-han", TEST_PROCEDURES)
    return stage.file(procedure_key="co-han")


def kinds(stage: Stage, case: Case) -> list[tuple[str, str]]:
    """Return the letters of a case with their states."""
    with stage.context.database.read() as db:
        return [(one.kind, one.state) for one in list_case_letters(db, case.case_id)]


def test_the_desk_stops_it_and_the_notice_is_issued(stage: Stage, case: Case) -> None:
    stopped = stop_at_request(stage.context, stage.cast.alice, case.case_id, REASON, "key")
    assert (stopped.standing.status, stopped.standing.ending) == ("cancelled", "withdrawn")
    assert kinds(stage, case) == [("05", "issued")]
    again = stop_at_request(stage.context, stage.cast.alice, case.case_id, REASON, "key")
    assert again.standing == stopped.standing
    (verdict,) = verify_cases(stage.context, [case.code])
    assert verdict.discrepancies == ()


def test_the_applicant_stops_it_and_a_worker_writes_the_notice(stage: Stage, case: Case) -> None:
    withdraw_as_applicant(stage.context, (case.code, DIGITS), REASON)
    run_due(stage.context)
    assert [kind for kind, _state in kinds(stage, case)] == ["05"]


def test_after_the_decision_it_is_refused_with_a_sentence(stage: Stage, case: Case) -> None:
    complete_task(stage.context, stage.cast.alice, stage.task(case, "giai_quyet"), {})
    found = get_stopping(stage.context, stage.cast.alice, case.code)
    assert found.refused is not None
    with pytest.raises(StopRefused, match="decided already"):
        stop_at_request(stage.context, stage.cast.alice, case.case_id, REASON)


def test_other_offices_do_not_stop_it(stage: Stage, case: Case) -> None:
    with pytest.raises(AccessDenied):
        stop_at_request(stage.context, stage.cast.charlie, case.case_id, REASON)


def test_a_reason_is_asked_for(stage: Stage, case: Case) -> None:
    with pytest.raises(InputRefused):
        stop_at_request(stage.context, stage.cast.alice, case.case_id, "  ")
