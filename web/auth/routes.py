"""Sign in, sign out, and the list of one's own sessions."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.revoke_other_sessions import revoke_other_sessions
from engine.actions.revoke_session import revoke_session
from engine.actions.sign_in import sign_in
from engine.actions.sign_out import sign_out
from engine.errors import SignInRefused
from engine.queries.sample_people import list_sample_people
from engine.queries.sessions import list_sessions, session_key
from web.auth.policy import public, requires_person
from web.auth.session import cookie_name, current_session, drop_cookie, set_cookie, signed_in
from web.ui.current import caller_address, current_context, current_settings
from web.ui.languages import language
from web.ui.navigation import home_url, url_if
from web.ui.texts import gettext as _
from web.ui.texts import ngettext

blueprint = Blueprint("auth", __name__, template_folder="templates")


def safe_next(wish: str | None) -> str | None:
    """Return `wish` if it is a path on this server; an address of another host is dropped."""
    if not wish or not wish.startswith("/") or wish.startswith(("//", "/\\")):
        return None
    return wish if wish.isprintable() else None


@blueprint.get("/sign-in")
@public
def show_sign_in() -> Response | str:
    """Show the sign-in page; whoever is signed in goes on."""
    session = current_session()
    if session is not None:
        return redirect(safe_next(request.args.get("next")) or home_url(session.person))
    return sign_in_page()


@blueprint.post("/sign-in")
@public
def do_sign_in() -> Response | str | tuple[str, int]:
    """Check login and password and open a session."""
    form = request.form
    try:
        token, person = sign_in(
            current_context(),
            form.get("login", ""),
            form.get("password", ""),
            caller_address(),
        )
    except SignInRefused as refusal:
        return sign_in_page(fault=refusal.text(language()), login=form.get("login", "")), 422
    response = make_response(redirect(safe_next(form.get("next")) or home_url(person), 303))
    set_cookie(response, token)
    return response


def sign_in_page(fault: str = "", login: str = "") -> str:
    """Return the page; in sample mode with the sample people on it."""
    people = list_sample_people(current_context()) if current_settings().sample_mode else ()
    wish = safe_next(request.values.get("next")) or ""
    return render_template("auth/sign_in.html", fault=fault, login=login, people=people, next=wish)


@blueprint.post("/sign-out")
@public
def do_sign_out() -> Response:
    """End the session, if there is one."""
    token = request.cookies.get(cookie_name())
    if token:
        sign_out(current_context(), token)
    response = make_response(redirect(url_if("portal.home") or url_for("auth.show_sign_in"), 303))
    drop_cookie(response)
    return response


@blueprint.get("/sessions")
@requires_person
def show_sessions() -> str:
    """Show where one is signed in."""
    sessions = list_sessions(current_context(), signed_in())
    here = session_key(request.cookies[cookie_name()])
    return render_template("auth/sessions.html", sessions=sessions, here=here)


@blueprint.post("/sessions/revoke-others")
@requires_person
def do_revoke_others() -> Response:
    """End all of one's sessions but this one."""
    number = revoke_other_sessions(current_context(), signed_in(), request.cookies[cookie_name()])
    flash(ngettext("%(num)d session was ended.", "%(num)d sessions were ended.", number))
    return redirect(url_for("auth.show_sessions"), 303)


@blueprint.post("/sessions/<key>/revoke")
@requires_person
def do_revoke(key: str) -> Response:
    """End one of one's own sessions."""
    revoke_session(current_context(), signed_in(), key)
    flash(_("The session has been ended."))
    return redirect(url_for("auth.show_sessions"), 303)
