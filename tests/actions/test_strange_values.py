"""What scripts and connectors can give by mistake: an incident at the step, never a stuck case."""

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.verify_cases import verify_cases
from engine.jobs import connectors
from engine.jobs.worker import run_due
from engine.store.incidents import list_case_incidents
from tests.actions.conftest import Stage
from tests.make import TEST_PROCEDURES, publish


@pytest.mark.parametrize("result", [2**70, float("nan"), "\ud800", {"a": {1, 2}}, "x\0y"], ids=repr)
def test_a_result_that_cannot_be_kept_is_an_incident(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, result: object
) -> None:
    publish(stage.context, "tra-cuu", TEST_PROCEDURES)
    case = stage.file(procedure_key="tra-cuu")
    monkeypatch.setitem(connectors.CONNECTORS, "register-lookup", lambda *_: result)
    run_due(stage.context)
    with stage.context.database.read() as db:
        (incident,) = list_case_incidents(db, case.case_id)
    assert incident.element == "tim"
    assert all(verdict.intact for verdict in verify_cases(stage.context))


def test_a_task_for_an_office_that_does_not_exist_is_an_incident(stage: Stage) -> None:
    publish(stage.context, "sai-noi", TEST_PROCEDURES)
    case = stage.file(procedure_key="sai-noi")
    complete_task(stage.context, stage.cast.alice, stage.task(case, "ghi"), {"chu_b": "H00.0"})
    with stage.context.database.read() as db:
        (incident,) = list_case_incidents(db, case.case_id)
    assert (incident.element, "H00.0" in incident.text) == ("xem", True)
    assert all(verdict.intact for verdict in verify_cases(stage.context))
