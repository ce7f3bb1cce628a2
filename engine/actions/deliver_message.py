"""Delivering a message to the case that waits for it."""

from collections.abc import Mapping
from datetime import timedelta

from engine.actions.carry_out import carry_out, state_of
from engine.actions.clean_answers import clean_answers
from engine.actions.own_case import require_own_case
from engine.actions.repeated import was_done
from engine.actions.take_documents import take_documents
from engine.context import Context
from engine.errors import CommandRefused, RequestRepeated
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
    park_message,
)

PARKED_FOR = timedelta(days=7)


def deliver_message(
    context: Context, name: str, key: str, payload: Answers, by: int | None = None
) -> Case | None:
    """Hand a message to the one case that waits for name and key; park it when none does yet."""
    with context.database.begin() as db:
        found = find_subscription(db, name, key)
        if found is None:
            now = context.clock.now()
            parked = Parked(payload=payload, by=by)
            park_message(db, name, key, parked, now, now + PARKED_FOR)
            return None
        case_id, awaited = found
        case = lock_case(db, case_id)
        command = DeliverMessage(token=awaited.token, name=name, payload=payload, by=by)
        return carry_out(context, db, case, command)


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
    try:
        with context.database.begin() as db:
            case = lock_case(db, require_own_case(db, *own).case_id)
            return _answer(context, db, case, token, (answers, request_key))
    except (CommandRefused, RequestRepeated):
        done = was_done(context, request_key)
        if done is None:
            raise
        return done


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
        raise CommandRefused(what=f"message {token}")
    procedure = context.versions.get(db, case.version_id).compiled.procedure
    form = procedure.forms[asked.form] if asked.form else None
    state = state_of(context, db, case)
    answers = clean_answers(context, db, form, raw, peek(state).names if state else {})
    command = DeliverMessage(token=token, name=asked.name, payload=answers)
    saved = carry_out(context, db, case, command, request_key)
    take_documents(context, db, saved, form, answers, None)
    return saved
