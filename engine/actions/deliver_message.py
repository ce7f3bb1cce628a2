"""Delivering a message to the case that waits for it, or that it begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from engine.actions.carry_out import carry_out, state_of
from engine.actions.clean_answers import clean_answers
from engine.actions.own_case import require_own_case
from engine.actions.repeated import Asked, once
from engine.actions.start_by_event import Occasion, open_by_event
from engine.actions.take_documents import take_documents
from engine.context import Context
from engine.errors import CommandRefused, Words
from engine.records.cases import Case
from engine.records.commands import DeliverMessage
from engine.records.connectors import TAKE_MESSAGE
from engine.records.jobs import Job
from engine.records.outcomes import SUSPENDED
from engine.records.people import APPLICANT
from engine.records.values import Answers
from engine.runtime.peek import peek
from engine.store import jobs
from engine.store.cases import get_case, lock_case
from engine.store.crossing import incoming, leave_jobs
from engine.store.database import Db
from engine.store.starts import find_message_start
from engine.store.subscriptions import (
    Parked,
    find_subscription,
    list_case_subscriptions,
    lock_message,
    park_message,
)

PARKED_FOR = timedelta(days=7)


class _BegunToWait(Exception):
    """Somebody began to wait for the message, or has just got it, while it was on its way."""


@dataclass(frozen=True, kw_only=True)
class _Sent:
    """A message on its way; `job` of the case that sent it, None for one from outside."""

    name: str
    key: str
    payload: Answers
    by: int | None = None
    job: Job | None = None


def deliver_message(
    context: Context, name: str, key: str, payload: Answers, by: int | None = None
) -> Case | None:
    """Hand a message to the one case that waits for name and key, and return it.

    When none waits, a procedure that the message begins gets a new case. Without one it is parked:
    the first case that waits for it within seven days gets it.
    """
    return _bring(context, _Sent(name=name, key=key, payload=payload, by=by))


def pass_message(context: Context, job: Job) -> Case | None:
    """Carry out the job of a case that sent a message; it arrives once, with the job done.

    For a case that is suspended it is left as a job of that case, done when it is resumed.
    Inputs  name, key, payload; sender (case id) where that is not the case of the job
    Raises  CaseNotRunning while the case of the job awaits it and is suspended
    """
    inputs = job.inputs
    sent = _Sent(
        name=cast(str, inputs["name"]),
        key=cast(str, inputs["key"]),
        payload=cast(Answers, inputs["payload"]),
        job=job,
    )
    return _bring(context, sent)


def _bring(context: Context, sent: _Sent) -> Case | None:
    while True:
        try:
            with context.database.begin() as db:
                if sent.job is not None and not jobs.settle(db, sent.job):
                    return None
                return _hand_over(context, db, sent)
        except _BegunToWait:
            continue


def _hand_over(context: Context, db: Db, sent: _Sent) -> Case | None:
    found = find_subscription(db, sent.name, sent.key)
    if found is None:
        return _begin_or_park(context, db, sent)
    case = lock_case(db, found[0])
    if found[1] not in list_case_subscriptions(db, case.case_id):
        raise _BegunToWait
    job = sent.job
    if job is not None and job.case_id != case.case_id and case.standing.status == SUSPENDED:
        inputs = {"sender": job.case_id, **job.inputs}
        left = incoming(TAKE_MESSAGE, job.element, inputs)
        leave_jobs(db, [(case.case_id, left)], context.clock.now())
        return None
    command = DeliverMessage(token=found[1].token, name=sent.name, payload=sent.payload, by=sent.by)
    return carry_out(context, db, case, command)


def _begin_or_park(context: Context, db: Db, sent: _Sent) -> Case | None:
    point = find_message_start(db, sent.name)
    if point is None:
        _park(context, db, (sent.name, sent.key), Parked(payload=sent.payload, by=sent.by))
        return None
    sender = None
    if sent.job is not None:
        sender = get_case(db, cast(int, sent.job.inputs.get("sender", sent.job.case_id)))
    occasion = Occasion(
        version_id=point.version_id, trigger=point.trigger, payload=sent.payload, sender=sender
    )
    return open_by_event(context, db, occasion)


def _park(context: Context, db: Db, message: tuple[str, str], parked: Parked) -> None:
    lock_message(db, *message)
    if find_subscription(db, *message) is not None:
        raise _BegunToWait
    now = context.clock.now()
    park_message(db, *message, parked, now, now + PARKED_FOR)


def answer_as_applicant(
    context: Context,
    own: tuple[str, str],
    token: int,
    answers: Mapping[str, object],
    request_key: str | None = None,
) -> Case:
    """Answer what the case asks of the applicant by message, such as the draft of a certificate.

    own      dossier code and the telephone's last digits
    Raises   NotFound for a wrong pair; CommandRefused when it is no longer asked; AnswersRefused
    """
    with context.database.read() as reading:
        case_id = require_own_case(reading, *own).case_id
    kind = DeliverMessage.kind
    asked = Asked(key=request_key, kind=kind, by=None, case_id=case_id, token=token)

    def act() -> Case:
        with context.database.begin() as db:
            case = lock_case(db, case_id)
            return _answer(context, db, case, token, (answers, request_key))

    return once(context, asked, act)


def _answer(
    context: Context,
    db: Db,
    case: Case,
    token: int,
    given: tuple[Mapping[str, object], str | None],
) -> Case:
    raw, request_key = given
    asked = next(
        (
            one
            for one in list_case_subscriptions(db, case.case_id)
            if one.token == token and one.audience == APPLICANT
        ),
        None,
    )
    if asked is None:
        raise CommandRefused(what=Words(en="this answer any more", vi="câu trả lời này nữa"))
    procedure = context.versions.get(db, case.version_id).compiled.procedure
    form = procedure.forms[asked.form] if asked.form else None
    state = state_of(context, db, case)
    answers = clean_answers(context, db, form, raw, peek(state).names_at(token) if state else {})
    command = DeliverMessage(token=token, name=asked.name, payload=answers)
    saved = carry_out(context, db, case, command, request_key)
    take_documents(context, db, saved, form, answers, None)
    return saved
