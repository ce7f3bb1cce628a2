"""What leaders and citizens look at in the sample office, on both databases."""

from pathlib import Path

import pytest

from engine.actions.verify_cases import verify_cases
from engine.context import Context
from engine.records.cases import Case
from engine.records.complaints import NEW
from engine.records.letters import DELIVERED
from engine.records.outcomes import RUNNING
from engine.records.people import APPLICANT
from engine.sample.fill import before_cases, fill_sample
from engine.sample.further import AFTER_BIRTH, CARD, RESIDENCE
from engine.sample.scenes import SCENES
from engine.sample.stories import PERMIT, PROCEDURES
from engine.store.complaints import list_complaints
from engine.store.database import Database
from engine.store.family import list_family
from engine.store.letters import list_case_letters
from engine.store.sweep import read_rows
from engine.store.tasks import list_case_tasks
from tests.make import make_context, publish


@pytest.fixture
def context(database: Database, tmp_path: Path) -> Context:
    """Give the sample office with one case beside the scenes."""
    made = make_context(database, tmp_path)
    for key in PROCEDURES:
        publish(before_cases(made), key)
    fill_sample(made, lambda _: None, 1)
    return made


def cases_of(context: Context, key: str) -> list[Case]:
    """Return the cases of a procedure."""
    with context.database.read() as db:
        rows = read_rows(db, 0, 100)
        names = {
            one.case.version_id: context.versions.get(db, one.case.version_id).version.procedure_key
            for one in rows
        }
    return [one.case for one in rows if names[one.case.version_id] == key]


def test_the_scenes_of_the_sample_stand_as_they_are_told(context: Context) -> None:
    permits, now = cases_of(context, PERMIT), context.clock.now()
    promised = [one for one in permits if one.standing.apologies]
    late = {one.standing.due_at < now for one in promised if one.standing.due_at}
    assert late == {True, False}
    assert any(one.standing.paused for one in permits)
    scenes = sum(one.story.procedure == PERMIT for one in SCENES)
    assert sum(one.standing.status == RUNNING for one in permits) >= scenes
    with context.database.read() as db:
        kinds = {
            letter.kind
            for one in promised
            for letter in list_case_letters(db, one.case_id)
            if letter.state == DELIVERED
        }
    assert "04" in kinds
    assert all(one.intact for one in verify_cases(context))


def test_after_a_birth_one_of_four_offices_is_late_and_somebody_can_do_its_work(
    context: Context,
) -> None:
    group = cases_of(context, AFTER_BIRTH)[-1]
    with context.database.read() as db:
        family = [one for _, one in list_family(db, group.case_id)]
        left = [one for one in family if one.standing.status == RUNNING]
        tasks = [task for one in left for task in list_case_tasks(db, one.case_id)]
        waiting = list_complaints(db, [group.office_id], is_open=True, most=10)
    card = cases_of(context, CARD)[0]
    assert len(family) == 4
    assert {one.case_id for one in left} == {group.case_id, card.case_id}
    assert card.standing.due_at
    assert card.standing.due_at < context.clock.now()
    assert [task.post for task in tasks] == ["social-insurance"]
    assert APPLICANT not in {task.post for task in tasks}
    assert NEW in {one.state for one in waiting}


def test_the_police_hand_over_the_letters_that_they_issue(context: Context) -> None:
    residence = cases_of(context, RESIDENCE)[0]
    with context.database.read() as db:
        letters = list_case_letters(db, residence.case_id)
    assert [one.state for one in letters if one.kind == "ket-qua"] == [DELIVERED]
