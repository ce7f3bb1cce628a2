"""Choosing by which channels one is told of one's dossier."""

from flask import flash, redirect, render_template, request, url_for

from engine.actions.notice_setting import set_own_notices
from engine.queries.notices import get_own_choice
from web.portal.following import Own, Page, read_own, with_own
from web.ui.current import current_context
from web.ui.texts import gettext as _


@with_own
def ask_telling(own: Own) -> Page:
    """Show by which channels the applicant is told."""
    tracked = read_own(own)
    choice = get_own_choice(current_context(), tracked.case)
    words = {
        "mail": _("E-mail to %(address)s", address=tracked.case.applicant.email),
        "sms": _("Text message to %(number)s", number=tracked.case.applicant.phone),
        "push": _("Message in the app"),
    }
    return render_template(
        "portal/telling.html", tracked=tracked, case=tracked.case, choice=choice, words=words
    )


@with_own
def save_telling(own: Own) -> Page:
    """Keep by which channels the applicant is told."""
    set_own_notices(current_context(), own, request.form.getlist("channel"))
    flash(_("Kept. You can change it at any time."))
    return redirect(url_for("portal.show_dossier"), 303)
