"""Carrying out a command: from the case as it is locked to the case as it is saved, log entry
included.

Every action that moves a case goes through here, within its own transaction.
"""

from datetime import timedelta
from os import urandom

from engine.actions.ask_letter import ask_step_letters
from engine.actions.ask_receipt import ask_receipt
from engine.actions.kin import tell_kin
from engine.actions.leave_for_partners import leave_for_partners
from engine.actions.ordered_moves import due_command
from engine.actions.replay import past_of, replay_state
from engine.actions.watch_term import watch_term
from engine.context import Context, Ready, calendar_for
from engine.errors import StateUnreadable
from engine.records.cases import Case, Entry
from engine.records.chain import Link, commit, encode_payload, seal
from engine.records.commands import (
    Clash,
    Command,
    DeliverMessage,
    Migrate,
    Misplace,
    MoveBack,
)
from engine.records.moving import MOVED
from engine.records.outcomes import Outcome, Subscription
from engine.runtime.advance import advance
from engine.runtime.codec import FORMAT
from engine.runtime.moment import Moment
from engine.store.case_migrations import set_case
from engine.store.cases import save_step
from engine.store.database import Db
from engine.store.subscriptions import list_case_subscriptions, take_message

SALT_BYTES = 16
# Workers look by themselves each second; waking them takes a lock that all steps share.
SOON = timedelta(seconds=2)


def carry_out(
    context: Context,
    db: Db,
    case: Case,
    command: Command,
    request_key: str | None = None,
) -> Case:
    """Carry out a command on a locked case, write everything that follows, and return the new case.

    request_key   the caller's own key; the same key is never carried out twice
    Raises   CommandRefused, TaskGone, CaseNotRunning; CaseChanged; RequestRepeated
    """
    past, number = None, case.version_id
    if isinstance(command, Migrate | MoveBack):
        past, number = past_of(context, db, case.case_id, command), command.to_version
    ready = context.versions.get(db, number)
    state = state_of(context, db, case)
    now = context.clock.now()
    moment = Moment(at=now, calendar=calendar_for(context, db, case.office_id))
    outcome = advance(ready.compiled, state, command, moment, past)
    entry = make_entry(context, db, case, ready, (command, outcome, moment, request_key))
    offices = context.offices.get(db).ids
    lost = [task for task in outcome.opened if task.office not in offices]
    if lost:
        # Until the next command has taken them away, they stand in the office of the case.
        offices = {**offices, **{task.office: case.office_id for task in lost}}
    saved = save_step(db, case, entry, outcome, offices, now)
    watch_term(context, db, case, saved)
    procedure = ready.compiled.procedure
    ask_step_letters(context, db, (case, saved), (command, outcome), procedure.diagram.process)
    ask_receipt(context, db, (case, saved), command, procedure)
    tell_kin(context, db, saved, command, outcome)
    leave_for_partners(context, db, saved, command, outcome)
    if outcome.jobs or any(timer.due_at <= now + SOON for timer in outcome.timers):
        context.wake(db)
    for task in lost:
        saved = carry_out(context, db, saved, Misplace(token=task.token, office=task.office))
    if outcome.awaited and saved.version_id == number:
        saved = _await(context, db, saved, outcome.awaited)
    return saved if saved.move_id is None else _follow_order(context, db, saved, outcome)


def _follow_order(context: Context, db: Db, case: Case, outcome: Outcome) -> Case:
    """Let a case that has reached the step it was to reach go on with another version."""
    found = due_command(context, db, case, outcome)
    if found is None:
        return case
    order, command = found
    moved = carry_out(context, db, case, command)
    set_case(db, order.move_id, case.case_id, MOVED, (context.clock.now(), case.seq + 1))
    return moved


def _await(context: Context, db: Db, case: Case, awaited: tuple[Subscription, ...]) -> Case:
    """Turn tokens whose message another case awaits into incidents; give the others theirs."""
    kept = list_case_subscriptions(db, case.case_id)
    for one in awaited:
        if one not in kept:
            command = Clash(token=one.token, name=one.name, key=one.key)
            on_version = case.version_id
            case = carry_out(context, db, case, command)
            if case.version_id != on_version:
                # It has moved with this, and the move has asked for all that it awaits.
                return case
    return take_parked(context, db, case, tuple(one for one in awaited if one in kept))


def take_parked(context: Context, db: Db, case: Case, awaited: tuple[Subscription, ...]) -> Case:
    """Deliver messages that came before the case began to wait for them; return the new case."""
    moved = False
    for one in awaited:
        while not moved or one in list_case_subscriptions(db, case.case_id):
            parked = take_message(db, one.name, one.key, context.clock.now())
            if parked is None:
                break
            command = DeliverMessage(
                token=one.token, name=one.name, payload=parked.payload, by=parked.by
            )
            case, moved = carry_out(context, db, case, command), True
    return case


def state_of(context: Context, db: Db, case: Case) -> bytes | None:
    """Return the saved state, rebuilt from the log where it was dropped or is of another format."""
    if case.seq == 0:
        return None
    if case.state is None or case.state_format != FORMAT:
        state = replay_state(context, db, case)
        if state is None:
            raise StateUnreadable(found=case.state_format, known=FORMAT)
        return state
    return case.state


def make_entry(
    context: Context,
    db: Db,
    case: Case,
    ready: Ready,
    step: tuple[Command, Outcome, Moment, str | None],
) -> Entry:
    """Return the log entry of a step, sealed onto the entry before."""
    command, outcome, moment, request_key = step
    salt = urandom(SALT_BYTES)
    payload = encode_payload(command, outcome.events)
    commitment = commit(salt, payload)
    by = getattr(command, "by", None)
    link = Link(
        previous=case.head,
        code=case.code,
        seq=case.seq + 1,
        at=moment.at,
        by=by,
        kind=command.kind,
        calendar_digest=bytes.fromhex(moment.calendar.digest),
        version_digest=bytes.fromhex(ready.version.digest),
        commitment=commitment,
    )
    return Entry(
        case_id=case.case_id,
        seq=link.seq,
        at=link.at,
        by=by,
        kind=link.kind,
        calendar_id=context.calendars.id_of(db, moment.calendar),
        version_id=ready.version.version_id,
        command=command,
        events=outcome.events,
        payload=payload,
        salt=salt,
        commitment=commitment,
        hash=seal(link),
        request_key=request_key,
    )
