"""The addresses of incidents."""

from flask import Blueprint

from web.incidents.causes import list_causes, retry_cause, show_cause
from web.incidents.mending import amend, retry, show_stuck, skip
from web.incidents.words import explain

CAUSE = "/incidents/causes/<key>"
STUCK = "/incidents/<int:case_id>-<int:token>"

blueprint = Blueprint("incidents", __name__, template_folder="templates")
blueprint.add_app_template_filter(explain, "explained")

for method, address, name, view in (
    ("GET", "/incidents", "list_causes", list_causes),
    ("GET", CAUSE, "show_cause", show_cause),
    ("POST", f"{CAUSE}/retry", "retry_cause", retry_cause),
    ("GET", STUCK, "show_stuck", show_stuck),
    ("POST", f"{STUCK}/retry", "retry", retry),
    ("POST", f"{STUCK}/amend", "amend", amend),
    ("POST", f"{STUCK}/skip", "skip", skip),
):
    blueprint.add_url_rule(address, name, view, methods=[method])
