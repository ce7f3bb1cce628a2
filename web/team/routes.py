"""The addresses of working together."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint

from web.team.absences import add_absence, call_off, list_absences
from web.team.batches import complete_equal, go_on, show_batch, show_equal
from web.team.desks import move_tasks, preview, show_balance, show_desk, show_team
from web.team.notices import (
    channel_words,
    kind_words,
    notice_words,
    save_settings,
    show_notices,
    show_settings,
    state_words,
)
from web.team.remarks import add_remark, change_priority, show_case_notices, show_remarks
from web.team.words import hours_words

CASE = "/cases/<code>"
EQUAL = "/tasks/<int:case_id>-<int:token>/equal"

blueprint = Blueprint("team", __name__, template_folder="templates")

ADDRESSES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("GET", "/team", show_team),
    ("GET", "/team/desks/<who>", show_desk),
    ("GET", "/team/balance", show_balance),
    ("POST", "/team/preview", preview),
    ("POST", "/team/moves", move_tasks),
    ("GET", "/batches/<int:batch_id>", show_batch),
    ("POST", "/batches/<int:batch_id>", go_on),
    ("GET", EQUAL, show_equal),
    ("POST", EQUAL, complete_equal),
    ("GET", "/absences", list_absences),
    ("POST", "/absences", add_absence),
    ("POST", "/absences/<int:absence_id>/call-off", call_off),
    ("GET", f"{CASE}/remarks", show_remarks),
    ("POST", f"{CASE}/remarks", add_remark),
    ("POST", f"{CASE}/priority", change_priority),
    ("GET", f"{CASE}/notices", show_case_notices),
    ("GET", "/notices", show_notices),
    ("GET", "/notices/settings", show_settings),
    ("POST", "/notices/settings", save_settings),
)
for method, address, view in ADDRESSES:
    blueprint.add_url_rule(address, view.__name__, view, methods=[method])

for spoken in (hours_words, notice_words, channel_words, kind_words, state_words):
    blueprint.add_app_template_filter(spoken, spoken.__name__)
