"""Tasks in what a procedure calls within its own file, as officers and citizens meet them."""

import pytest

from engine.actions.complete_task import complete_task
from engine.actions.publish_procedure import publish_procedure
from engine.queries.case_file import get_case_file
from engine.queries.task_file import get_task_form
from engine.queries.tracking import track
from engine.records.cases import Case
from tests.actions.conftest import Stage
from tests.actions.crossing import broken, names
from tests.drawn import DONE, FILED, WORK, Pool, chain, draw, drawn_files
from tests.make import citizen, reread

CALL = """<callActivity id="goi" name="Gọi" calledElement="{}"><extensionElements>
<motcua:input name="goc" value='=dossier["code"]'/><motcua:output name="so_b" value="=so_a"/>
</extensionElements></callActivity>"""
GLOBAL = WORK.replace("userTask", "globalUserTask")
INNER = Pool(
    elements=FILED.replace("nop", "vao").replace(' motcua:clock="start"', "")
    + WORK
    + DONE.replace("xong", "ra").replace(' motcua:ending="done"', ""),
    ways=chain("vao", "xem", "ra"),
)


def caller(called: str) -> Pool:
    return Pool(elements=FILED + CALL.format(called) + DONE, ways=chain("nop", "goi", "xong"))


FILES = {
    "global task": draw(caller("xem")).replace(
        b"</definitions>", f"{GLOBAL}</definitions>".encode()
    ),
    "process": draw(caller("p2"), INNER),
}


@pytest.fixture(params=list(FILES.values()), ids=list(FILES))
def case(stage: Stage, request: pytest.FixtureRequest) -> Case:
    """Open a case that waits at a task in what it calls."""
    files = {**drawn_files(INNER), "process.bpmn": request.param}
    publish_procedure(stage.context, "me", files)
    return stage.file(procedure_key="me")


def test_the_form_of_a_called_task_sees_what_was_handed_in_alone(stage: Stage, case: Case) -> None:
    found = get_task_form(stage.context, stage.cast.alice, stage.task(case, "xem"))
    assert set(found.names) == {"dossier", "goc"}
    assert found.names["goc"] == case.code


def test_a_called_task_is_completed_and_gives_back_what_is_handed_out(
    stage: Stage, case: Case
) -> None:
    complete_task(stage.context, stage.cast.alice, stage.task(case, "xem"), {"so_a": 7})
    assert reread(stage.context, case).standing.ending == "done"
    assert (names(stage, case).get("so_b"), broken(stage)) == (7, [])


def test_the_pages_of_a_case_name_a_called_task(stage: Stage, case: Case) -> None:
    told = get_case_file(stage.context, stage.cast.alice, case.code)
    assert "Xem" in {step.name.vi for step in told.steps if step.name is not None}
    digits = str(citizen()["so_dinh_danh"])[-4:]
    tracked = track(stage.context, (case.code, digits))
    assert [step.words.vi for step in tracked.now][-1:] == ["Xem"]
