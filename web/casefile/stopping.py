"""Stopping a dossier at the desk, because its applicant asks for it."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.note_reading import note_reading
from engine.actions.stop_case import stop_at_request
from engine.errors import AccessDenied, MotcuaError
from engine.queries.stopping import get_stopping
from engine.refusals import StopRefused
from web.auth.policy import requires
from web.auth.session import signed_in
from web.casefile.words import new_key
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.texts import gettext as _

LONGEST_REASON = 1_000


@requires("desk", "head", "leader")
def ask_stop(code: str) -> str:
    """Show how far the dossier has come and what was paid, and ask for the reason."""
    return _page(code)


def _page(code: str, fault: str = "") -> str:
    context, person = current_context(), signed_in()
    found = get_stopping(context, person, code)
    note_reading(context, person, found.case.case_id, "case")
    return render_template(
        "casefile/stop.html",
        found=found,
        case=found.case,
        reason=request.form.get("reason", ""),
        request_key=request.form.get("request_key") or new_key(),
        fault=fault,
    )


@requires("desk", "head", "leader")
def stop_case(code: str) -> Response | tuple[str, int]:
    """Stop the dossier and issue the notice, or say why not."""
    context, person = current_context(), signed_in()
    case_id = get_stopping(context, person, code).case.case_id
    reason = request.form.get("reason", "")[:LONGEST_REASON]
    try:
        case = stop_at_request(context, person, case_id, reason, request.form.get("request_key"))
    except (StopRefused, AccessDenied) as refusal:
        flash(refusal.text(language()), "error")
        return redirect(url_for("casefile.show_case", code=code), 303)
    except MotcuaError as refusal:
        return _page(code, refusal.text(language())), 422
    flash(_("Dossier %(code)s was stopped at the applicant's request.", code=case.code))
    return redirect(url_for("casefile.show_case", code=case.code), 303)
