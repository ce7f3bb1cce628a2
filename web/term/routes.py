"""The addresses of terms."""

from flask import Blueprint

from web.term import words
from web.term.calendar import list_moved
from web.term.ledger import set_day, show_term
from web.term.lists import list_terms

TERM = "/cases/<code>/term"

blueprint = Blueprint("term", __name__, template_folder="templates")
blueprint.add_url_rule("/terms", "list_terms", list_terms, methods=["GET"])
blueprint.add_url_rule("/terms/calendar", "list_moved", list_moved, methods=["GET"])
blueprint.add_url_rule(TERM, "show_term", show_term, methods=["GET"])
blueprint.add_url_rule(TERM, "set_day", set_day, methods=["POST"])
blueprint.add_app_template_filter(words.span_words, "span_words")
blueprint.add_app_template_filter(words.cutoff_words, "cutoff_words")
blueprint.add_app_template_filter(words.act_words, "date_act_words")
