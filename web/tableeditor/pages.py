"""One file of decisions: its tables, and what they answer for typed values."""

from collections.abc import Mapping
from typing import Any

from flask import Response, json, render_template, request

from engine.errors import InputRefused, Words
from engine.queries.draft_tables import TableTrial, get_draft_table, try_draft_table
from web.auth.policy import requires
from web.ui.current import current_context
from web.ui.drafts import READERS
from web.ui.languages import language
from web.ui.security import allow_style_attributes

LARGEST_BODY = 12 * 1024 * 1024


@requires(*READERS)
def show(draft_id: int, name: str) -> str:
    """Show a file of decisions."""
    allow_style_attributes()
    table = get_draft_table(current_context(), draft_id, name)
    return render_template("tableeditor/table.html", table=table.line, page=table.page)


@requires(*READERS)
def try_table(draft_id: int, name: str) -> Response:
    """Give what a decision answers for the typed values, as the table stands in the editor."""
    request.max_content_length = LARGEST_BODY
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict):
        raise _unreadable()
    table = (name, _text(sent.get("text")), _text(sent.get("decision")))
    trial = try_draft_table(current_context(), draft_id, table, _typed(sent.get("values")))
    return Response(json.dumps(_told(trial)), content_type="application/json")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _unreadable()
    return value


def _typed(values: object) -> Mapping[str, str]:
    if not isinstance(values, dict):
        raise _unreadable()
    return {name: _text(value) for name, value in values.items()}


def _told(trial: TableTrial) -> dict[str, Any]:
    spoken = language()
    return {
        "asked": [
            {
                "name": one.name,
                "label": one.label.text(spoken),
                "kind": one.kind,
                "choices": [
                    [two.value, two.label_vi if spoken == "vi" else two.label_en or two.label_vi]
                    for two in one.choices
                ],
            }
            for one in trial.asked
        ],
        "matched": trial.matched,
        "told": [{"label": one.label, "value": one.value.text(spoken)} for one in trial.told],
        "fault": trial.fault.text(spoken) if trial.fault else None,
    }


def _unreadable() -> InputRefused:
    return InputRefused(
        reason=Words(en="the request is not as the page sends it", vi="yêu cầu không đúng dạng")
    )
