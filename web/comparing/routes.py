"""The addresses of comparing and weighing."""

from flask import Blueprint

from web.comparing.showing import diagram, show, show_versions, version_diagram
from web.comparing.weighing import money_words, number_words, term_fits, weigh, weigh_versions
from web.comparing.words import FILTERS

DRAFT = "/workshop/drafts/<int:draft_id>"
PROCEDURE = "/workshop/procedures/<key>"

blueprint = Blueprint("comparing", __name__, template_folder="templates")

for address, view in (
    (f"{DRAFT}/compare", show),
    (f"{DRAFT}/compare/diagrams/<ref>", diagram),
    (f"{DRAFT}/weigh", weigh),
    (f"{PROCEDURE}/compare", show_versions),
    (f"{PROCEDURE}/compare/diagrams/<ref>", version_diagram),
    (f"{PROCEDURE}/weigh", weigh_versions),
):
    blueprint.add_url_rule(address, view.__name__, view)
for name, words in FILTERS.items():
    blueprint.add_app_template_filter(words, name)
blueprint.add_app_template_filter(money_words, "money_words")
blueprint.add_app_template_filter(number_words, "number_words")
blueprint.add_app_template_test(term_fits, "fitting")
