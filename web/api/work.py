"""Work for programs outside: taking it, and reporting back."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import orjson
from flask import Response

from engine.actions.external_work import (
    Failure,
    Held,
    complete_work,
    extend_lock,
    fail_work,
    fetch_work,
    report_error,
    unlock_work,
)
from engine.queries.work_for_programs import WorkLine, tell_work
from web.api.calling import calling_client, current_doors, read_body, requires_client
from web.ui.current import current_context

BUSY_SECONDS = "1"


@requires_client
def fetch() -> Response:
    """Give work of the topics asked for; wait for some where there is none."""
    context, client, asked = current_context(), calling_client(), read_body("fetch")

    def look() -> tuple[WorkLine, ...]:
        taken = fetch_work(
            context,
            client,
            asked["topics"],
            int(asked["most"]),
            int(asked["lock_seconds"]),
            asked["worker"],
        )
        return tell_work(context, taken)

    found, had_seat = current_doors().room.wait_for(look, float(asked["wait_seconds"]))
    response = answer({"work": [_work(one) for one in found]})
    if not had_seat:
        response.headers["Retry-After"] = BUSY_SECONDS
    return response


@requires_client
def complete(work_id: int) -> Response:
    """Take the result."""
    asked = read_body("complete")
    complete_work(current_context(), calling_client(), held(work_id, asked), asked.get("result"))
    return done()


@requires_client
def fail(work_id: int) -> Response:
    """Take note that it did not work."""
    asked = read_body("fail")
    after, retries = asked.get("retry_after_seconds"), asked.get("retries")
    failure = Failure(
        reason=asked["reason"],
        retries=None if retries is None else int(retries),
        after=None if after is None else timedelta(seconds=after),
    )
    again_at = fail_work(current_context(), calling_client(), held(work_id, asked), failure)
    return answer({"retry_at": None if again_at is None else instant(again_at)})


@requires_client
def error(work_id: int) -> Response:
    """Throw a BPMN error at the step."""
    asked = read_body("error")
    report_error(
        current_context(), calling_client(), held(work_id, asked), asked["code"], asked["reason"]
    )
    return done()


@requires_client
def extend(work_id: int) -> Response:
    """Keep the work longer."""
    asked = read_body("extend")
    until = extend_lock(
        current_context(), calling_client(), held(work_id, asked), int(asked["lock_seconds"])
    )
    return answer({"locked_until": instant(until)})


@requires_client
def unlock(work_id: int) -> Response:
    """Take the work back."""
    asked = read_body("unlock")
    unlock_work(current_context(), calling_client(), held(work_id, asked))
    return done()


def held(work_id: int, asked: Mapping[str, Any]) -> Held:
    """Return what the call says the program holds."""
    return Held(work_id=work_id, lock=int(asked["lock"]))


def answer(content: Mapping[str, object]) -> Response:
    """Return a JSON answer."""
    return Response(orjson.dumps(content), content_type="application/json")


def done() -> Response:
    """Return the answer that says nothing but yes."""
    return Response(status=204)


def instant(at: datetime) -> str:
    """Return an instant as RFC 3339 has it."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _work(line: WorkLine) -> dict[str, object]:
    work = line.work
    return {
        "id": work.job.job_id,
        "lock": work.job.fence,
        "topic": work.topic,
        "case": work.code,
        "procedure": line.procedure_key,
        "version": line.version_number,
        "element": work.job.element,
        "inputs": work.inputs,
        "attempt": work.job.attempt,
        "locked_until": instant(work.locked_until),
    }
