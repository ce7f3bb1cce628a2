"""Delivering a message to the case that waits for it."""

from collections.abc import Mapping
from datetime import timedelta

from engine.actions.carry_out import carry_out, state_of
from engine.actions.clean_answers import clean_answers
from engine.actions.own_case import require_own_case
from engine.actions.repeated import Asked, once
from engine.actions.take_documents import take_documents
from engine.context import Context
from engine.errors import CommandRefused, Words
from engine.records.cases import Case
from engine.records.commands import DeliverMessage
from engine.records.people import APPLICANT
from engine.records.values import Answers
from engine.runtime.peek import peek
from engine.store.cases import lock_case
from engine.store.database import Db
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


def deliver_message(
    context: Context, name: str, key: str, payload: Answers, by: int | None = None
) -> Case | None:
    """Hand a message to the one case that waits for name and key; park it when none does yet.

    A parked message is given to the first case that waits for it within seven days.
    """
    while True:
        try:
            with context.database.begin() as db:
                found = find_subscription(db, name, key)
                if found is None:
                    _park(context, db, (name, key), Parked(payload=payload, by=by))
                    return None
                case = lock_case(db, found[0])
                if found[1] not in list_case_subscriptions(db, case.case_id):
                    raise _BegunToWait
                command = DeliverMessage(token=found[1].token, name=name, payload=payload, by=by)
                return carry_out(context, db, case, command)
        except _BegunToWait:
            continue


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
    answers = clean_answers(context, db, form, raw, peek(state).names if state else {})
    command = DeliverMessage(token=token, name=asked.name, payload=answers)
    saved = carry_out(context, db, case, command, request_key)
    take_documents(context, db, saved, form, answers, None)
    return saved
