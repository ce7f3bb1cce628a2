"""One letter: its source, its fields, its pages."""

from base64 import b64encode
from typing import Any

from flask import Response, json, make_response, render_template, request

from engine.errors import InputRefused, Words
from engine.queries.draft_letters import (
    get_draft_letter,
    preview_draft_letter,
    print_draft_letter,
)
from engine.records.letters import LetterView
from web.auth.policy import requires
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.drafts import READERS
from web.ui.languages import language


@requires(*READERS)
def show(draft_id: int, name: str) -> str:
    """Show a letter with what it can be filled with."""
    letter = get_draft_letter(current_context(), draft_id, name)
    return render_template("lettereditor/letter.html", letter=letter, page=letter.page)


@requires(*READERS)
def preview(draft_id: int, name: str) -> Response:
    """Give the pages of a letter as it stands in the editor, what is missing, what is wrong."""
    sent = request.get_json(silent=True)
    text, scenario = (sent.get("text"), sent.get("scenario")) if isinstance(sent, dict) else (0, 0)
    if not isinstance(text, str) or not isinstance(scenario, str):
        reason = Words(en="the request is not as the page sends it", vi="yêu cầu không đúng dạng")
        raise InputRefused(reason=reason)
    view = preview_draft_letter(current_context(), signed_in(), draft_id, name, text, scenario)
    return Response(json.dumps(_told(view)), content_type="application/json")


@requires(*READERS)
def print_letter(draft_id: int, name: str) -> Response:
    """Give the letter as PDF/A, filled with the values of a scenario."""
    scenario = request.args.get("scenario", "")
    pdf = print_draft_letter(current_context(), signed_in(), draft_id, name, scenario)
    response = make_response(pdf)
    response.content_type = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _told(view: LetterView) -> dict[str, Any]:
    return {
        "pages": [f"data:image/png;base64,{b64encode(one).decode()}" for one in view.pages],
        "missing": [
            {"name": one.name, "label": one.label.text(language())} for one in view.missing
        ],
        "findings": [
            {"line": one.line, "severe": one.severe, "text": one.text(language())}
            for one in view.findings
        ],
    }
