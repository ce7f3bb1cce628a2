"""Choosing a password with the code that an administrator gave."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.keep_people import choose_password
from engine.errors import InputRefused, SignInRefused
from web.auth.policy import public
from web.ui.current import caller_address, current_context
from web.ui.languages import language
from web.ui.texts import gettext as _

LONGEST = 200


@public
def show_password() -> str:
    """Show the form."""
    return render_template("offices/password.html", fault="", login="")


@public
def set_password() -> Response | tuple[str, int]:
    """Set the password; then one signs in with it."""
    form = request.form
    login, password = form.get("login", "").strip()[:LONGEST], form.get("password", "")
    fault = ""
    if password != form.get("again", ""):
        fault = _("The two passwords differ. Type the new one twice, alike.")
    else:
        try:
            code = form.get("code", "")[:LONGEST]
            choose_password(current_context(), login, code, password, caller_address())
        except SignInRefused:
            fault = _("Login and code do not belong together, or the code was used or is too old.")
        except InputRefused as refusal:
            fault = refusal.text(language())
    if fault:
        return render_template("offices/password.html", fault=fault, login=login), 422
    flash(_("The password is set. Sign in with it."))
    return redirect(url_for("auth.show_sign_in"), 303)
