"""The addresses of publishing."""

from flask import Blueprint

from web.publishing.approvals import list_approvals, set_rule
from web.publishing.comments import comment, list_comments, settle
from web.publishing.releases import end_trial, go_back, list_releases, retire, show_report, widen
from web.publishing.sending import call_off, decide, send, show, take_back
from web.publishing.words import (
    figure_value,
    figure_words,
    name_in,
    opinion_named,
    origin_named,
    place_named,
    state_named,
)

DRAFT = "/workshop/drafts/<int:draft_id>"
RELEASES = "/workshop/procedures/<key>/releases"
ONE = f"{RELEASES}/<int:release_id>"

blueprint = Blueprint("publishing", __name__, template_folder="templates")
for words in (
    state_named,
    origin_named,
    place_named,
    opinion_named,
    name_in,
    figure_words,
    figure_value,
):
    blueprint.add_app_template_filter(words, words.__name__)

for method, address, view in (
    ("GET", f"{DRAFT}/publish", show),
    ("POST", f"{DRAFT}/publish", send),
    ("POST", f"{DRAFT}/publish/take-back", take_back),
    ("POST", f"{DRAFT}/publish/decide", decide),
    ("POST", f"{DRAFT}/publish/call-off", call_off),
    ("GET", f"{DRAFT}/comments", list_comments),
    ("POST", f"{DRAFT}/comments", comment),
    ("POST", f"{DRAFT}/comments/<int:comment_id>", settle),
    ("GET", "/workshop/approvals", list_approvals),
    ("POST", "/workshop/approvals", set_rule),
    ("GET", RELEASES, list_releases),
    ("GET", f"{ONE}/report", show_report),
    ("POST", f"{RELEASES}/roll-back", go_back),
    ("POST", f"{RELEASES}/retire", retire),
    ("POST", f"{ONE}/widen", widen),
    ("POST", f"{ONE}/take-back", end_trial),
):
    blueprint.add_url_rule(address, view.__name__, view, methods=[method])
