"""A diagram in words: of a draft, and of a published version."""

from flask import Blueprint, render_template

from engine.queries.outlines import outline_draft, outline_version
from web.auth.policy import requires
from web.ui.current import current_context
from web.ui.drafts import READERS

blueprint = Blueprint("outline", __name__, template_folder="templates")


@blueprint.get("/workshop/drafts/<int:draft_id>/text")
@requires(*READERS)
def show(draft_id: int) -> str:
    """Tell the diagram of a draft."""
    page, told = outline_draft(current_context(), draft_id)
    return render_template("outline/draft.html", page=page, told=told)


@blueprint.get("/workshop/procedures/<key>/<int:number>/text")
@requires(*READERS)
def show_version(key: str, number: int) -> str:
    """Tell the diagram of a version."""
    version, told = outline_version(current_context(), key, number)
    return render_template("outline/version.html", version=version, told=told)
