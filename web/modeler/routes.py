"""The addresses of the diagram editor."""

from flask import Blueprint

from web.modeler.choices import check_expression, give_choices
from web.modeler.drawing import print_pdf, show

DRAFT = "/workshop/drafts/<int:draft_id>"
DIAGRAM = f"{DRAFT}/diagram"

blueprint = Blueprint("modeler", __name__, template_folder="templates")

for method, address, view in (
    ("GET", DIAGRAM, show),
    ("POST", f"{DIAGRAM}/pdf", print_pdf),
    ("GET", f"{DRAFT}/choices", give_choices),
    ("POST", f"{DRAFT}/expression", check_expression),
):
    blueprint.add_url_rule(address, view.__name__, view, methods=[method])
