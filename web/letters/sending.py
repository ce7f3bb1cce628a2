"""Sending a letter as a file: our own PDF, shown or kept, in a world of its own."""

from typing import BinaryIO
from urllib.parse import quote

from flask import Response, make_response, send_file

_ALONE = "default-src 'none'; sandbox"


def send_pdf(content: bytes | BinaryIO, name: str, *, inline: bool = False) -> Response:
    """Answer with a PDF under a name without its ending."""
    response: Response
    if isinstance(content, bytes):
        response = make_response(content)
    else:
        response = send_file(content, mimetype="application/pdf", download_name="letter.pdf")
    response.headers["Content-Type"] = "application/pdf"
    way = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name, safe='')}.pdf"
    response.headers["Content-Security-Policy"] = _ALONE
    response.headers["Cache-Control"] = "private, no-store"
    return response


def file_name(*parts: str | None) -> str:
    """Return a file name made of parts: blanks and slashes become dashes."""
    kept = "-".join(part for part in parts if part)
    return "".join(one if one.isalnum() or one in "-._" else "-" for one in kept)
