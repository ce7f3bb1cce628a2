"""Sending notices: mail over SMTP, text messages and pushes through an HTTP call.

A row is the truth, as with jobs: taken with a lease and a fence, tried again with growing pauses.
"""

import logging
from datetime import datetime, timedelta
from threading import Event

import orjson

from engine.actions.tries import Tries
from engine.context import Context
from engine.errors import CallFailed, InputRefused, MailFailed
from engine.jobs.complaint_mails import complaint_mail
from engine.jobs.digests import make_digests
from engine.jobs.loop import SHORTEST_SECONDS, keep_on, seconds_until
from engine.jobs.rounds import watched
from engine.jobs.sign_in_codes import code_message
from engine.jobs.wording import mail_of, short_text
from engine.mail import Message
from engine.outside.http import Request, refuse
from engine.outside.notices import keep_text
from engine.records.jobs import MOST_ATTEMPTS
from engine.records.notices import MAIL, PUSH, SIGN_IN_CODE, Gateway, Notice
from engine.records.people import Person
from engine.store import jobs, notices
from engine.store.cases import get_case
from engine.store.database import OUTAGE, first_line
from engine.store.folding import unaccented
from engine.store.people import get_person

LOG = logging.getLogger("motcua.worker")
BATCH, LEASE_SECONDS = 5, 180.0
DIGEST_EVERY = timedelta(minutes=1)
LONGEST_ERROR = 300


def keep_notices(context: Context, stop: Event) -> None:
    """Send notices, and make the digests of the morning, until `stop` is set."""
    digests_at, tries = context.clock.now(), Tries()

    def turn() -> float:
        nonlocal digests_at
        if context.clock.now() >= digests_at:
            digests_at = context.clock.now() + DIGEST_EVERY
            make_digests(context, tries)
        pause = seconds_until(context, notices.next_due)
        if pause > 0:
            return pause
        return 0.0 if send_notices(context) else SHORTEST_SECONDS

    keep_on(turn, stop, stop.wait, watched(context, "notices"))


def send_notices(context: Context) -> int:
    """Send a few notices that wait; return how many were taken."""
    now = context.clock.now()
    with context.database.read() as db:
        soonest = notices.next_due(db)
    if soonest is None or soonest > now:
        return 0
    with context.database.begin() as db:
        taken = notices.claim_due(db, now, BATCH, LEASE_SECONDS)
    for one in taken:
        try:
            _carry(context, one)
        except OUTAGE as error:
            # The lease ends by itself, and the notice is taken again.
            LOG.warning("notice not noted, the database failed: %s", first_line(error))
    return len(taken)


def _carry(context: Context, one: Notice) -> None:
    # Whoever asks for a code holds the telephone in their hand.
    rings = one.channel != MAIL and one.kind != SIGN_IN_CODE
    until = quiet_until(context) if rings else None
    if until is not None:
        with context.database.begin() as db:
            notices.put_off(db, one, until, was_tried=False)
        return
    try:
        _send(context, one)
    except (MailFailed, CallFailed, InputRefused) as error:
        _failed(context, one, error)
        return
    except OUTAGE:
        raise
    except Exception:  # noqa: BLE001  one that nobody can send must not hold up the others
        LOG.exception("notice could not be sent", extra={"notice": one.notice_id})
        with context.database.begin() as db:
            notices.end(db, one, context.clock.now(), "could not be sent")
        return
    with context.database.begin() as db:
        notices.end(db, one, context.clock.now())


def _failed(context: Context, one: Notice, error: MailFailed | CallFailed | InputRefused) -> None:
    said, now = str(error)[:LONGEST_ERROR], context.clock.now()
    again = not isinstance(error, InputRefused) and error.again
    LOG.warning("notice not sent", extra={"notice": one.notice_id, "code": error.code})
    with context.database.begin() as db:
        if again and one.attempt < MOST_ATTEMPTS:
            notices.put_off(db, one, now + jobs.back_off(one.attempt), said)
        else:
            notices.end(db, one, now, said)


def _send(context: Context, one: Notice) -> None:
    """Send a notice to where its person, or the applicant of its case, is reached."""
    if one.kind == SIGN_IN_CODE:
        message = code_message(context, one)
        if message is not None:
            _send_short(context, message[1], message[0])
        return
    if one.complaint_id is not None:
        _send_mail(context, *complaint_mail(context, one))
        return
    person: Person | None = None
    with context.database.read() as db:
        if one.person_id is not None:
            person = get_person(db, one.person_id)
            to, name = (person.login if one.channel == PUSH else person.email), person.name
        else:
            applicant = get_case(db, one.case_id or 0).applicant
            to, name = applicant.email if one.channel == MAIL else applicant.phone, applicant.name
    if one.channel == MAIL:
        _send_mail(context, to or "", *mail_of(one, name))
    else:
        _send_short(context, one, to or "")


def _send_mail(context: Context, to: str, subject: str, text: str) -> None:
    context.mail.send(Message(to=_required(to), subject=subject, text=text))


def _required(to: str) -> str:
    if not to:
        raise refuse("there is no address for it", "không có địa chỉ nhận")
    return to


def _send_short(context: Context, one: Notice, to: str) -> None:
    """Send a text message or push."""
    _required(to)
    gateway = context.notices.gateways.get(one.channel)
    if gateway is None:
        raise refuse(f"there is no gateway for {one.channel}", f"chưa có cổng gửi {one.channel}")
    if gateway.folder is not None:
        now = context.clock.now()
        keep_text(gateway.folder, f"{one.notice_id}", to, short_text(one), now)
        return
    reply = context.outside.call(request_of(gateway, one, to))
    if not 200 <= reply.status < 300:
        again = reply.status >= 500 or reply.status == 429
        raise refuse(
            f"the gateway answered {reply.status}", f"cổng gửi trả lời {reply.status}", again=again
        )


def request_of(gateway: Gateway, one: Notice, to: str) -> Request:
    """Return the call that sends a text: its template with the values as JSON strings need them."""
    text = short_text(one)
    if gateway.plain:
        text = unaccented(text)
    given = {"to": to, "text": text[: gateway.most], "key": f"motcua-notice-{one.notice_id}"}
    body = gateway.body
    for name, value in given.items():
        body = body.replace(f"{{{name}}}", orjson.dumps(value).decode()[1:-1])
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": given["key"],
        **gateway.headers,
    }
    return Request(
        method="POST", url=gateway.url, headers=headers, body=body.encode(), secret=gateway.secret
    )


def quiet_until(context: Context) -> datetime | None:
    """Return when telephones may ring again; None while they may."""
    if context.notices.quiet is None:
        return None
    begin, end = context.notices.quiet
    zone = context.calendars.current.tz
    here = context.clock.now().astimezone(zone)
    now = here.time()
    over_night = begin > end
    is_quiet = (now >= begin or now < end) if over_night else begin <= now < end
    if not is_quiet:
        return None
    day = here.date() + timedelta(days=1 if over_night and now >= begin else 0)
    return datetime.combine(day, end, zone).astimezone(context.clock.now().tzinfo)
