"""The pages of the simulated bank: in sample mode only."""

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from engine.actions.simulate_payment import ACTS, PAY, find_simulated, simulate_payment
from web.auth.policy import public
from web.money.words import verdict_words
from web.ui.current import current_context
from web.ui.navigation import url_if
from web.ui.texts import gettext as _


@public
def show_bank(reference: str) -> str:
    """Show what is to be paid, as a bank would."""
    order = find_simulated(current_context(), reference)
    return render_template("money/bank.html", order=order, acts=_acts(), told=())


@public
def call_from_bank(reference: str) -> str | Response:
    """Let the bank call back; lead to the dossier after a payment, else tell what was answered."""
    act = request.form.get("act", PAY)
    told = simulate_payment(current_context(), reference, act if act in ACTS else PAY)
    dossier = url_if("portal.show_dossier")
    if act == PAY and told == ("paid",) and dossier:
        flash(_("The payment was made."))
        return redirect(dossier, 303)
    order = find_simulated(current_context(), reference)
    words = [verdict_words(one) for one in told]
    return render_template("money/bank.html", order=order, acts=_acts(), told=words)


def _acts() -> list[tuple[str, str]]:
    """Return what the bank can do beside paying, each with its words."""
    return [
        ("decline", _("Decline the payment")),
        ("repeat", _("Pay, and say so twice")),
        ("pay-twice", _("Pay twice")),
        ("wrong-amount", _("Pay 1.000 đ too little")),
        ("forge", _("Forge a call-back: not paid, wrong signature")),
        ("late", _("Pay after the order has run out")),
    ]
