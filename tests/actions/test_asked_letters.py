"""Requests to complete a dossier list what was ticked for them, and nothing of another round."""

import pytest

from engine.actions.complete_task import complete_as_applicant, complete_task
from engine.actions.issue_letter import issue_standard
from engine.actions.start_case import start_case
from engine.records.cases import Case
from engine.records.filings import Filing
from engine.records.values import Json
from engine.sample.papers import store_papers
from engine.store.letters import list_case_letters
from tests.actions.conftest import Stage
from tests.make import publish, task_at
from tests.procedures.shipped import scenarios_of

PERMIT = "giay-phep-xay-dung"
SECOND = "Khai lại: Ngôi nhà: Chiều cao công trình (m)"


@pytest.fixture
def case(stage: Stage) -> Case:
    """Give a permit that its applicant completes for the second time."""
    publish(stage.context, PERMIT)
    paper: Json = [dict(store_papers(stage.context.files)[0])]
    scenario = scenarios_of(PERMIT)["huong-dan-roi-cap"]
    given = {key: paper if key.startswith("tep_") else one for key, one in scenario.answers.items()}
    filing = Filing(procedure_key=PERMIT, office_id=stage.cast.office_id, answers=given)
    case = start_case(stage.context, filing)
    for move in scenario.moves[:4]:
        place = task_at(stage.context, case, move.target or "")
        answers = {key: paper if key.startswith("tep_") else x for key, x in move.answers.items()}
        if move.target == "bo_sung":
            own = (case.code, case.applicant.phone[-4:])
            complete_as_applicant(stage.context, own, place[1], answers)
        else:
            complete_task(stage.context, stage.cast.alice, place, answers)
    return case


def by_hand(stage: Stage, case: Case, **more: Json) -> Json:
    """Return what a request lists that the desk writes beside the diagram."""
    given = {"reason": "Chưa đúng", **more}
    letter = issue_standard(stage.context, stage.cast.alice, case.case_id, "02", given)
    return letter.facts["form.contents"]


def test_the_letter_of_each_round_lists_its_own_ticks(stage: Stage, case: Case) -> None:
    with stage.context.database.read() as db:
        facts = [one.facts for one in list_case_letters(db, case.case_id)]
    first, second = (one["asked.lines"] for one in facts if "asked.lines" in one)
    assert isinstance(first, list)
    assert len(first) == 3
    assert second == [SECOND]


def test_a_request_by_hand_lists_the_round_that_is_open(stage: Stage, case: Case) -> None:
    assert by_hand(stage, case) == [SECOND]


def test_what_is_written_by_hand_comes_after_the_ticks(stage: Stage, case: Case) -> None:
    assert by_hand(stage, case, contents="Bản vẽ móng\n\n") == [SECOND, "Bản vẽ móng"]
    assert by_hand(stage, case, contents=["Bản vẽ móng"]) == [SECOND, "Bản vẽ móng"]
