"""The citizen's account: signed in by a provider, all dossiers on one page. Nobody needs one."""

from dataclasses import asdict

from flask import flash, redirect, render_template, request, session, url_for

from engine.actions.citizen_sign_in import begin_sign_in, finish_sign_in
from engine.actions.phone_sign_in import offers_codes
from engine.errors import CallFailed
from engine.queries.own_cases import OwnCase, get_account, own_case_of
from engine.records.identity import Attempt, Citizen
from engine.refusals import IdentityRefused
from web.auth.citizen import end_here, sign_in_citizen, signed_in_citizen
from web.auth.policy import public
from web.portal.following import Page
from web.portal.own import remember_own
from web.portal.words import ending_words, status_words
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.numbers import is_row_number
from web.ui.texts import gettext as _

_ATTEMPT = "citizen-attempt"


@public
def show_account() -> Page:
    """Show all that the citizen has here, or how to sign in."""
    context, who = current_context(), signed_in_citizen()
    if who is None:
        return show_ways_in()
    return render_template(
        "portal/account.html", who=who, account=get_account(context, who), words=state_words
    )


def show_ways_in(code: str = "", phone: str = "", faults: dict[str, str] | None = None) -> str:
    """Return the page that asks to sign in; faults by field."""
    context = current_context()
    return render_template(
        "portal/ways_in.html",
        provider=context.identity,
        by_phone=offers_codes(context),
        code=code,
        phone=phone,
        faults=faults or {},
    )


def state_words(one: OwnCase) -> str:
    """Return how a dossier stands or how it ended."""
    standing = one.case.standing
    return ending_words(standing.ending) or status_words(standing, bool(one.asks))


@public
def sign_in() -> Page:
    """Send the citizen to the provider."""
    try:
        address, attempt = begin_sign_in(current_context(), _back())
    except (CallFailed, IdentityRefused):
        flash(_("The sign-in does not answer at the moment. Please try again later."), "error")
        return redirect(url_for("portal.show_account"), 303)
    session[_ATTEMPT] = asdict(attempt)
    return redirect(address, 303)


@public
def come_back() -> Page:
    """Take in whom the provider vouches for."""
    kept = session.pop(_ATTEMPT, None)
    attempt = Attempt(**kept) if kept else None
    asked = request.args
    try:
        found = finish_sign_in(
            current_context(), attempt, asked.get("state", ""), asked.get("code", ""), _back()
        )
    except (CallFailed, IdentityRefused) as refusal:
        flash(refusal.text(language()), "error")
        return redirect(url_for("portal.show_account"), 303)
    sign_in_citizen(Citizen(number=found.number, name=found.name))
    return redirect(url_for("portal.show_account"), 303)


@public
def open_own() -> Page:
    """Open one of the citizen's dossiers: the whole, a result, or what it has to pay."""
    who = signed_in_citizen()
    if who is None:
        return redirect(url_for("portal.show_account"), 303)
    remember_own(own_case_of(current_context(), who, request.form.get("code", "")))
    letter, order = request.form.get("letter", ""), request.form.get("order", "")
    if is_row_number(letter):
        return redirect(url_for("portal.open_letter", letter_id=int(letter)), 303)
    if order:
        return redirect(url_for("portal.pay", reference=order), 303)
    return redirect(url_for("portal.show_dossier"), 303)


@public
def sign_out() -> Page:
    """Sign the citizen out, and close what they had open."""
    end_here()
    flash(_("You are signed out."))
    return redirect(url_for("portal.home"), 303)


def _back() -> str:
    return f"{current_context().address.rstrip('/')}{url_for('portal.come_back')}"
