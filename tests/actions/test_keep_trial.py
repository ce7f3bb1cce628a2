"""Keeping trials and scenarios: what is refused, and who may."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.actions.keep_trial import delete_scenario, keep_trial, save_scenario
from engine.actions.open_draft import draft_from_version
from engine.context import Context
from engine.errors import AccessDenied, DraftChanged, InputRefused, NotFound
from engine.queries.trials import get_bench
from engine.records.drafts import Draft
from engine.store.database import Database
from tests.make import Cast, make_cast, make_context, publish

KEY = "chung-thuc-ban-sao"


@pytest.fixture
def context(database: Database, tmp_path: Path) -> Context:
    """Give a context with the certified copies published."""
    made = make_context(database, tmp_path)
    publish(made, KEY)
    return made


@pytest.fixture
def cast(context: Context) -> Cast:
    """Give the people."""
    return make_cast(context)


@pytest.fixture
def draft(context: Context, cast: Cast) -> Draft:
    """Give a draft of Frank's."""
    return draft_from_version(context, cast.frank, KEY, 1)


def test_a_scenario_is_written_into_the_draft_and_taken_out(
    context: Context, cast: Cast, draft: Draft
) -> None:
    one = get_bench(context, cast.frank, draft.draft_id).examples[0]
    saved = save_scenario(context, cast.frank, draft.draft_id, 1, replace(one, key="moi"))
    assert saved.number == 2
    assert "scenarios/moi.toml" in get_bench(context, cast.frank, draft.draft_id).page.files
    delete_scenario(context, cast.frank, draft.draft_id, 2, "moi")
    assert "scenarios/moi.toml" not in get_bench(context, cast.frank, draft.draft_id).page.files


@pytest.mark.parametrize("key", ["", "../x", "Hoa", "a b", "x" * 61])
def test_a_name_that_no_file_can_have_is_refused(
    context: Context, cast: Cast, draft: Draft, key: str
) -> None:
    one = get_bench(context, cast.frank, draft.draft_id).examples[0]
    with pytest.raises(InputRefused):
        save_scenario(context, cast.frank, draft.draft_id, 1, replace(one, key=key))


def test_only_a_designer_writes_scenarios(context: Context, cast: Cast, draft: Draft) -> None:
    one = get_bench(context, cast.frank, draft.draft_id).examples[0]
    with pytest.raises(AccessDenied):
        save_scenario(context, cast.alice, draft.draft_id, 1, replace(one, key="moi"))


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(
    context: Context, cast: Cast, draft: Draft
) -> None:
    first, second = get_bench(context, cast.frank, draft.draft_id).examples[:2]
    save_scenario(context, cast.frank, draft.draft_id, 1, replace(first, key="moi"))
    with pytest.raises(DraftChanged):
        save_scenario(context, cast.frank, draft.draft_id, 1, replace(second, key="moi"))


def test_a_trial_that_has_grown_too_large_is_refused(
    context: Context, cast: Cast, draft: Draft
) -> None:
    one = get_bench(context, cast.frank, draft.draft_id).examples[0]
    with pytest.raises(InputRefused, match="too large"):
        keep_trial(context, cast.frank, draft.draft_id, replace(one, answers={"a": "x" * 500_000}))


def test_a_draft_that_is_not_there_has_no_trial(context: Context, cast: Cast, draft: Draft) -> None:
    one = get_bench(context, cast.frank, draft.draft_id).examples[0]
    with pytest.raises(NotFound):
        keep_trial(context, cast.frank, draft.draft_id + 1, one)
