"""The connector http: a call to another system, its answer to the case."""

from collections.abc import Mapping
from typing import Any

import orjson

from engine.context import Context
from engine.errors import MotcuaError
from engine.expressions.expression import compile_expression
from engine.outside.http import METHODS, Reply, Request, refuse
from engine.records.jobs import Job
from engine.records.values import Json

# Not the fault of what was asked: too slow, too early, too often (RFC 9110, RFC 8470, RFC 6585).
PASSING = (408, 425, 429)


def call_http(context: Context, job: Job) -> Json:
    """Make the call; return `status`, `headers` and `body`, or what `take` makes of them.

    Inputs  url, method (GET, or POST with a body), headers, body, secret, take
    Raises  CallFailed; its error_code is "http-" and the status, for a boundary event
    """
    reply = context.outside.call(read_request(job))
    if not 200 <= reply.status < 300:
        again = reply.status >= 500 or reply.status in PASSING
        raise refuse(
            f"the other system answered {reply.status}",
            f"hệ thống kia trả lời {reply.status}",
            again=again,
            error_code=f"http-{reply.status}",
        )
    found: dict[str, Json] = {
        "status": reply.status,
        "headers": dict(reply.headers),
        "body": read_body(reply),
    }
    take = job.inputs.get("take")
    return found if take is None else taken(str(take), found)


def read_request(job: Job) -> Request:
    """Return the call that the inputs describe; raise CallFailed for what is no call."""
    inputs = job.inputs
    headers, body = _headers(inputs.get("headers")), inputs.get("body")
    method = str(inputs.get("method") or ("GET" if body is None else "POST")).upper()
    if method not in METHODS:
        raise refuse(f"{method[:20]} is no method", f"{method[:20]} không phải phương thức")
    named = {name.lower() for name in headers}
    content = None
    if body is not None:
        content = body.encode() if isinstance(body, str) else orjson.dumps(body)
        if "content-type" not in named:
            kind = "text/plain; charset=utf-8" if isinstance(body, str) else "application/json"
            headers["Content-Type"] = kind
    if "accept" not in named:
        headers["Accept"] = "application/json"
    if method not in ("GET", "HEAD"):
        # The same in every attempt, so that the other side can do it once.
        headers.setdefault("Idempotency-Key", f"motcua-{job.case_id}-{job.token}-{job.job_id}")
    secret = inputs.get("secret")
    return Request(
        method=method,
        url=str(inputs.get("url") or ""),
        headers=headers,
        body=content,
        secret=None if secret is None else str(secret),
    )


def _headers(given: Any) -> dict[str, str]:
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise refuse("headers must be a group of values", "headers phải là một nhóm giá trị")
    return {str(name): str(value) for name, value in given.items() if value is not None}


def read_body(reply: Reply) -> Json:
    """Return the body as JSON where it says that it is, else as text."""
    if not reply.body:
        return None
    kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == "application/json" or kind.endswith("+json"):
            found: Json = orjson.loads(reply.body)
            return found
        return reply.body.decode()
    except ValueError as error:
        raise refuse(
            f"the body cannot be read as {kind or 'text'}",
            f"không đọc được nội dung như {kind or 'text'}",
        ) from error


def taken(text: str, found: Mapping[str, Json]) -> Json:
    """Return what the expression `take` makes of an answer; raise CallFailed."""
    try:
        return compile_expression(text).json_value(found, missing_is_null=True)
    except MotcuaError as error:
        raise refuse(error.text("en"), error.text("vi")) from error
