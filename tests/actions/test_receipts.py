"""Whoever files gets form 01 when the dossier is received, by whatever way it came."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.actions.give_receipt import give_receipt
from engine.actions.intervene import resume_case, suspend_case
from engine.actions.start_case import start_case
from engine.actions.verify_cases import verify_cases
from engine.jobs.worker import run_due
from engine.records.cases import Case
from engine.records.filings import Filing
from engine.records.letters import ISSUED, RECEIPT, Letter
from engine.store.letters import list_case_letters
from tests.actions.conftest import Stage
from tests.make import citizen, publish


def receipts(stage: Stage, case: Case) -> list[Letter]:
    with stage.context.database.read() as db:
        return [one for one in list_case_letters(db, case.case_id) if one.kind == RECEIPT]


@pytest.fixture
def file(stage: Stage) -> Callable[[int | None], Case]:
    """Open a case of a procedure that receives what comes in at once."""
    publish(stage.context, "muoi-viec", Path("bench/procedures"))

    def open_one(by: int | None) -> Case:
        filing = Filing(
            procedure_key="muoi-viec", office_id=stage.cast.office_id, answers=citizen(), by=by
        )
        return start_case(stage.context, filing)

    return open_one


def test_a_dossier_filed_online_gets_its_receipt_when_it_is_received(
    stage: Stage, file: Callable[[int | None], Case]
) -> None:
    case = file(None)
    run_due(stage.context)
    (receipt,) = receipts(stage, case)
    assert receipt.state == ISSUED
    assert all(one.intact for one in verify_cases(stage.context))


def test_one_that_waits_to_be_received_gets_none(stage: Stage) -> None:
    assert not receipts(stage, stage.file())


def test_at_a_desk_the_officer_gives_it(stage: Stage, file: Callable[[int | None], Case]) -> None:
    alice = stage.cast.alice
    case = file(alice.person_id)
    assert not receipts(stage, case)
    for _twice in range(2):
        give_receipt(stage.context, alice, case)
    (receipt,) = receipts(stage, case)
    assert receipt.state == ISSUED


def test_one_that_was_suspended_is_not_received_anew(
    stage: Stage, file: Callable[[int | None], Case]
) -> None:
    case = file(stage.cast.alice.person_id)
    suspend_case(stage.context, stage.cast.frank, case.case_id, "Chờ kiểm tra")
    resume_case(stage.context, stage.cast.frank, case.case_id)
    assert not receipts(stage, case)
