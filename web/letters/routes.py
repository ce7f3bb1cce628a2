"""The addresses of letters."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, request

from web.letters import words
from web.letters.acting import complete, deliver, recall
from web.letters.book import print_book, show_book
from web.letters.checking import ask_check, check, check_upload, show_check
from web.letters.listing import download, list_letters, list_register
from web.letters.slip import print_slip, show_slip
from web.letters.task import preview_task

CASE = "/cases/<code>/letters"
LETTER = f"{CASE}/<int:letter_id>"
# A letter that somebody checks, and the form around it.
MAX_UPLOAD_BYTES = 21 * 1024 * 1024

blueprint = Blueprint("letters", __name__, template_folder="templates")

ADDRESSES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("GET", CASE, list_letters),
    ("GET", f"{LETTER}/file", download),
    ("POST", f"{LETTER}/deliver", deliver),
    ("POST", f"{LETTER}/recall", recall),
    ("POST", f"{LETTER}/complete", complete),
    ("GET", f"{CASE}/slip", show_slip),
    ("GET", f"{CASE}/slip/file", print_slip),
    ("POST", "/tasks/<int:case_id>-<int:token>/letter", preview_task),
    ("GET", "/letters", list_register),
    ("GET", "/letters/book", show_book),
    ("GET", "/letters/book/file", print_book),
    ("GET", "/verify", ask_check),
    ("POST", "/verify", check),
    ("GET", "/verify/<code>", show_check),
    ("POST", "/verify/<code>", check_upload),
)
for method, address, view in ADDRESSES:
    blueprint.add_url_rule(address, view.__name__, view, methods=[method])

FILTERS: Mapping[str, Callable[..., Any]] = {
    "letter_state": words.letter_state,
    "delivery_words": words.delivery_words,
    "handover_words": words.handover_words,
    "way_words": words.way_words,
    "code_groups": words.code_groups,
}
for name, spoken in FILTERS.items():
    blueprint.add_app_template_filter(spoken, name)


@blueprint.url_value_preprocessor
def allow_uploads(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let a letter that is checked be as large as ours may be; called before the body is read."""
    request.max_content_length = MAX_UPLOAD_BYTES
