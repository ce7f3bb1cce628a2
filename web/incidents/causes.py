"""Why cases stand still, and trying again everything that stands still for one cause."""

from datetime import UTC, datetime

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from engine.actions.retry_incidents import Round, retry_incidents
from engine.queries.incidents import get_cause, list_failing_rounds, list_incident_causes
from engine.records.causes import Place
from web.auth.policy import requires
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.numbers import is_row_number
from web.ui.texts import gettext as _
from web.ui.texts import ngettext

LONGEST_REASON = 1_000


@requires("administrator")
def list_causes() -> str:
    """Show why cases stand still, the most frequent cause first."""
    lines = list_incident_causes(current_context(), signed_in())
    number = sum(line.count.number for line in lines)
    rounds = list_failing_rounds(current_context(), signed_in())
    return render_template("incidents/causes.html", lines=lines, number=number, rounds=rounds)


@requires("administrator")
def show_cause(key: str) -> str:
    """Show one cause with the cases it stops."""
    found = get_cause(current_context(), signed_in(), key)
    return render_template("incidents/cause.html", found=found, line=found.line, round=None)


@requires("administrator")
def retry_cause(key: str) -> str | AnyResponse:
    """Try the next incidents of a cause again; go on with the rest when asked once more."""
    context, person = current_context(), signed_in()
    reason = request.form.get("reason", "").strip()[:LONGEST_REASON]
    if not reason:
        flash(_("Nothing was done: write the reason, it stays in the log."), "error")
        return redirect(url_for("incidents.show_cause", key=key), 303)
    found = get_cause(context, person, key)
    line = found.line
    done = retry_incidents(context, person, line.count.cause, reason, _read_round())
    if done.left:
        return render_template(
            "incidents/cause.html", found=found, line=line, round=done, reason=reason
        )
    _tell(done)
    return _lead_to(url_for("incidents.list_causes"))


def _tell(done: Round) -> None:
    told = ngettext("%(num)d was tried again.", "%(num)d were tried again.", done.tried)
    if done.again:
        again = ngettext("%(num)d stands still anew.", "%(num)d stand still anew.", done.again)
        told = f"{told} {again}"
    flash(told, "error" if done.again else "message")


def _read_round() -> Round:
    """Return how far the trying has come, as the page sent it; a new round without it."""
    form, now = request.form, current_context().clock.now()
    try:
        began = min(datetime.fromisoformat(form.get("began", "")).astimezone(UTC), now)
    except (ValueError, OverflowError):
        return Round(began=now)
    case_id, _dash, token = form.get("after", "").partition("-")
    if not (is_row_number(case_id) and is_row_number(token)):
        return Round(began=began)
    tried = form.get("tried", "")
    return Round(
        began=began,
        after=Place(case_id=int(case_id), token=int(token)),
        tried=int(tried) if is_row_number(tried) else 0,
    )


def _lead_to(address: str) -> AnyResponse:
    if request.headers.get("HX-Request"):
        response: Response = make_response("", 204)
        response.headers["HX-Redirect"] = address
        return response
    return redirect(address, 303)
