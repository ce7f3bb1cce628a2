"""The addresses of the letters of a draft."""

from flask import Blueprint

from web.lettereditor.letters import arrange, list_letters, new_letter
from web.lettereditor.pages import preview, print_letter, show

LETTERS = "/workshop/drafts/<int:draft_id>/letters"
LETTER = f"{LETTERS}/<name>"

blueprint = Blueprint("lettereditor", __name__, template_folder="templates")

for method, address, view in (
    ("GET", LETTERS, list_letters),
    ("POST", LETTERS, new_letter),
    ("GET", LETTER, show),
    ("POST", f"{LETTER}/arrange", arrange),
    ("POST", f"{LETTER}/preview", preview),
    ("GET", f"{LETTER}/pdf", print_letter),
):
    blueprint.add_url_rule(address, view.__name__, view, methods=[method])
