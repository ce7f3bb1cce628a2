"""The addresses of a dossier's papers."""

from typing import Any

from flask import Blueprint, request

from web.papers.checklist import mark, show_papers

# One scan, and the answers around it.
MAX_UPLOAD_BYTES = 22 * 1024 * 1024

blueprint = Blueprint("papers", __name__, template_folder="templates")
blueprint.add_url_rule("/cases/<code>/papers", "show_papers", show_papers)
blueprint.add_url_rule("/cases/<code>/papers/<int:number>", "mark", mark, methods=["POST"])


@blueprint.url_value_preprocessor
def allow_uploads(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let a scan be as large as it may be; called before the body is read."""
    request.max_content_length = MAX_UPLOAD_BYTES
