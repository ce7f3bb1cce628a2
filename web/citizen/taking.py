"""An officer writes down what came to the desk, by telephone or by mail."""

from collections.abc import Mapping
from datetime import date

from flask import flash, redirect, render_template, request, url_for

from engine.actions.take_complaint import take_complaint
from engine.context import local_day
from engine.errors import AccessDenied, InputRefused, NotFound
from engine.queries.complaints import taking_offices
from engine.records.complaints import AT_DESK, COMPLAINT, KINDS, TAKEN_IN
from web.auth.policy import requires
from web.auth.session import signed_in
from web.citizen.saying import Page, said_in
from web.citizen.words import channel_words
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.texts import gettext as _

TAKERS = ("desk", "clerk", "head", "leader")


@requires(*TAKERS)
def ask_taking() -> Page:
    """Ask what came, when and by which way."""
    today = local_day(current_context()).isoformat()
    return _form({"kind": COMPLAINT, "channel": AT_DESK, "came_on": today})


@requires(*TAKERS)
def take() -> Page:
    """Write it down, or say what is missing; what was typed stays."""
    given = request.form
    try:
        made = take_complaint(
            current_context(),
            signed_in(),
            said_in(given),
            given.get("channel", ""),
            _day(given.get("came_on", "")),
        )
    except (InputRefused, NotFound, AccessDenied) as refusal:
        return _form(given, refusal.text(language())), 422
    flash(_("Written down under the code %(code)s. Tell it to who came.", code=made.code))
    return redirect(url_for("citizen.list_waiting"), 303)


def _form(given: Mapping[str, str], fault: str = "") -> str:
    context = current_context()
    return render_template(
        "citizen/take.html",
        given=given,
        fault=fault,
        offices=taking_offices(context, signed_in()),
        channels=[(one, channel_words(one)) for one in TAKEN_IN],
        kinds=KINDS,
        today=local_day(context).isoformat(),
    )


def _day(text: str) -> date:
    """Return the day that a browser sends; one that is none is no day of these weeks."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.min
