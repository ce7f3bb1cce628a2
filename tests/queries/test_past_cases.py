"""Cases of the sample office, which lived through the real engine, run again on drafts."""

from pathlib import Path

import pytest

from engine.actions.open_draft import draft_from_version
from engine.actions.save_draft_files import save_draft_files
from engine.context import Context
from engine.queries.past_cases import run_past
from engine.records.people import Person
from engine.sample.fill import before_cases, fill_sample
from engine.sample.stories import BIRTH, COPY, PERMIT, PROCEDURES
from engine.store.database import Database
from engine.store.people import list_people
from tests.make import make_context, publish

CASES = 40


@pytest.fixture
def context(database: Database, tmp_path: Path) -> Context:
    """Give a sample office with some cases that have ended."""
    made = make_context(database, tmp_path)
    for key in PROCEDURES:
        publish(before_cases(made), key)
    fill_sample(made, lambda _: None, CASES)
    return made


def designer(context: Context) -> Person:
    """Return who draws procedures in the sample office."""
    with context.database.read() as db:
        return next(one for one in list_people(db) if one.has_post("designer"))


def test_on_unchanged_drafts_all_cases_go_the_same_way(context: Context) -> None:
    person = designer(context)
    for key in (BIRTH, COPY, PERMIT):
        draft = draft_from_version(context, person, key, 1)
        run = run_past(context, person, draft.draft_id)
        assert run.lines, key
        assert run.number("same") == len(run.lines), [one.verdict for one in run.groups]
        assert not any(line.may_open for line in run.lines)


def test_a_field_that_is_asked_anew_is_told_of_all_cases_that_came_there(
    context: Context,
) -> None:
    person, form = designer(context), "forms/tham-dinh.form"
    draft = draft_from_version(context, person, PERMIT, 1)
    files = run_past(context, person, draft.draft_id).bench.page.files
    asked = files[form].replace(b'"nhan_xet_tham_dinh"', b'"nhan_xet_moi"')
    save_draft_files(context, person, draft.draft_id, 1, {form: asked})
    run = run_past(context, person, draft.draft_id)
    assert run.bench.findings == ()
    lacked = [group for group in run.groups if group.came == "lacked"]
    assert [(one.element, one.form_id) for one in lacked[0].verdict.lacks] == [
        ("tham_dinh", "tham-dinh")
    ]
    assert {fault.key for fault in lacked[0].verdict.lacks[0].faults} == {"nhan_xet_moi"}
    assert run.number("lacked") + run.number("same") == len(run.lines)
