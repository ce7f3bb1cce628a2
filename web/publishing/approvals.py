"""What waits for approval, and how many people must agree."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.comment_on_draft import set_approvals
from engine.errors import InputRefused
from engine.queries.publishing import list_rules, list_waiting
from web.auth.policy import requires
from web.auth.session import signed_in
from web.publishing.reading import read_number
from web.ui.current import current_context
from web.ui.drafts import READERS
from web.ui.languages import language
from web.ui.texts import gettext as _


@requires(*READERS)
def list_approvals() -> str:
    """Show every draft on its way to being published."""
    context = current_context()
    lines = list_waiting(context, signed_in())
    return render_template("publishing/approvals.html", lines=lines, rules=list_rules(context))


@requires("administrator")
def set_rule() -> Response:
    """Say how many people must agree, for one procedure or for all others."""
    key = request.form.get("key", "").strip()[:200]
    try:
        set_approvals(current_context(), signed_in(), key, read_number("needed"))
    except InputRefused as refusal:
        flash(refusal.text(language()), "error")
    else:
        flash(_("It counts for drafts that are sent from now on."))
    if key:
        return redirect(url_for("publishing.list_releases", key=key), 303)
    return redirect(url_for("publishing.list_approvals"), 303)
