"""The addresses of complaints and suggestions."""

from flask import Blueprint

from web.citizen.answering import list_waiting, reply
from web.citizen.saying import add, follow, list_answers, open_mine, send, show_form, show_own
from web.citizen.taking import ask_taking, take
from web.citizen.words import channel_words, kind_words, standing_words

blueprint = Blueprint("citizen", __name__, template_folder="templates")
blueprint.add_app_template_filter(kind_words, "complaint_kind")
blueprint.add_app_template_filter(channel_words, "complaint_channel")
blueprint.add_app_template_filter(standing_words, "complaint_standing")

for method, address, view in (
    ("GET", "/feedback", show_form),
    ("POST", "/feedback", send),
    ("GET", "/feedback/follow", follow),
    ("POST", "/feedback/follow", follow),
    ("POST", "/feedback/mine", open_mine),
    ("GET", "/feedback/own", show_own),
    ("POST", "/feedback/own", add),
    ("GET", "/feedback/answers", list_answers),
    ("GET", "/complaints", list_waiting),
    ("GET", "/complaints/new", ask_taking),
    ("POST", "/complaints/new", take),
    ("POST", "/complaints/<int:complaint_id>", reply),
):
    name = view.__name__ if method == "GET" or view is not follow else "open_own"
    blueprint.add_url_rule(address, name, view, methods=[method])
