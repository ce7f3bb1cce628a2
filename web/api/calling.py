"""Who calls, and what they send: checked before any view sees it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar, cast

import orjson
from flask import current_app, g, request
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from engine.actions.external_clients import require_client
from engine.errors import InputRefused, TokenRefused, Words
from engine.records.clients import Client
from web.api.operations import OPERATIONS, Operation
from web.api.rates import Rates
from web.api.waiting import WaitingRoom
from web.auth.policy import for_programs
from web.ui.current import current_context

P = ParamSpec("P")
R = TypeVar("R")
MAX_BODY_BYTES = 1024 * 1024
LONGEST_SHOWN = 120


@dataclass(frozen=True, kw_only=True)
class Doors:
    """What the API of one process keeps between calls."""

    rates: Rates
    room: WaitingRoom


def current_doors() -> Doors:
    """Return what this process keeps."""
    return cast(Doors, current_app.extensions["motcua"]["api"])


def requires_client(view: Callable[P, R]) -> Callable[P, R]:
    """Open the route to programs with a token, as often as their rate allows."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        given = request.authorization
        token = given.token if given is not None and given.type == "bearer" else None
        if not token:
            raise TokenRefused
        g.client = require_client(current_context(), token)
        current_doors().rates.spend(g.client.client_id)
        return view(*args, **kwargs)

    return for_programs(guarded)


def calling_client() -> Client:
    """Return the program that calls, in a route that requires one."""
    return cast(Client, g.client)


def read_body(name: str) -> Mapping[str, Any]:
    """Return the JSON that was sent for an operation, with its defaults.

    Raises  InputRefused naming the place that does not fit
    """
    operation = next(one for one in OPERATIONS if one.name == name)
    try:
        body = orjson.loads(request.get_data())
    except orjson.JSONDecodeError as error:
        reason = Words(
            en="the body is not JSON in UTF-8.", vi="nội dung gửi không phải JSON mã UTF-8."
        )
        raise InputRefused(reason=reason) from error
    fault = best_match(_validator(operation).iter_errors(body))
    if fault is not None:
        place = fault.json_path.removeprefix("$").lstrip(".") or "body"
        told = f"{place}: {fault.message[:LONGEST_SHOWN]}"
        raise InputRefused(reason=Words(en=f"{told}.", vi=f"{told}."))
    properties = operation.schema["properties"]
    given = {key: one["default"] for key, one in properties.items() if "default" in one}
    return {**given, **body}


@lru_cache(maxsize=len(OPERATIONS))
def _validator(operation: Operation) -> Draft202012Validator:
    return Draft202012Validator(operation.schema)
