"""The forms of a draft as files: a form keeps its place in the procedure under another name."""

from engine.actions.keep_forms import rename_form
from engine.actions.open_draft import draft_from_version
from engine.queries.drafts import check_draft, get_draft
from tests.actions.conftest import Stage
from tests.make import publish

KEY = "dang-ky-khai-sinh"


def test_the_lists_of_questions_follow_a_form_that_is_renamed(stage: Stage) -> None:
    context, frank = stage.context, stage.cast.frank
    publish(context, KEY)
    draft = draft_from_version(context, frank, KEY, 1, "Đổi tên")
    before = dict(get_draft(context, draft.draft_id).files)
    found = [one.rule for one in check_draft(context, draft.draft_id, {})]
    rename_form(context, frank, draft.draft_id, "to-khai", "to-khai-moi")
    files = get_draft(context, draft.draft_id).files
    assert files["forms/to-khai-moi.form"] == before["forms/to-khai.form"]
    assert b'"fields:to-khai"' in before["forms/kiem-tra.form"]
    assert b'"fields:to-khai-moi"' in files["forms/kiem-tra.form"]
    assert b'"fields:to-khai"' not in files["forms/kiem-tra.form"]
    assert [one.rule for one in check_draft(context, draft.draft_id, {})] == found
