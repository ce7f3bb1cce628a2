"""Rating the handling of one's own dossier, and seeing who looked at it."""

from flask import flash, redirect, render_template, request, url_for

from engine.actions.rate_case import rate_case
from engine.errors import InputRefused
from engine.queries.complaints import Look, own_readings
from engine.records.documents import DESK, HOLDS, LEADS, OFFICE, OVERSEES, STANDS_IN, WAITS
from web.portal.following import Own, Page, read_own, with_own
from web.ui.current import current_context
from web.ui.fields import spoken
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
    """Show who looked at the dossier, when, at what and why."""
    tracked = read_own(own)
    looks = own_readings(current_context(), own)
    return render_template(
        "portal/readers.html", case=tracked.case, looks=looks, why_words=why_words
    )


def why_words(look: Look) -> str:
    """Return why somebody may have looked, in words for the applicant."""
    right = look.reading.right
    if right is None:
        return _("The reason was not noted.")
    step = spoken(look.step) if look.step else ""
    return {
        HOLDS: _("Works on the step “%(step)s”", step=step),
        STANDS_IN: _("Stands in for who works on the step “%(step)s”", step=step),
        WAITS: _("The step “%(step)s” waits for an officer of this office", step=step),
        LEADS: _("Leads the office that has the step “%(step)s”", step=step),
        OFFICE: _("Works at the office that decides your dossier"),
        OVERSEES: _("Oversees the work of the offices, or keeps the system running"),
        DESK: _("The desk looked the dossier up by personal number, for somebody who had come"),
    }.get(right.why, _("Had to do with the dossier before, or helps with it"))
