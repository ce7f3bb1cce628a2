"""Remarks on a case, its urgency, and the notices about it."""

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.make_remark import LONGEST, make_remark
from engine.actions.note_reading import note_reading
from engine.actions.set_priority import set_priority
from engine.errors import AccessDenied, CaseError, InputRefused
from engine.queries.notices import get_case_notices
from engine.queries.remarks import get_remarks
from web.auth.policy import requires_person
from web.auth.session import signed_in
from web.team.words import LONGEST_REASON, new_key
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.texts import gettext as _


@requires_person
def show_remarks(code: str) -> str:
    """Show what officers have remarked on a case."""
    return _page(code)


def _page(code: str, fault: str = "") -> str:
    context, person = current_context(), signed_in()
    found = get_remarks(context, person, code)
    note_reading(context, person, found.case.case_id, "case")
    return render_template(
        "team/remarks.html",
        found=found,
        case=found.case,
        fault=fault,
        text=request.form.get("text", "") if fault else "",
        mentions=request.form.getlist("mention") if fault else [],
        longest=LONGEST,
        request_key=request.form.get("request_key") or new_key(),
    )


@requires_person
def add_remark(code: str) -> Response | tuple[str, int]:
    """Write a remark, or show what to correct."""
    context, person = current_context(), signed_in()
    found = get_remarks(context, person, code)
    named = set(request.form.getlist("mention"))
    mentions = [one.person_id for one in found.colleagues if str(one.person_id) in named]
    text, key = request.form.get("text", ""), request.form.get("request_key")
    try:
        make_remark(context, person, found.case.case_id, text, mentions, key)
    except InputRefused as refusal:
        return _page(code, refusal.text(language())), 422
    except CaseError as refusal:
        flash(refusal.text(language()), "error")
    else:
        flash(_("The remark is written into the log."))
    return redirect(url_for("team.show_remarks", code=code), 303)


@requires_person
def change_priority(code: str) -> Response:
    """Mark a case as urgent, or no longer."""
    context, person = current_context(), signed_in()
    found = get_remarks(context, person, code)
    reason = request.form.get("reason", "")[:LONGEST_REASON]
    try:
        set_priority(
            context, person, found.case.case_id, request.form.get("pressing") == "1", reason
        )
    except (InputRefused, AccessDenied, CaseError) as refusal:
        flash(refusal.text(language()), "error")
    else:
        flash(_("Done. It stands in the log with your name and the reason."))
    return redirect(url_for("team.show_remarks", code=code), 303)


@requires_person
def show_case_notices(code: str) -> str:
    """Show what was sent about a case, to whom it was meant, and whether it went out."""
    context, person = current_context(), signed_in()
    found = get_case_notices(context, person, code)
    note_reading(context, person, found.case.case_id, "case")
    return render_template("team/case_notices.html", found=found, case=found.case)
