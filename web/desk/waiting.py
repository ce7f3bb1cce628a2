"""What waits at the desk: online filings, dossiers to hand over, and those sent home."""

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.receive_dossier import hand_over as note_hand_over
from engine.errors import InputRefused
from engine.queries.case_file import get_case_id
from engine.queries.desk import get_desk, get_desk_line
from engine.queries.desk_slip import print_slip
from engine.records.desk import INCOMPLETE
from web.auth.policy import requires
from web.auth.session import signed_in
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
    return _desk(request.form.get("who", "").strip()[:LONGEST_SEARCH])


def _desk(search: str) -> str:
    context = current_context()
    found = get_desk(context, signed_in(), search)
    return render_template("desk/desk.html", found=found, now=context.clock.now(), search=search)


@requires("desk")
def show_kept(reception_id: int) -> str:
    """Show a dossier that was not accepted: what was asked for, or why it was refused."""
    found = get_desk_line(current_context(), signed_in(), reception_id)
    return render_template("desk/kept.html", line=found, asked=found.reception.state == INCOMPLETE)


@requires("desk")
def show_slip(reception_id: int) -> Response:
    """Give form 02 or 03 as a PDF, to be printed and handed over."""
    content = print_slip(current_context(), signed_in(), reception_id)
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
