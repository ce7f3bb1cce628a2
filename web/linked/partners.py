"""The page of other systems: what they were told, what they refused, what was compared."""

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from engine.actions.tell_partner import resend_refused
from engine.queries.partners import list_partners
from web.auth.policy import requires
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.texts import ngettext


@requires("administrator", "auditor")
def show_partners() -> str:
    """Show how it stands with every other system."""
    states = list_partners(current_context(), signed_in())
    return render_template("linked/partners.html", states=states)


@requires("administrator")
def resend(name: str) -> Response:
    """Send again what a system refused."""
    count = resend_refused(current_context(), signed_in(), name)
    flash(ngettext("%(num)d message is sent again.", "%(num)d messages are sent again.", count))
    return redirect(url_for("linked.show_partners"), 303)
