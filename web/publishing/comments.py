"""Comments on a draft: for its page, and as JSON for the diagram."""

from flask import Response as Answer
from flask import flash, json, redirect, request, url_for
from werkzeug.wrappers import Response

from engine.actions.comment_on_draft import comment_on_draft, settle_comment
from engine.errors import InputRefused
from engine.queries.publishing import list_draft_comments
from engine.records.publications import Comment
from web.auth.policy import requires
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.drafts import READERS
from web.ui.errors import wants_json
from web.ui.languages import language
from web.ui.texts import gettext as _


@requires(*READERS)
def list_comments(draft_id: int) -> Answer:
    """Give all comments on a draft as JSON."""
    return _all(draft_id)


@requires("designer", "approver")
def comment(draft_id: int) -> Response | Answer:
    """Write a comment on the draft, a file or an element."""
    form = request.form
    place = (form.get("file", ""), form.get("element", ""))
    try:
        comment_on_draft(current_context(), signed_in(), draft_id, place, form.get("text", ""))
    except InputRefused as refusal:
        if wants_json():
            raise
        flash(refusal.text(language()), "error")
    else:
        if wants_json():
            return _all(draft_id)
        flash(_("Your comment was written down."))
    return redirect(url_for("publishing.show", draft_id=draft_id, _anchor="comments-title"), 303)


@requires("designer", "approver")
def settle(draft_id: int, comment_id: int) -> Response | Answer:
    """Mark a comment as dealt with, or as open again."""
    done = request.form.get("done") == "1"
    settle_comment(current_context(), signed_in(), draft_id, comment_id, done)
    if wants_json():
        return _all(draft_id)
    return redirect(url_for("publishing.show", draft_id=draft_id, _anchor="comments-title"), 303)


def _all(draft_id: int) -> Answer:
    found = list_draft_comments(current_context(), draft_id)
    content = json.dumps({"comments": [_told(one) for one in found]})
    return Answer(content, content_type="application/json")


def _told(one: Comment) -> dict[str, object]:
    return {
        "id": one.comment_id,
        "save": one.save,
        "path": one.path,
        "element": one.element,
        "text": one.text,
        "at": one.at.isoformat(),
        "by": one.by_name,
        "resolved": one.resolved_at is not None,
    }
