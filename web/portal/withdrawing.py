"""Withdrawing a dossier: a reason first, then a second look, then the deed."""

from flask import flash, redirect, render_template, request, url_for

from engine.actions.stop_case import withdraw_as_applicant
from engine.queries.fees import get_own_fees
from engine.records.fees import PAID
from engine.records.stopping import WITHDRAWN
from engine.refusals import StopRefused
from web.portal.following import Own, Page, read_own, with_own
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.texts import gettext as _

SHORTEST_REASON = 3
LONGEST_REASON = 1000


@with_own
def ask_withdrawal(own: Own) -> Page:
    """Ask why the dossier shall be withdrawn."""
    tracked = read_own(own)
    if tracked.kept is not None:
        flash(StopRefused(reason=tracked.kept).text(language()))
        return redirect(url_for("portal.show_dossier"), 303)
    return render_template("portal/withdraw.html", tracked=tracked, case=tracked.case, reason="")


@with_own
def withdraw(own: Own) -> Page:
    """Show the reason once more; withdraw when that page was confirmed."""
    tracked = read_own(own)
    reason = request.form.get("reason", "").strip()[:LONGEST_REASON]
    shown = {"tracked": tracked, "case": tracked.case, "reason": reason}
    if len(reason) < SHORTEST_REASON:
        fault = _("Write in a few words why you withdraw the dossier.")
        return render_template("portal/withdraw.html", **shown, fault=fault), 422
    if request.form.get("act") == "change":
        return render_template("portal/withdraw.html", **shown)
    if request.form.get("act") != "confirm" or request.form.get("code") != own[0]:
        return render_template("portal/withdraw_confirm.html", **shown, paid=sum_paid(own))
    return carry_out(own, reason)


def sum_paid(own: Own) -> int:
    """Return what was paid for the dossier, in đồng."""
    orders = get_own_fees(current_context(), own).orders
    return sum(one.amount for one in orders if one.state == PAID)


def carry_out(own: Own, reason: str) -> Page:
    """Withdraw; a second click finds it done."""
    try:
        withdraw_as_applicant(current_context(), own, reason)
    except StopRefused as refusal:
        if read_own(own).case.standing.ending != WITHDRAWN:
            sentence = refusal.text(language())
            return render_template("portal/conflict.html", page=None, sentence=sentence), 409
    else:
        flash(_("Your dossier has been withdrawn."))
    return redirect(url_for("portal.show_dossier"), 303)
