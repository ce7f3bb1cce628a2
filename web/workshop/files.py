"""What the editors ask for without leaving their page: files, saving, checking, who is here."""

from collections.abc import Mapping
from typing import Any

from flask import Response, json, make_response, request

from engine.actions.keep_draft import be_present
from engine.actions.save_draft_files import save_draft_files
from engine.errors import DraftChanged, InputRefused, NotFound, Words
from engine.queries.drafts import check_draft, get_draft
from engine.records.drafts import Changes
from engine.records.findings import Finding
from web.auth.policy import requires
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.drafts import READERS
from web.ui.formats import moment_text
from web.ui.languages import language
from web.workshop.drafts import finding_url

LARGEST_BODY = 12 * 1024 * 1024
_FILE = Words(en="file", vi="tệp")


@requires(*READERS)
def read_file(draft_id: int, path: str) -> Response:
    """Give a file of the newest save as text."""
    page = get_draft(current_context(), draft_id)
    if path not in page.files:
        raise NotFound(what=_FILE, key=path)
    response = make_response(page.files[path])
    response.content_type = "text/plain; charset=utf-8"
    response.headers["X-Draft-Save"] = str(page.draft.number)
    # Opened by itself it is only text: nothing in it may run or load anything.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@requires("designer")
def save_files(draft_id: int) -> Response:
    """Save files that were changed on a save, unless somebody else has changed them since."""
    sent = _read_body()
    base, note = sent.get("base"), sent.get("note", "")
    if not isinstance(base, int) or not isinstance(note, str):
        raise _unreadable()
    try:
        saved = save_draft_files(
            current_context(), signed_in(), draft_id, base, _read_files(sent), note
        )
    except DraftChanged as error:
        found = [
            {"path": one.path, "by": one.by_name, "at": moment_text(one.at), "number": one.number}
            for one in error.conflicts
        ]
        return _json({"conflicts": found, "detail": error.text(language())}, 409)
    return _json({"number": saved.number, "at": moment_text(saved.saved_at)})


@requires(*READERS)
def check(draft_id: int) -> Response:
    """Say everything that is wrong with the draft, with what is not saved yet."""
    findings = check_draft(current_context(), draft_id, _read_files(_read_body()))
    return _json({"findings": [_told(draft_id, one) for one in findings]})


@requires(*READERS)
def note_presence(draft_id: int) -> Response:
    """Note that the reader has the draft open, and say who else has."""
    path = _read_body().get("path")
    others = be_present(
        current_context(), signed_in(), draft_id, path if isinstance(path, str) else ""
    )
    told = [{"name": one.name, "since": moment_text(one.since), "path": one.path} for one in others]
    return _json({"others": told})


def _told(draft_id: int, finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "file": finding.file,
        "element": finding.element,
        "line": finding.line,
        "severe": finding.severe,
        "text": finding.text(language()),
        "url": finding_url(draft_id, finding),
    }


def _read_body() -> Mapping[str, Any]:
    """Return the JSON object that was sent; a folder's files are larger than other requests."""
    request.max_content_length = LARGEST_BODY
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict):
        raise _unreadable()
    return sent


def _read_files(sent: Mapping[str, Any]) -> Changes:
    files = sent.get("files", {})
    if not isinstance(files, dict):
        raise _unreadable()
    changes: dict[str, bytes | None] = {}
    for path, text in files.items():
        if text is not None and not isinstance(text, str):
            raise _unreadable()
        changes[path] = None if text is None else text.encode("utf-8", "surrogatepass")
    return changes


def _unreadable() -> InputRefused:
    return InputRefused(
        reason=Words(en="the request is not as the page sends it", vi="yêu cầu không đúng dạng")
    )


def _json(content: object, status: int = 200) -> Response:
    return Response(json.dumps(content), status, content_type="application/json")
