"""The addresses of the form editor."""

from flask import Blueprint

from web.formeditor.editing import show
from web.formeditor.listing import add, delete, list_forms, rename
from web.formeditor.previewing import draw, look, refresh_look, try_look

FORMS = "/workshop/drafts/<int:draft_id>/forms"
FORM = f"{FORMS}/<name>"

blueprint = Blueprint("formeditor", __name__, template_folder="templates")

for method, address, view in (
    ("GET", FORMS, list_forms),
    ("POST", FORMS, add),
    ("GET", FORM, show),
    ("POST", f"{FORM}/rename", rename),
    ("POST", f"{FORM}/delete", delete),
    ("POST", f"{FORM}/draw", draw),
    ("GET", f"{FORM}/preview", look),
    ("POST", f"{FORM}/preview", try_look),
    ("POST", f"{FORM}/preview/fields", refresh_look),
):
    blueprint.add_url_rule(address, view.__name__, view, methods=[method])
