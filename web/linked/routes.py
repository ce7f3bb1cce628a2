"""The addresses of linked dossiers and of other systems."""

from flask import Blueprint

from web.linked.family import show_linked
from web.linked.partners import resend, show_partners

blueprint = Blueprint("linked", __name__, template_folder="templates")
blueprint.add_url_rule("/cases/<code>/linked", "show_linked", show_linked, methods=["GET"])
blueprint.add_url_rule("/partners", "show_partners", show_partners, methods=["GET"])
blueprint.add_url_rule("/partners/<name>/resend", "resend", resend, methods=["POST"])
