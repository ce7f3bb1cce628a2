"""The addresses of the desk."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, request

from web.desk.receiving import choose_procedure, receive, refresh_filing, show_filing
from web.desk.waiting import find_kept, hand_over, show_desk, show_kept, show_slip

# Ten files of ten megabytes, and the answers around them.
MAX_UPLOAD_BYTES = 110 * 1024 * 1024

blueprint = Blueprint("desk", __name__, template_folder="templates")

ADDRESSES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("GET", "/desk", show_desk),
    ("POST", "/desk", find_kept),
    ("GET", "/desk/receptions/<int:reception_id>", show_kept),
    ("GET", "/desk/receptions/<int:reception_id>/slip.pdf", show_slip),
    ("POST", "/desk/cases/<code>/hand-over", hand_over),
    ("GET", "/receive", choose_procedure),
    ("GET", "/receive/<key>", show_filing),
    ("POST", "/receive/<key>", receive),
    ("POST", "/receive/<key>/fields", refresh_filing),
)
for method, address, view in ADDRESSES:
    blueprint.add_url_rule(address, view.__name__, view, methods=[method])


@blueprint.url_value_preprocessor
def allow_uploads(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let forms with files be as large as their files may be; called before the body is read."""
    request.max_content_length = MAX_UPLOAD_BYTES
