"""Form 06: the control slip of a case."""

from flask import render_template
from werkzeug.wrappers import Response

from engine.actions.note_reading import note_reading
from engine.queries.case_file import get_case_id
from engine.queries.control_slip import get_control_slip, print_control_slip
from web.auth.policy import requires_person
from web.auth.session import signed_in
from web.letters.sending import file_name, send_pdf
from web.ui.current import current_context


@requires_person
def show_slip(code: str) -> str:
    """Show every hand-over of a case."""
    context, person = current_context(), signed_in()
    slip = get_control_slip(context, person, code)
    note_reading(context, person, slip.case.case_id, "case")
    return render_template("letters/slip.html", slip=slip, case=slip.case)


@requires_person
def print_slip(code: str) -> Response:
    """Give the control slip as PDF."""
    context, person = current_context(), signed_in()
    content = print_control_slip(context, person, code)
    note_reading(context, person, get_case_id(context, person, code), "file")
    return send_pdf(content, file_name(code, "06"))
