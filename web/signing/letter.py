"""One letter that is to be signed: its pages, its signatures, signing it."""

from datetime import timedelta
from io import BytesIO

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from engine.actions.note_reading import note_reading
from engine.actions.sign_by_hand import sign_by_hand
from engine.errors import InputRefused, TooManyTries
from engine.queries.letter_docx import list_letter_versions
from engine.queries.signing import get_letter_file, get_letter_page, get_letter_to_sign
from engine.refusals import PasswordWrong, SigningError
from web.auth.policy import requires
from web.auth.session import signed_in
from web.signing.words import SIGNERS
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.texts import gettext as _

SAME_LOOK = timedelta(minutes=10)


@requires(*SIGNERS)
def show_letter(letter_id: int) -> str:
    """Show a letter, whole or as the panel beside the list; that it was looked at is noted."""
    context, person = current_context(), signed_in()
    found = get_letter_to_sign(context, person, letter_id)
    note_reading(context, person, found.letter.case_id, "file", SAME_LOOK)
    part = request.headers.get("HX-Request") == "true"
    if part:
        return render_template("signing/panel.html", found=found)
    versions = list_letter_versions(context, person, letter_id)
    return render_template("signing/letter.html", found=found, versions=versions)


@requires(*SIGNERS)
def show_page(letter_id: int, number: int) -> FlaskResponse:
    """Send a page of a letter as a picture; that it was looked at is noted."""
    context, person = current_context(), signed_in()
    content = get_letter_page(context, person, letter_id, number)
    found = get_letter_to_sign(context, person, letter_id)
    note_reading(context, person, found.letter.case_id, "file", SAME_LOOK)
    response = FlaskResponse(content, content_type="image/png")
    response.headers["Cache-Control"] = "private, max-age=300"
    return response


@requires(*SIGNERS)
def download(letter_id: int) -> Response:
    """Send the file of a letter as it is signed now."""
    context, person = current_context(), signed_in()
    found = get_letter_to_sign(context, person, letter_id)
    note_reading(context, person, found.letter.case_id, "file")
    number, content = get_letter_file(context, person, letter_id)
    name = f"{number.replace('/', '-')}.pdf"
    return send_file(BytesIO(content), mimetype="application/pdf", download_name=name, etag=False)


@requires(*SIGNERS)
def note_by_hand(letter_id: int) -> Response:
    """Note that a letter was signed on paper."""
    step = request.form.get("step", "")
    number = int(step) if step.isascii() and step.isdigit() and len(step) < 3 else -1
    reason, password = (request.form.get(name, "") for name in ("reason", "password"))
    try:
        sign_by_hand(current_context(), signed_in(), letter_id, number, reason, password)
    except (InputRefused, PasswordWrong, SigningError, TooManyTries) as refusal:
        flash(refusal.text(language()), "error")
        return redirect(url_for("signing.show_letter", letter_id=letter_id), 303)
    flash(_("Noted: the letter was signed on paper."))
    return redirect(url_for("signing.list_waiting"), 303)
