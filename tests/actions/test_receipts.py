"""Whoever files gets form 01 when the dossier is received, by whatever way it came."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.give_receipt import give_receipt
from engine.actions.intervene import resume_case, suspend_case
from engine.actions.receive_dossier import Brought, accept_dossier
from engine.actions.start_case import start_case
from engine.actions.verify_cases import verify_cases
from engine.jobs.worker import run_due
from engine.records.cards import Text
from engine.records.cases import Case
from engine.records.desk import Agent
from engine.records.filings import Filing
from engine.records.letters import ISSUED, RECEIPT, Letter
from engine.records.papers import PaperMark
from engine.store.letters import list_case_letters
from tests.actions.conftest import Stage
from tests.actions.crossing import publish_drawn, work_off
from tests.drawn import DONE, FILED, WORK, Pool, chain
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


AGENT = Agent(name="Lê An", paper="Giấy ủy quyền 12")
PAPERS = [PaperMark(number=1, name=Text(vi="Đơn", en="Form"), sort="original", copies=1)]
GIVEN = '<sendTask id="giao" name="Giao giấy" motcua:letter="standard:01"/>'
RECEIVED = '<userTask id="nhan" name="Nhận" motcua:post="desk" motcua:letter="standard:01"/>'


@pytest.mark.parametrize(("step", "node"), [(GIVEN, "giao"), (RECEIVED, "nhan")])
def test_a_step_that_gives_the_receipt_tells_who_brought_the_dossier_and_what(
    stage: Stage, step: str, node: str
) -> None:
    ways = chain("nop", node, "xem", "xong")
    publish_drawn(stage, "giao-giay", Pool(elements=FILED + step + WORK + DONE, ways=ways))
    alice, office = stage.cast.alice, stage.cast.office_id
    filing = Filing(
        procedure_key="giao-giay", office_id=office, answers=citizen(), by=alice.person_id
    )
    wish = Brought(filing=filing, desk_id=office, agent=AGENT)
    case = accept_dossier(stage.context, alice, wish, PAPERS)
    assert give_receipt(stage.context, alice, case, PAPERS, AGENT) is None
    if step == RECEIVED:
        complete_task(stage.context, alice, stage.task(case, "nhan"), {})
    work_off(stage)
    (receipt,) = receipts(stage, case)
    shown = [receipt.facts[f"form.{key}"] for key in ("agent.name", "agent.paper", "papers")]
    assert (receipt.state, shown) == (
        ISSUED,
        ["Lê An", "Giấy ủy quyền 12", ["Đơn (01 bản chính)"]],
    )
    assert all(one.intact for one in verify_cases(stage.context))
