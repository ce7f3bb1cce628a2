"""Following a dossier: opening it with code and telephone, its steps, the receipt."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.open_tracking import open_tracking
from engine.errors import NotFound, TooManyTries, Words
from engine.queries.complaints import rating_of
from engine.queries.letters import list_own_letters
from engine.queries.own_family import own_family
from engine.queries.tracking import Tracked
from engine.queries.tracking import track as read_case
from engine.records.outcomes import RUNNING
from web.auth.policy import public
from web.portal.own import find_own, forget_own, remember_opened
from web.portal.papers import send_stored
from web.portal.words import ending_words, status_words, wait_words
from web.ui.current import caller_address, current_context
from web.ui.texts import gettext as _

DIGITS = 4
P = ParamSpec("P")
Own = tuple[str, str]
Page = Response | str | tuple[str, int]


def with_own(view: Callable[Concatenate[Own, P], Page]) -> Callable[P, Page]:
    """Open the route to whoever has opened a dossier; `own` is its code and digits."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Page:
        own = find_own()
        if own is None:
            flash(_("For your safety the dossier was closed. Open it again to go on."))
            return redirect(url_for("portal.track"), 303)
        return view(own, *args, **kwargs)

    return public(guarded)


def read_own(own: Own) -> Tracked:
    """Return the open dossier; raise NotFound."""
    return read_case(current_context(), own)


@public
def track() -> str:
    """Ask for dossier code and telephone."""
    return render_template("portal/track.html", code="", faults={}, own=find_own())


@public
def open_dossier() -> Page:
    """Open the dossier, or say what does not fit."""
    code = request.form.get("code", "").strip().upper()
    digits = last_digits(request.form.get("digits", ""))
    faults = _faults_of(code, digits)
    if faults:
        return render_template("portal/track.html", code=code, faults=faults), 422
    try:
        case = open_tracking(current_context(), (code, digits), caller_address())
    except NotFound:
        faults = {"code": _("We find no dossier with this code and these digits. Check both.")}
        return render_template("portal/track.html", code=code, faults=faults), 422
    except TooManyTries as refusal:
        return _refuse_for_now(code, int(str(refusal.values["seconds"])))
    remember_opened(case)
    return redirect(url_for("portal.show_dossier"), 303)


def last_digits(text: str) -> str:
    """Return the last digits of what was typed: some type the whole number, with blanks in it."""
    return "".join(one for one in text if one.isascii() and one.isdigit())[-DIGITS:]


def _faults_of(code: str, digits: str) -> dict[str, str]:
    faults = {}
    if not code:
        faults["code"] = _("Enter the dossier code. It stands on the receipt.")
    if len(digits) < DIGITS:
        faults["digits"] = _("Enter the last 4 digits of the telephone number you filed with.")
    return faults


def _refuse_for_now(code: str, seconds: int) -> Response:
    words = _("Too many tries. Please try again in %(time)s.", time=wait_words(seconds))
    page = render_template("portal/track.html", code=code, faults={"code": words})
    response = make_response(page, 429)
    response.headers["Retry-After"] = str(seconds)
    return response


@public
def close_dossier() -> Response:
    """Close the dossier in this browser."""
    forget_own()
    flash(_("The dossier was closed in this browser."))
    return redirect(url_for("portal.track"), 303)


@with_own
def show_dossier(own: Own) -> Page:
    """Show where the dossier is, who has it, and what is asked of the applicant."""
    tracked = read_own(own)
    return render_template(
        "portal/dossier.html",
        tracked=tracked,
        case=tracked.case,
        status=status_words(tracked.case.standing, bool(tracked.asks)),
        ending=ending_words(tracked.case.standing.ending),
        may_withdraw=tracked.kept is None,
        letters=list_own_letters(current_context(), own),
        linked=own_family(current_context(), own),
        rating=rating_of(current_context(), own),
        state_of=lambda one: (
            ending_words(one.case.standing.ending)
            or status_words(one.case.standing, bool(one.asks))
        ),
    )


@with_own
def show_receipt(own: Own) -> Page:
    """Show the code of a dossier just filed, what happens next, and how to follow it."""
    tracked = read_own(own)
    if tracked.case.standing.status != RUNNING:
        return redirect(url_for("portal.show_dossier"), 303)
    return render_template("portal/receipt.html", tracked=tracked, case=tracked.case)


@with_own
def open_paper(own: Own, digest: str) -> Page:
    """Give a paper of the dossier back to the one who handed it in."""
    for paper in read_own(own).papers:
        if paper.file.digest == digest:
            return send_stored(digest, paper.file.name, paper.file.media)
    raise NotFound(what=Words(en="file", vi="tệp"), key=digest[:12])
