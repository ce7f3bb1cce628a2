"""Sending a stored file to the person it belongs to."""

from flask import Response, send_file

from web.ui.current import current_context

_ALONE = "default-src 'none'; sandbox"


def send_stored(digest: str, name: str, media: str) -> Response:
    """Answer with a stored file to be saved; nothing in it can run on our pages."""
    response = send_file(
        current_context().files.open(digest),
        mimetype=media,
        as_attachment=True,
        download_name=name,
    )
    response.headers["Content-Security-Policy"] = _ALONE
    response.headers["Cache-Control"] = "no-store"
    return response
