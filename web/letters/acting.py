"""Delivering a letter, taking one back, giving one what it lacks."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from engine.actions.complete_letter import complete_letter
from engine.actions.deliver_letter import Handover, deliver_letter, recall_letter
from engine.errors import InputRefused
from engine.queries.letters import get_case_letters
from engine.refusals import DeliveryRefused, SigningRefused
from web.auth.policy import requires_person
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.texts import gettext as _


@requires_person
def deliver(code: str, letter_id: int) -> Response:
    """Note how a letter reached its reader."""
    given = request.form
    handover = Handover(
        way=given.get("way", ""),
        to=given.get("to", ""),
        paper=given.get("paper", ""),
        tracking=given.get("tracking", ""),
    )
    return _act(
        code,
        letter_id,
        lambda: deliver_letter(current_context(), signed_in(), letter_id, handover),
        _("The delivery is noted."),
    )


@requires_person
def recall(code: str, letter_id: int) -> Response:
    """Take back a letter that was issued by mistake."""
    reason = request.form.get("reason", "")
    return _act(
        code,
        letter_id,
        lambda: recall_letter(current_context(), signed_in(), letter_id, reason),
        _("The letter was taken back. Whoever checks it reads so."),
    )


@requires_person
def complete(code: str, letter_id: int) -> Response:
    """Give a letter what it lacks; it is made again by the worker."""
    given = {key: value for key, value in request.form.items() if key != "csrf_token"}
    return _act(
        code,
        letter_id,
        lambda: complete_letter(current_context(), signed_in(), letter_id, given),
        _("The letter is being made again."),
    )


def _act(code: str, letter_id: int, act: Callable[[], object], done: str) -> Response:
    """Act on a letter of a case that the person may see, and tell what came of it."""
    found = get_case_letters(current_context(), signed_in(), code)
    back = redirect(url_for("letters.list_letters", code=code, _anchor=f"letter-{letter_id}"), 303)
    if not any(line.letter.letter_id == letter_id for line in found.lines):
        flash(_("That letter does not belong to this dossier."), "error")
        return back
    try:
        act()
    except (InputRefused, DeliveryRefused, SigningRefused) as refusal:
        flash(refusal.text(language()), "error")
        return back
    flash(done)
    return back
