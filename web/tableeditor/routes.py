"""The addresses of the decision tables of a draft."""

from flask import Blueprint

from web.tableeditor.pages import show, try_table
from web.tableeditor.tables import arrange, list_tables, new_table

TABLES = "/workshop/drafts/<int:draft_id>/tables"
TABLE = f"{TABLES}/<name>"

blueprint = Blueprint("tableeditor", __name__, template_folder="templates")

for method, address, view in (
    ("GET", TABLES, list_tables),
    ("POST", TABLES, new_table),
    ("GET", TABLE, show),
    ("POST", f"{TABLE}/arrange", arrange),
    ("POST", f"{TABLE}/try", try_table),
):
    blueprint.add_url_rule(address, view.__name__, view, methods=[method])
