"""The public page on which anybody checks a letter by its code or its file."""

from datetime import timedelta

from flask import make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.check_letter import count_check
from engine.errors import TooManyTries
from engine.queries.letter_checks import Checked, check_code, check_file
from engine.queries.signatures import signatures_of
from web.auth.policy import public
from web.ui.current import caller_address, current_context
from web.ui.texts import gettext as _

MAX_BYTES = 20 * 1024 * 1024
LONGEST_CODE = 60
Page = Response | str | tuple[str, int]


@public
def ask_check() -> str:
    """Ask for a code or a file."""
    return _page(None, "")


@public
def check() -> Page:
    """Check what was typed or handed in."""
    typed = request.form.get("code", "").strip()[:LONGEST_CODE]
    content = _upload()
    if not typed and content is None:
        return _page(
            None, "", fault=_("Enter the code that stands below the QR code, or a file.")
        ), 422
    return _answer(typed, content)


@public
def show_check(code: str) -> Page:
    """Say what is known of a letter: where its QR code leads."""
    return _answer(code, None)


@public
def check_upload(code: str) -> Page:
    """Compare a file with the letter of a code."""
    return _answer(code, _upload())


def _answer(code: str, content: bytes | None) -> Page:
    context = current_context()
    try:
        count_check(context, caller_address())
    except TooManyTries as refusal:
        return _wait(code, int(str(refusal.values["seconds"])))
    found = check_code(context, code, content) if code else check_file(context, content or b"")
    return _page(found, code, asked=True, has_file=content is not None), 200 if found else 404


def _page(
    found: Checked | None,
    code: str,
    *,
    asked: bool = False,
    has_file: bool = False,
    fault: str = "",
) -> str:
    signatures = signatures_of(current_context(), found.file) if found else ()
    return render_template(
        "letters/check.html",
        found=found,
        code=code,
        asked=asked,
        has_file=has_file,
        fault=fault,
        signatures=signatures,
        action=url_for("letters.check_upload", code=found.code) if found else None,
    )


def _wait(code: str, seconds: int) -> Response:
    minutes = -(-timedelta(seconds=seconds) // timedelta(minutes=1))
    words = _("Too many checks. Please try again in %(number)s minutes.", number=minutes)
    response = make_response(_page(None, code, fault=words), 429)
    response.headers["Retry-After"] = str(seconds)
    return response


def _upload() -> bytes | None:
    """Return the file that was handed in; None for none."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return None
    return sent.stream.read(MAX_BYTES + 1)[:MAX_BYTES]
