"""One step that stands still: its data, and trying again, correcting, skipping."""

from collections.abc import Callable
from secrets import token_hex

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.intervene import amend_values, retry_incident, skip_step
from engine.actions.note_reading import note_reading
from engine.errors import CaseError, InputRefused
from engine.queries.incidents import get_stuck
from engine.records.causes import Place
from web.auth.policy import requires
from web.auth.session import signed_in
from web.incidents.values import ValueUnreadable, read_changes, row_of
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.texts import gettext as _

LONGEST_REASON = 1_000


@requires("administrator")
def show_stuck(case_id: int, token: int) -> str:
    """Show a step that stands still, with the data it sees; that it was looked at is noted."""
    note_reading(current_context(), signed_in(), case_id, "case")
    return _page(Place(case_id=case_id, token=token))


@requires("administrator")
def retry(case_id: int, token: int) -> Response:
    """Try it again."""
    context, person = current_context(), signed_in()

    def act(reason: str) -> object:
        return retry_incident(context, person, case_id, token, reason, _key())

    return _mend(Place(case_id=case_id, token=token), act, _("It was tried again."))


@requires("administrator")
def skip(case_id: int, token: int) -> Response:
    """Let it count as done."""
    context, person, place = current_context(), signed_in(), Place(case_id=case_id, token=token)

    def act(reason: str) -> object:
        return skip_step(context, person, place, reason, _key())

    return _mend(place, act, _("The step was skipped; the case goes on."))


@requires("administrator")
def amend(case_id: int, token: int) -> Response | str | tuple[str, int]:
    """Correct data and try it again; what cannot be read is shown once more, as it was typed."""
    context, person, place = current_context(), signed_in(), Place(case_id=case_id, token=token)
    found = get_stuck(context, person, place)
    try:
        changes = read_changes(found.values, request.form)
        if not changes:
            fault = _("Nothing was changed. Correct a value, or choose to try again.")
            return _page(place, fault), 422
        amend_values(context, person, place, changes, _reason(), _key())
    except ValueUnreadable as unreadable:
        fault = _(
            "%(name)s: write a number, true, false, null, [a list] or {a record}.",
            name=unreadable.name,
        )
        return _page(place, fault), 422
    except InputRefused as refusal:
        return _page(place, refusal.text(language())), 422
    except CaseError as refusal:
        flash(refusal.text(language()), "error")
    else:
        flash(_("The data were corrected, and the step was tried again."))
    return redirect(url_for("incidents.list_causes"), 303)


def _mend(place: Place, act: Callable[[str], object], done: str) -> Response:
    reason = _reason()
    back = url_for("incidents.show_stuck", case_id=place.case_id, token=place.token)
    if not reason:
        flash(_("Nothing was done: write the reason, it stays in the log."), "error")
        return redirect(back, 303)
    try:
        act(reason)
    except CaseError as refusal:
        flash(refusal.text(language()), "error")
    else:
        flash(done)
    return redirect(url_for("incidents.list_causes"), 303)


def _page(place: Place, fault: str = "") -> str:
    found = get_stuck(current_context(), signed_in(), place)
    sent = request.form if fault else None
    rows = [row_of(value, sent) for value in found.values]
    return render_template(
        "incidents/stuck.html",
        found=found,
        stuck=found.stuck,
        read=[row for row in rows if row.value.is_read],
        others=[row for row in rows if not row.value.is_read],
        fault=fault,
        reason=_reason() if fault else "",
        sent=sent or {},
        new_key=lambda: token_hex(16),
    )


def _reason() -> str:
    return request.form.get("reason", "").strip()[:LONGEST_REASON]


def _key() -> str | None:
    return request.form.get("request_key") or None
