"""Returning a task to an earlier step, and taking back a step of one's own."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.note_reading import note_reading
from engine.actions.send_back import Wish, send_back
from engine.actions.take_back import take_back
from engine.errors import AccessDenied, CaseError, InputRefused, MotcuaError
from engine.queries.case_file import get_case_id
from engine.queries.ways_back import get_own_steps, get_ways_back
from web.auth.policy import requires_person
from web.auth.session import signed_in
from web.casefile.words import new_key
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.numbers import is_row_number
from web.ui.texts import gettext as _

LONGEST_REASON = 1_000
Place = tuple[int, int]


@requires_person
def choose_way_back(case_id: int, token: int) -> str:
    """Show to which step a task can be returned, and what that undoes."""
    return _way_page((case_id, token))


def _way_page(place: Place, fault: str = "") -> str:
    found = get_ways_back(current_context(), signed_in(), place)
    possible = [one for one in found.ways if one.target.obstacle is None]
    return render_template(
        "casefile/return.html",
        found=found,
        case=found.case,
        place={"case_id": place[0], "token": place[1]},
        possible=possible,
        refused=[one for one in found.ways if one.target.obstacle is not None],
        asks_to_confirm=any(one.target.warnings for one in possible),
        chosen=request.form.get("to", str(possible[0].target.step.token) if possible else ""),
        reason=request.form.get("reason", ""),
        request_key=request.form.get("request_key") or new_key(),
        fault=fault,
    )


@requires_person
def return_task(case_id: int, token: int) -> Response | tuple[str, int]:
    """Return a task, or say what is missing."""
    context, person, place = current_context(), signed_in(), (case_id, token)
    chosen = request.form.get("to", "")
    if not is_row_number(chosen):
        return _way_page(place, _("Choose the step that shall be corrected.")), 422
    wish = Wish(
        to=int(chosen),
        reason=request.form.get("reason", "")[:LONGEST_REASON],
        is_confirmed=request.form.get("confirmed") == "yes",
    )
    try:
        case = send_back(context, person, place, wish, request.form.get("request_key"))
    except InputRefused as refusal:
        return _way_page(place, refusal.text(language())), 422
    except (CaseError, AccessDenied) as refusal:
        flash(refusal.text(language()), "error")
        return redirect(url_for("casefile.show_task", case_id=case_id, token=token), 303)
    flash(_("Dossier %(code)s was returned; whoever did the step has been told.", code=case.code))
    return redirect(url_for("casefile.show_case", code=case.code), 303)


@requires_person
def list_own_steps(code: str) -> str:
    """Show the steps of a case that one has completed, and which can be taken back."""
    context, person = current_context(), signed_in()
    found = get_own_steps(context, person, code)
    note_reading(context, person, found.case.case_id, "case")
    return render_template("casefile/own_steps.html", found=found, case=found.case)


@requires_person
def take_step_back(code: str, token: int) -> Response:
    """Take a step back that one has completed."""
    context, person = current_context(), signed_in()
    reason = request.form.get("reason", "")[:LONGEST_REASON]
    case_id = get_case_id(context, person, code)
    try:
        case = take_back(context, person, case_id, token, reason, request.form.get("request_key"))
    except (CaseError, AccessDenied, InputRefused) as refusal:
        return _stay(code, refusal)
    flash(_("The step is open again, with what you had entered."))
    return redirect(url_for("casefile.show_case", code=case.code), 303)


def _stay(code: str, refusal: MotcuaError) -> Response:
    flash(refusal.text(language()), "error")
    return redirect(url_for("casefile.list_own_steps", code=code), 303)
