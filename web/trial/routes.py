"""The addresses of trials, scenarios and past cases."""

from flask import Blueprint, request

from web.trial import words
from web.trial.acting import (
    act,
    begin,
    end,
    file_case,
    go_back,
    move_clock,
    open_scenario,
    send_signal,
)
from web.trial.deciding import send_back, set_date, stop_case, take_back
from web.trial.letters import show_letter
from web.trial.past import more_past, past
from web.trial.recording import ask_record, save_record
from web.trial.scenarios import adapt, list_scenarios, remove_scenario
from web.trial.trying import give_diagram, refresh_fields, show

DRAFT = "/workshop/drafts/<int:draft_id>"
TRY = f"{DRAFT}/try"
SCENARIOS = f"{DRAFT}/scenarios"
PAST = f"{DRAFT}/past"
# Files are sent with forms and thrown away; ten of ten megabytes, as filing allows.
MAX_UPLOAD_BYTES = 110 * 1024 * 1024

blueprint = Blueprint("trial", __name__, template_folder="templates")

for method, address, view in (
    ("GET", TRY, show),
    ("GET", f"{TRY}/diagram", give_diagram),
    ("POST", f"{TRY}/fields", refresh_fields),
    ("POST", f"{TRY}/file", file_case),
    ("POST", f"{TRY}/begin", begin),
    ("POST", f"{TRY}/act", act),
    ("POST", f"{TRY}/clock", move_clock),
    ("POST", f"{TRY}/signal", send_signal),
    ("POST", f"{TRY}/back", go_back),
    ("POST", f"{TRY}/return", send_back),
    ("POST", f"{TRY}/take-back", take_back),
    ("POST", f"{TRY}/stop", stop_case),
    ("POST", f"{TRY}/date", set_date),
    ("GET", f"{TRY}/letters/<int:number>", show_letter),
    ("POST", f"{TRY}/end", end),
    ("POST", f"{TRY}/open", open_scenario),
    ("GET", f"{TRY}/record", ask_record),
    ("POST", f"{TRY}/record", save_record),
    ("GET", SCENARIOS, list_scenarios),
    ("POST", f"{SCENARIOS}/adapt", adapt),
    ("POST", f"{SCENARIOS}/remove", remove_scenario),
    ("GET", PAST, past),
    ("GET", f"{PAST}/results", more_past),
):
    blueprint.add_url_rule(address, view.__name__, view, methods=[method])

blueprint.add_app_template_filter(words.kind_words, "trial_kind_words")
blueprint.add_app_template_filter(words.kind_sign, "trial_kind_sign")
blueprint.add_app_template_filter(words.portal_words, "portal_words")
blueprint.add_app_template_filter(words.in_names, "in_names")
blueprint.add_app_template_filter(words.work_words, "work_words")


@blueprint.url_value_preprocessor
def allow_uploads(endpoint: str | None, values: dict[str, object] | None) -> None:
    """Let forms with files be as large as their files may be; called before the body is read."""
    request.max_content_length = MAX_UPLOAD_BYTES
