"""The addresses of the workshop."""

from flask import Blueprint

from web.workshop.drafts import (
    discard,
    download,
    rename_this,
    reopen,
    restore,
    show_draft,
    show_history,
)
from web.workshop.files import check, note_presence, read_file, save_files
from web.workshop.listing import (
    list_procedures,
    list_put_away,
    new_draft,
    open_from_template,
    open_from_upload,
    open_from_version,
)

DRAFT = "/workshop/drafts/<int:draft_id>"

blueprint = Blueprint("workshop", __name__, template_folder="templates")

for method, address, view in (
    ("GET", "/workshop", list_procedures),
    ("GET", "/workshop/put-away", list_put_away),
    ("GET", "/workshop/new", new_draft),
    ("POST", "/workshop/new/template", open_from_template),
    ("POST", "/workshop/new/upload", open_from_upload),
    ("POST", "/workshop/new/version", open_from_version),
    ("GET", DRAFT, show_draft),
    ("POST", f"{DRAFT}/name", rename_this),
    ("POST", f"{DRAFT}/discard", discard),
    ("POST", f"{DRAFT}/reopen", reopen),
    ("GET", f"{DRAFT}/history", show_history),
    ("POST", f"{DRAFT}/restore", restore),
    ("GET", f"{DRAFT}/archive", download),
    ("GET", f"{DRAFT}/files/<path:path>", read_file),
    ("POST", f"{DRAFT}/files", save_files),
    ("POST", f"{DRAFT}/check", check),
    ("POST", f"{DRAFT}/presence", note_presence),
):
    blueprint.add_url_rule(address, view.__name__, view, methods=[method])
