"""A dossier is stopped at the applicant's request, with its notice, before the decision only."""

from contextlib import AbstractContextManager, nullcontext

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.receive_dossier import Brought, accept_dossier
from engine.actions.stop_case import stop_at_request, withdraw_as_applicant
from engine.actions.take_back import take_back
from engine.actions.verify_cases import verify_cases
from engine.errors import AccessDenied, InputRefused
from engine.jobs.worker import run_due
from engine.queries.case_file import get_case_file
from engine.queries.stopping import get_stopping
from engine.queries.tracking import track
from engine.queries.ways_back import get_own_steps
from engine.records.cases import Case
from engine.records.filings import DIRECT, Filing
from engine.refusals import StopRefused
from engine.store.letters import list_case_letters
from tests.actions.conftest import Stage
from tests.actions.crossing import publish_drawn
from tests.drawn import DONE, FILED, WORK, Pool, chain
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
    assert kinds(stage, case) == [("05", "issued")]


def test_after_the_decision_it_is_refused_with_a_sentence(stage: Stage, case: Case) -> None:
    complete_task(stage.context, stage.cast.alice, stage.task(case, "giai_quyet"), {})
    found = get_stopping(stage.context, stage.cast.alice, case.code)
    assert found.refused is not None
    with pytest.raises(StopRefused, match="decided already"):
        stop_at_request(stage.context, stage.cast.alice, case.case_id, REASON)


SIGN = WORK.replace("/>", ' motcua:decides="=so_a == 1"/>')
CLERK = '<userTask id="soat" name="Soát" motcua:nameEn="Review" motcua:post="specialist"/>'


@pytest.fixture
def signed(stage: Stage) -> Case:
    """Give a case that is to be signed, and then issued."""
    parts, ways = FILED + SIGN + CLERK + DONE, chain("nop", "xem", "soat", "xong")
    publish_drawn(stage, "ky-roi-phat-hanh", Pool(elements=parts, ways=ways))
    return stage.file(procedure_key="ky-roi-phat-hanh")


@pytest.mark.parametrize(("answer", "is_decided"), [(1, True), (2, False)], ids=["yes", "no"])
def test_what_is_signed_but_not_issued_is_decided(
    stage: Stage, signed: Case, answer: int, is_decided: bool
) -> None:
    complete_task(stage.context, stage.cast.alice, stage.task(signed, "xem"), {"so_a": answer})
    assert (track(stage.context, (signed.code, DIGITS)).kept is not None) is is_decided
    found = get_stopping(stage.context, stage.cast.alice, signed.code)
    assert (found.refused is not None) is is_decided
    with raises_if(is_decided):
        withdraw_as_applicant(stage.context, (signed.code, DIGITS), REASON)


def test_a_signature_that_was_taken_back_decides_nothing(stage: Stage, signed: Case) -> None:
    context, alice = stage.context, stage.cast.alice
    complete_task(context, alice, stage.task(signed, "xem"), {"so_a": 1})
    (own,) = get_own_steps(context, alice, signed.code).ways
    take_back(context, alice, signed.case_id, own.target.step.token, REASON)
    assert get_stopping(context, alice, signed.code).refused is None


def raises_if(is_refused: bool) -> AbstractContextManager[object]:
    """Expect a refusal, or none."""
    return pytest.raises(StopRefused) if is_refused else nullcontext()


def test_other_offices_do_not_stop_it(stage: Stage, case: Case) -> None:
    with pytest.raises(AccessDenied):
        stop_at_request(stage.context, stage.cast.charlie, case.case_id, REASON)


def test_the_desk_that_took_it_in_for_another_office_stops_it(stage: Stage) -> None:
    publish(stage.context, "co-han", TEST_PROCEDURES)
    filing = Filing(
        procedure_key="co-han",
        office_id=stage.cast.other_office_id,
        answers=citizen(),
        channel=DIRECT,
    )
    brought = Brought(filing=filing, desk_id=stage.cast.office_id)
    case = accept_dossier(stage.context, stage.cast.alice, brought)
    assert get_case_file(stage.context, stage.cast.alice, case.code).may_stop
    assert get_stopping(stage.context, stage.cast.alice, case.code).may_stop
    stopped = stop_at_request(stage.context, stage.cast.alice, case.case_id, REASON)
    assert stopped.standing.ending == "withdrawn"


def test_a_reason_is_asked_for(stage: Stage, case: Case) -> None:
    with pytest.raises(InputRefused):
        stop_at_request(stage.context, stage.cast.alice, case.case_id, "  ")
