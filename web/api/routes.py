"""The addresses of the API."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, request
from flask.blueprints import BlueprintSetupState

from engine.actions.await_work import WorkBell
from web.api import work
from web.api.calling import MAX_BODY_BYTES, Doors
from web.api.openapi import document
from web.api.operations import BASE, OPERATIONS
from web.api.rates import Rates
from web.api.waiting import WaitingRoom
from web.auth.policy import public

blueprint = Blueprint("api", __name__)

VIEWS: Mapping[str, Callable[..., Response]] = {
    "fetch": work.fetch,
    "complete": work.complete,
    "fail": work.fail,
    "error": work.error,
    "extend": work.extend,
    "unlock": work.unlock,
}
for one in OPERATIONS:
    blueprint.add_url_rule(f"{BASE}{one.path}", one.name, VIEWS[one.name], methods=["POST"])


@blueprint.get("/api/openapi.json")
@public
def show_document() -> Response:
    """Show what the API can do, for programs."""
    return work.answer(document())


@blueprint.before_request
def bound_body() -> None:
    """Bound what is read into memory."""
    request.max_content_length = MAX_BODY_BYTES


@blueprint.record_once
def open_doors(state: BlueprintSetupState) -> None:
    """Make what one process keeps; a token in a header needs no CSRF token beside it."""
    own = state.app.extensions["motcua"]
    settings = own["settings"]
    own["api"] = Doors(
        rates=Rates(settings.api_rate),
        room=WaitingRoom(WorkBell(own["context"]), max(1, settings.threads // 2)),
    )
    state.app.extensions["csrf"].exempt(blueprint)
