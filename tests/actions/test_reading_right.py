"""Why somebody looked at a dossier is noted with the look: step, office, post or oversight."""

import pytest

from engine.actions.hold_task import claim_task
from engine.actions.look_up import note_look_up
from engine.actions.note_reading import note_reading
from engine.queries.complaints import Look, own_readings
from engine.records.cases import Case
from engine.records.people import Person
from tests.actions.conftest import Stage

FIRST = "xem"


def looked(stage: Stage, person: Person, case: Case) -> Look:
    """Return the look of a person, as the applicant reads it."""
    note_reading(stage.context, person, case.case_id, "case")
    return own_readings(stage.context, (case.code, "0123"))[0]


@pytest.mark.parametrize(
    ("login", "why", "post"),
    [
        ("alice", "waits", "specialist"),
        ("bob", "waits", "specialist"),
        ("erin", "oversees", "auditor"),
        ("frank", "oversees", "administrator"),
        ("charlie", "post", "desk"),
    ],
)
def test_a_look_says_in_which_right_it_was(stage: Stage, login: str, why: str, post: str) -> None:
    case = stage.file()
    right = looked(stage, getattr(stage.cast, login), case).reading.right
    assert right is not None
    assert (right.why, right.post) == (why, post)


def test_whoever_holds_a_step_looks_for_that_step(stage: Stage) -> None:
    case = stage.file()
    claim_task(stage.context, stage.cast.alice, stage.task(case, FIRST))
    found = looked(stage, stage.cast.alice, case)
    assert found.reading.right is not None
    assert (found.reading.right.why, found.reading.right.element) == ("holds", FIRST)
    assert found.step is not None
    assert found.office is not None


def test_a_look_up_is_noted_as_the_desks(stage: Stage) -> None:
    case = stage.file()
    note_look_up(stage.context, stage.cast.charlie, [case.case_id])
    (found,) = own_readings(stage.context, (case.code, "0123"))
    assert found.reading.right is not None
    assert (found.reading.right.why, found.reading.right.post) == ("desk", "desk")
