"""Sending a message of the outbox: once, in order, and again until the other side has it."""

from datetime import timedelta
from typing import cast

import orjson

from engine.access import require_post
from engine.actions.partner_body import message_body
from engine.context import Context
from engine.errors import CallFailed, NotFound, Words
from engine.outside.http import Request, refuse
from engine.records.jobs import Job
from engine.records.partners import REFUSED, SENT, OutMessage, Partner
from engine.records.people import Person
from engine.store.outbox import (
    find_message,
    has_earlier,
    list_messages,
    mark_failed,
    mark_gone,
    mark_held,
    mark_sent,
    send_again,
    send_soon,
    wake_next,
)

# The other side has it already (RFC 9110): as good as taken.
HAS_IT = 409
PASSING = (408, 425, 429)
MOST_AT_ONCE = 1_000
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=5), timedelta(hours=1)
# Nine tries in the first hour, then one each hour for three days.
MOST_TRIES = 81
LONGEST_ERROR = 300
WAITS = "một tin trước của hồ sơ này còn chờ"


def tell_partner(context: Context, job: Job) -> None:
    """Send the message that a job names; nothing for one that was sent meanwhile.

    What fails for the moment is tried again, first soon, then each hour for three days; what is
    refused, or fails longer, waits for an administrator.
    """
    with context.database.read() as db:
        one = find_message(db, cast(int, job.inputs["message"]))
        if one is None or one.state == SENT:
            return
        partner = next((found for found in context.partners if found.name == one.partner), None)
        waits = has_earlier(db, one)
    if waits:
        _hold(context, one)
        return
    try:
        if partner is None:
            raise refuse(f"there is no partner {one.partner}", f"không có hệ thống {one.partner}")
        _send(context, partner, one, _body(context, partner, one))
    except CallFailed as error:
        _put_off(context, job, one, error)
        return
    except NotFound as error:
        with context.database.begin() as db:
            mark_gone(db, one.message_id, error.text("vi")[:LONGEST_ERROR])
            wake_next(db, one.case_id, context.clock.now())
            context.wake(db)
        return
    with context.database.begin() as db:
        mark_sent(db, one.message_id, context.clock.now())
        wake_next(db, one.case_id, context.clock.now())
        context.wake(db)


def _body(context: Context, partner: Partner, one: OutMessage) -> bytes:
    """Return what the message says; raise NotFound for an entry that was erased."""
    with context.database.read() as db:
        return orjson.dumps(message_body(context, db, partner, one))


def _hold(context: Context, one: OutMessage) -> None:
    """Let a message wait for an earlier one, which wakes it; it looks itself each hour."""
    now = context.clock.now()
    with context.database.begin() as db:
        mark_held(db, one.message_id, WAITS)
        send_soon(db, one.message_id, one.case_id, now + LONGEST_PAUSE)
        if not has_earlier(db, one, lock=True):
            wake_next(db, one.case_id, now)
            context.wake(db)


def _put_off(context: Context, job: Job, one: OutMessage, error: CallFailed) -> None:
    for_good = not error.again or one.tries + 1 >= MOST_TRIES
    now = context.clock.now()
    with context.database.begin() as db:
        mark_failed(db, one.message_id, error.text("vi"), for_good)
        if not for_good:
            pause = min(FIRST_PAUSE * 2 ** min(one.tries, 12), LONGEST_PAUSE)
            send_soon(db, one.message_id, job.case_id, now + pause)


def resend_refused(context: Context, person: Person, partner: str) -> int:
    """Send again what a partner refused, for an administrator; return how many.

    Raises  AccessDenied; NotFound for a partner that is not there
    """
    require_post(person, "administrator")
    if partner not in {one.name for one in context.partners}:
        raise NotFound(what=Words(en="partner", vi="hệ thống"), key=partner[:40])
    now = context.clock.now()
    with context.database.begin() as db:
        found = list_messages(db, partner, REFUSED, MOST_AT_ONCE)
        for one in found:
            send_again(db, one.message_id, one.case_id, now)
        context.wake(db)
    return len(found)


def _send(context: Context, partner: Partner, one: OutMessage, body: bytes) -> None:
    request = Request(
        method="POST",
        url=partner.url,
        headers={
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Idempotency-Key": one.key,
        },
        body=body,
        secret=partner.secret,
    )
    reply = context.outside.call(request)
    if reply.status == HAS_IT or (200 <= reply.status < 300 and not _code(reply.body)):
        return
    said = _code(reply.body) or str(reply.status)
    again = reply.status >= 500 or reply.status in PASSING
    raise refuse(
        f"{partner.title.en} answered {said}", f"{partner.title.vi} trả lời {said}", again=again
    )


def _code(body: bytes) -> str:
    """Return the error that the answer names; "" for none, which these systems write as 0."""
    try:
        found = orjson.loads(body or b"{}")
    except ValueError:
        return ""
    code = str(found.get("error_code", "0")) if isinstance(found, dict) else "0"
    return "" if code in ("", "0", "None") else code[:40]
