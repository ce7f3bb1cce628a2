"""Rating the handling of one's own dossier, and seeing who looked at it."""

from flask import flash, redirect, render_template, request, url_for

from engine.actions.rate_case import rate_case
from engine.errors import InputRefused
from engine.queries.complaints import own_readings
from web.portal.following import Own, Page, read_own, with_own
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.texts import gettext as _

CHOICES = ("1", "2", "3", "4", "5")


@with_own
def rate(own: Own) -> Page:
    """Keep the rating; what is missing is said on the page of the dossier."""
    given, text = request.form.get("points", ""), request.form.get("text", "")
    try:
        rate_case(current_context(), own, int(given) if given in CHOICES else 0, text)
    except InputRefused as refusal:
        flash(refusal.text(language()), "error")
    else:
        flash(_("Thank you. Your rating was kept."))
    return redirect(url_for("portal.show_dossier"), 303)


@with_own
def show_readers(own: Own) -> Page:
    """Show who looked at the dossier, when and what for."""
    tracked = read_own(own)
    readings = own_readings(current_context(), own)
    return render_template("portal/readers.html", case=tracked.case, readings=readings)
