"""The OpenAPI 3.1 document, made from the operations themselves."""

import re
from typing import Any

from web.api.operations import BASE, OPERATIONS, Operation
from web.api.schemas import SCHEMAS

_PLACE = re.compile(r"<int:(\w+)>")
_ID = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
_REFUSALS = {
    "401": "No token, or one that does not count",
    "403": "The token is not for this topic",
    "404": "There is no such address",
    "409": "The work is no longer yours, or its case is suspended",
    "413": "The body is too large",
    "422": "The body is not what this call takes",
    "429": "Too many calls; Retry-After says when to call again",
}


def document() -> dict[str, Any]:
    """Return the document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Motcua",
            "version": "1",
            "description": "Work for programs outside. Sentences come in Vietnamese, or in English"
            " with Accept-Language: en.",
        },
        "servers": [{"url": BASE}],
        "security": [{"token": []}],
        "paths": {_address(one): {"post": _operation(one)} for one in OPERATIONS},
        "components": {
            "schemas": dict(SCHEMAS),
            "responses": {f"Refusal{status}": _refusal(text) for status, text in _REFUSALS.items()},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _address(one: Operation) -> str:
    return _PLACE.sub(r"{\1}", one.path)


def _operation(one: Operation) -> dict[str, Any]:
    places = _PLACE.findall(one.path)
    refusals = {status: {"$ref": f"#/components/responses/Refusal{status}"} for status in _REFUSALS}
    said: dict[str, Any] = {
        "operationId": one.name,
        "summary": one.summary,
        "requestBody": {"required": True, "content": _json(one.body)},
        "responses": {**_success(one), **refusals},
    }
    if places:
        said["parameters"] = [
            {"name": name, "in": "path", "required": True, "schema": _ID} for name in places
        ]
    return said


def _success(one: Operation) -> dict[str, Any]:
    if one.gives is None:
        return {"204": {"description": "Done"}}
    return {"200": {"description": one.gives, "content": _json(one.gives)}}


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def _refusal(text: str) -> dict[str, Any]:
    problem = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"description": text, "content": {"application/problem+json": problem}}
