"""The addresses of impact and of moves."""

from flask import Blueprint

from web.moving.impact import show_impact
from web.moving.listing import list_migrations, prepare
from web.moving.move import (
    order_this,
    resume_this,
    save_this,
    show_diagram,
    show_move,
    stop_this,
    try_this,
    undo_this,
)
from web.moving.words import fate_words, means_words, move_state_words

LIST = "/workshop/procedures/<key>/moving"
MOVE = f"{LIST}/<int:move_id>"

blueprint = Blueprint("moving", __name__, template_folder="templates")
blueprint.add_app_template_filter(move_state_words, "move_state_words")
blueprint.add_app_template_filter(means_words, "means_words")
blueprint.add_app_template_filter(fate_words, "fate_words")

for method, address, view in (
    ("GET", "/workshop/drafts/<int:draft_id>/impact", show_impact),
    ("GET", LIST, list_migrations),
    ("POST", LIST, prepare),
    ("GET", MOVE, show_move),
    ("POST", f"{MOVE}/mapping", save_this),
    ("POST", f"{MOVE}/try", try_this),
    ("POST", f"{MOVE}/order", order_this),
    ("POST", f"{MOVE}/stop", stop_this),
    ("POST", f"{MOVE}/resume", resume_this),
    ("POST", f"{MOVE}/cases/<int:case_id>/undo", undo_this),
    ("GET", f"{MOVE}/<any(before, after):side>.bpmn", show_diagram),
):
    blueprint.add_url_rule(address, view.__name__, view, methods=[method])
