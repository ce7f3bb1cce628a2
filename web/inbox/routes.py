"""The addresses of the inbox."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from web.inbox.holding import claim, release
from web.inbox.listing import list_office_tasks, list_tasks, show_rows

blueprint = Blueprint("inbox", __name__, template_folder="templates")

ADDRESSES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("GET", "/inbox", list_tasks),
    ("GET", "/inbox/office", list_office_tasks),
    ("GET", "/inbox/rows", show_rows),
    ("POST", "/tasks/<int:case_id>-<int:token>/claim", claim),
    ("POST", "/tasks/<int:case_id>-<int:token>/release", release),
)
for method, address, view in ADDRESSES:
    blueprint.add_url_rule(address, view.__name__, view, methods=[method])
