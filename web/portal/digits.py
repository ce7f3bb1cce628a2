"""Signing in with a dossier code and a telephone, to which six digits are sent."""

from flask import make_response, redirect, render_template, request, session, url_for

from engine.actions.phone_sign_in import ask_code, is_code_awaited, redeem_code, sample_code
from engine.errors import TooManyTries
from engine.refusals import CodeRefused
from web.auth.citizen import sign_in_citizen
from web.auth.policy import public
from web.portal.account import show_ways_in
from web.portal.following import Page
from web.portal.own import remember_opened
from web.portal.words import wait_words
from web.ui.current import caller_address, current_context
from web.ui.texts import gettext as _

# What ties the digits to this browser; it says nothing of anybody.
_KEY = "digits"
SHORTEST_PHONE = 9


@public
def ask_digits() -> Page:
    """Send the digits, if code and telephone fit; the answer is the same if they do not."""
    code, phone = request.form.get("code", "").strip(), request.form.get("phone", "").strip()
    faults = {}
    if not code:
        faults["code"] = _("Enter the dossier code. It stands on the receipt.")
    if sum(one.isdigit() for one in phone) < SHORTEST_PHONE:
        faults["phone"] = _("Enter the whole telephone number you filed with.")
    if faults:
        return show_ways_in(code, phone, faults), 422
    try:
        session[_KEY] = ask_code(current_context(), code, phone, caller_address())
    except TooManyTries as refusal:
        return _wait(show_ways_in(code, phone, {"code": _wait_words(refusal)}), refusal)
    return redirect(url_for("portal.show_digits"), 303)


@public
def show_digits() -> Page:
    """Ask for the digits of the text message."""
    token = session.get(_KEY, "")
    if not token or not is_code_awaited(current_context(), token):
        return redirect(url_for("portal.show_account"), 303)
    return _page()


@public
def enter_digits() -> Page:
    """Sign in with the digits, or say that they do not fit."""
    token, typed = session.get(_KEY, ""), request.form.get("digits", "")
    try:
        found = redeem_code(current_context(), token, typed, caller_address())
    except CodeRefused as refusal:
        left = int(str(refusal.values["left"]))
        if left:
            words = _("These digits do not fit. Check the text message. Tries left: %(left)s.")
            return _page(words % {"left": left}), 422
        return _page(_("These digits no longer count. Ask for new ones.")), 422
    except TooManyTries as refusal:
        return _wait(_page(_wait_words(refusal)), refusal)
    session.pop(_KEY, None)
    if found.who is None:
        remember_opened(found.case)
        return redirect(url_for("portal.show_dossier"), 303)
    sign_in_citizen(found.who)
    return redirect(url_for("portal.show_account"), 303)


def _page(fault: str = "") -> str:
    shown = sample_code(current_context(), session.get(_KEY, ""))
    faults = {"digits": fault} if fault else {}
    return render_template("portal/digits.html", faults=faults, shown=shown)


def _wait_words(refusal: TooManyTries) -> str:
    seconds = int(str(refusal.values["seconds"]))
    return _("Too many tries. Please try again in %(time)s.", time=wait_words(seconds))


def _wait(page: str, refusal: TooManyTries) -> Page:
    response = make_response(page, refusal.status)
    response.headers["Retry-After"] = str(refusal.values["seconds"])
    return response
