"""A letter as DOCX, and what officers made of it."""

from io import BytesIO
from urllib.parse import quote

from flask import flash, redirect, request, send_file, url_for
from werkzeug.wrappers import Response

from engine.actions.keep_letter_version import MEDIA, keep_letter_version
from engine.actions.note_reading import note_reading
from engine.errors import FileRefused
from engine.queries.letter_docx import make_docx, open_letter_version
from web.auth.policy import requires
from web.auth.session import signed_in
from web.signing.words import SIGNERS
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.texts import gettext as _

MAX_BYTES = 10 * 1024 * 1024


@requires(*SIGNERS)
def download_docx(letter_id: int) -> Response:
    """Send the words of a letter as DOCX."""
    context, person = current_context(), signed_in()
    letter, content = make_docx(context, person, letter_id)
    note_reading(context, person, letter.case_id, "file")
    name = f"{(letter.number or letter.code).replace('/', '-')}.docx"
    return send_file(
        BytesIO(content), mimetype=MEDIA, download_name=name, as_attachment=True, etag=False
    )


@requires(*SIGNERS)
def upload_version(letter_id: int) -> Response:
    """Keep an edited DOCX beside the letter."""
    sent = request.files.get("file")
    name = sent.filename if sent and sent.filename else ""
    content = sent.stream.read(MAX_BYTES + 1) if sent else b""
    try:
        number = keep_letter_version(current_context(), signed_in(), letter_id, name, content)
    except FileRefused as refusal:
        flash(refusal.text(language()), "error")
    else:
        flash(
            _("Kept as version %(number)s. The letter that was issued is unchanged.", number=number)
        )
    return redirect(url_for("signing.show_letter", letter_id=letter_id), 303)


@requires(*SIGNERS)
def download_version(version_id: int) -> Response:
    """Send a version to be kept."""
    context, person = current_context(), signed_in()
    letter, version, content = open_letter_version(context, person, version_id)
    note_reading(context, person, letter.case_id, "file")
    response = send_file(content, mimetype=MEDIA, download_name="version.docx", etag=False)
    name = quote(version.name, safe="")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
