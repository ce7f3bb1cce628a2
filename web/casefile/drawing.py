"""Diagrams and papers of a case: what browsers fetch beside its pages."""

from urllib.parse import quote

from flask import Response, make_response, request, send_file
from werkzeug.wrappers import Response as AnyResponse

from engine.actions.note_reading import note_reading
from engine.queries.case_file import get_case_diagram, open_document
from web.auth.policy import requires_person
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.security import allow_style_attributes

# A paper is shown in a world of its own: no scripts, no forms, no address of ours.
_ALONE = "default-src 'none'; sandbox"
_SANDBOX = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox"
_SHOWN = ("application/pdf", "image/jpeg", "image/png")


def show_diagram() -> None:
    """Let the page at hand draw a diagram."""
    allow_style_attributes()


@requires_person
def diagram(code: str) -> AnyResponse:
    """Give the diagram of the case's own version."""
    return xml_answer(get_case_diagram(current_context(), signed_in(), code))


def xml_answer(source: bytes) -> AnyResponse:
    """Return a diagram as an answer; it never changes, but who may see it does."""
    response: Response = make_response(source)
    response.content_type = "application/xml; charset=utf-8"
    response.headers["Cache-Control"] = "private, no-cache"
    # Opened by itself it is a page of its own: nothing drawn into it may run or load anything.
    response.headers["Content-Security-Policy"] = _ALONE
    response.add_etag()
    return response.make_conditional(request)


@requires_person
def download(code: str, digest: str) -> AnyResponse:
    """Give a paper to be kept."""
    return _paper(code, digest, inline=False)


@requires_person
def preview(code: str, digest: str) -> AnyResponse:
    """Give a paper to be looked at; what browsers cannot show safely is given to be kept."""
    return _paper(code, digest, inline=True)


def _paper(code: str, digest: str, inline: bool) -> AnyResponse:
    context, person = current_context(), signed_in()
    case_id, document, content = open_document(context, person, code, digest)
    note_reading(context, person, case_id, "file")
    shown = inline and document.file.media in _SHOWN
    media = document.file.media if shown else "application/octet-stream"
    response = send_file(content, mimetype=media, download_name="paper", etag=False)
    way = "inline" if shown else "attachment"
    name = quote(document.file.name, safe="")
    response.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{name}"
    response.headers["Content-Length"] = str(document.file.size)
    response.headers["Content-Security-Policy"] = _SANDBOX
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Cache-Control"] = "private, no-store"
    return response
