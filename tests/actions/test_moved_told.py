"""What pages tell of a case that was moved: each step by the names of the version of its day."""

from engine.actions.complete_task import complete_task
from engine.queries.case_file import get_case_file
from engine.queries.tracking import track
from tests.actions.conftest import Stage
from tests.actions.moving import moved, redraw
from tests.make import reread

LATER = (
    ('id="xem" name="Xem"', 'id="tham_dinh" name="Thẩm định"'),
    ('targetRef="xem"', 'targetRef="tham_dinh"'),
    ('sourceRef="xem"', 'sourceRef="tham_dinh"'),
)


def test_history_and_tracking_tell_steps_of_both_versions(stage: Stage) -> None:
    case, context = stage.file(), stage.context
    complete_task(context, stage.cast.alice, stage.task(case, "ghi"), {"chu_b": "B"})
    redraw(context, *LATER)
    assert dict(moved(stage).counts) == {"moved": 1}
    found = get_case_file(context, stage.cast.alice, case.code)
    told = [(step.kind, step.name.vi if step.name else None) for step in found.steps]
    assert ("entered", "Xem") in told
    assert ("case-migrated", None) in told
    last = found.steps[-1]
    assert (last.kind, last.hand, last.values["number"]) == ("case-migrated", "person", 2)
    assert set(last.tokens) == {"tham_dinh", "nhap"}
    complete_task(context, stage.cast.alice, stage.task(case, "tham_dinh"), {"so_a": 1})
    assert reread(context, case).standing.status == "finished"
    tracked = track(context, (case.code, "0123"))
    assert [(one.words.vi, one.state) for one in tracked.steps if one.state == "done"]


def test_an_open_step_goes_on_under_its_new_name_for_the_citizen(stage: Stage) -> None:
    case = stage.file()
    redraw(stage.context, *LATER)
    moved(stage)
    steps = {one.words.vi: one.state for one in track(stage.context, (case.code, "0123")).steps}
    assert steps == {"Thẩm định": "now", "Ghi": "now"}
