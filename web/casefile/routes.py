"""The addresses of tasks and cases."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, request

from web.casefile import words
from web.casefile.cases import search, show_case
from web.casefile.drawing import diagram, download, preview
from web.casefile.interventions import cancel, choose_receiver, pass_on, resume, retry, suspend
from web.casefile.replaying import replay_steps, show_replay
from web.casefile.returning import (
    choose_way_back,
    list_own_steps,
    return_task,
    take_step_back,
)
from web.casefile.stopping import ask_stop, stop_case
from web.casefile.tasks import complete, keep_draft, refresh_fields, show_task
from web.ui.formats import day_text, money_text

# Ten files of ten megabytes, and the answers around them.
MAX_UPLOAD_BYTES = 110 * 1024 * 1024
TASK = "/tasks/<int:case_id>-<int:token>"
CASE = "/cases/<code>"

blueprint = Blueprint("casefile", __name__, template_folder="templates")

ADDRESSES: tuple[tuple[str, str, str, Callable[..., Any]], ...] = (
    ("GET", TASK, "show_task", show_task),
    ("POST", TASK, "complete", complete),
    ("POST", f"{TASK}/fields", "refresh_fields", refresh_fields),
    ("POST", f"{TASK}/draft", "keep_draft", keep_draft),
    ("GET", f"{TASK}/pass-on", "choose_receiver", choose_receiver),
    ("POST", f"{TASK}/pass-on", "pass_on", pass_on),
    ("GET", f"{TASK}/return", "choose_way_back", choose_way_back),
    ("POST", f"{TASK}/return", "return_task", return_task),
    ("GET", f"{CASE}/own-steps", "list_own_steps", list_own_steps),
    ("POST", f"{CASE}/own-steps/<int:token>", "take_step_back", take_step_back),
    ("GET", f"{CASE}/stop", "ask_stop", ask_stop),
    ("POST", f"{CASE}/stop", "stop_case", stop_case),
    ("GET", "/cases", "search", search),
    ("GET", CASE, "show_case", show_case),
    ("GET", f"{CASE}/diagram", "diagram", diagram),
    ("GET", f"{CASE}/papers/<digest>", "download", download),
    ("GET", f"{CASE}/papers/<digest>/preview", "preview", preview),
    ("GET", f"{CASE}/replay", "show_replay", show_replay),
    ("GET", f"{CASE}/replay/steps", "replay_steps", replay_steps),
    ("POST", f"{CASE}/suspend", "suspend", suspend),
    ("POST", f"{CASE}/resume", "resume", resume),
    ("POST", f"{CASE}/cancel", "cancel", cancel),
    ("POST", f"{CASE}/retry/<int:token>", "retry", retry),
)
for method, address, name, view in ADDRESSES:
    blueprint.add_url_rule(address, name, view, methods=[method])

FILTERS: Mapping[str, Callable[..., Any]] = {
    "sentence": words.step_sentence,
    "actor": words.actor_words,
    "status_words": words.status_words,
    "status_kind": words.status_kind,
    "status_sign": words.status_sign,
    "ending_words": words.ending_words,
    "purpose_words": words.purpose_words,
    "time_words": words.time_words,
    "label_words": words.label_words,
    "day_words": day_text,
    "dong_words": money_text,
}
for name, spoken in FILTERS.items():
    blueprint.add_app_template_filter(spoken, name)
blueprint.add_app_template_global(words.value_words, "value_words")
blueprint.add_app_template_global(words.value_files, "value_files")
blueprint.add_app_template_global(words.walked, "walked")
blueprint.add_app_template_global(words.new_key, "new_key")


@blueprint.url_value_preprocessor
def allow_uploads(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Let forms with files be as large as their files may be; called before the body is read."""
    request.max_content_length = MAX_UPLOAD_BYTES
