"""The addresses of the inbox."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, request

from web.inbox.holding import claim, release
from web.inbox.listing import list_office_tasks, list_tasks, show_rows
from web.inbox.receiving import choose_procedure, receive, refresh_filing, show_filing

# Ten files of ten megabytes, and the answers around them.
MAX_UPLOAD_BYTES = 110 * 1024 * 1024

blueprint = Blueprint("inbox", __name__, template_folder="templates")

ADDRESSES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("GET", "/inbox", list_tasks),
    ("GET", "/inbox/office", list_office_tasks),
    ("GET", "/inbox/rows", show_rows),
    ("GET", "/receive", choose_procedure),
    ("GET", "/receive/<key>", show_filing),
    ("POST", "/receive/<key>", receive),
    ("POST", "/receive/<key>/fields", refresh_filing),
    ("POST", "/tasks/<int:case_id>-<int:token>/claim", claim),
    ("POST", "/tasks/<int:case_id>-<int:token>/release", release),
)
for method, address, view in ADDRESSES:
    blueprint.add_url_rule(address, view.__name__, view, methods=[method])


@blueprint.url_value_preprocessor
def allow_uploads(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let forms with files be as large as their files may be; called before the body is read."""
    request.max_content_length = MAX_UPLOAD_BYTES
