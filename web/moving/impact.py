"""Whom a draft touches."""

from flask import render_template

from engine.queries.impact import get_impact
from web.auth.policy import requires
from web.ui.current import current_context
from web.ui.drafts import READERS


@requires(*READERS)
def show_impact(draft_id: int) -> str:
    """Show which running cases a draft touches, and what would become of them."""
    found = get_impact(current_context(), draft_id)
    return render_template("moving/impact.html", page=found.page, found=found)
