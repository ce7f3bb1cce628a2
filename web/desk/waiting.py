"""What waits at the desk: online filings, dossiers to hand over, and those sent home."""

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.look_up import count_look_up, note_reception_look
from engine.actions.receive_dossier import hand_over as note_hand_over
from engine.errors import InputRefused
from engine.queries.case_file import get_case_id
from engine.queries.desk import get_desk
from engine.queries.desk_slip import print_slip
from engine.records.desk import INCOMPLETE
from web.auth.policy import requires
from web.auth.session import signed_in
from web.desk.found import is_found, open_kept, sign_found
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.texts import gettext as _

LONGEST_SEARCH = 100


@requires("desk")
def show_desk() -> str:
    """Show what waits at one's desks."""
    return _desk("")


@requires("desk")
def find_kept() -> str:
    """Find a dossier that was sent home; sent by POST, for a personal number is searched."""
    who = request.form.get("who", "").strip()[:LONGEST_SEARCH]
    if who.isdecimal():
        count_look_up(current_context(), signed_in())
    return _desk(who)


def _desk(search: str) -> str:
    context = current_context()
    found = get_desk(context, signed_in(), search)
    proofs = {
        line.reception.reception_id: sign_found(line.reception.reception_id)
        for line in found.incomplete
        if line.is_far
    }
    return render_template(
        "desk/desk.html", found=found, now=context.clock.now(), search=search, proofs=proofs
    )


@requires("desk")
def show_kept(reception_id: int) -> str:
    """Show a dossier that was not accepted: what was asked for, or why it was refused."""
    proof = request.args.get("found") or ""
    line = open_kept(reception_id, proof)
    asked = line.reception.state == INCOMPLETE
    return render_template("desk/kept.html", line=line, asked=asked, proof=proof or None)


@requires("desk")
def show_slip(reception_id: int) -> Response:
    """Give form 02 or 03 as a PDF, to be printed and handed over."""
    context, person = current_context(), signed_in()
    by_number = is_found(reception_id, request.args.get("found") or "")
    content = print_slip(context, person, reception_id, is_found=by_number)
    note_reception_look(context, person, reception_id)
    response = FlaskResponse(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="phieu-{reception_id}.pdf"'
    return response


@requires("desk", "head")
def hand_over(code: str) -> Response:
    """Note that a dossier was handed over to the office that decides."""
    context, person = current_context(), signed_in()
    try:
        note_hand_over(context, person, get_case_id(context, person, code))
    except InputRefused as refusal:
        flash(refusal.text(language()), "error")
    else:
        flash(_("Handing over of dossier %(code)s has been noted.", code=code))
    return redirect(url_for("desk.show_desk"), 303)
