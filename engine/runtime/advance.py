"""The one function that moves a case: state and command in, all that follows out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from engine.diagrams.model import Node
from engine.errors import CaseNotRunning, CommandRefused, MessageTaken, TaskGone, Words
from engine.faults import ConnectorFailed, ElementError
from engine.records.commands import (
    Amend,
    Cancel,
    Claim,
    Clash,
    Command,
    Complete,
    DeliverMessage,
    FireTimer,
    HearSignal,
    Migrate,
    Misplace,
    MoveBack,
    Note,
    Reassign,
    Release,
    Resume,
    Retry,
    SendBack,
    SetDate,
    SettleJob,
    Skip,
    Start,
    Suspend,
    TakeBack,
)
from engine.records.events import Event
from engine.records.notes import NOTES
from engine.records.outcomes import CANCELLED, RUNNING, SUSPENDED, Outcome
from engine.runtime.activities import UserTask
from engine.runtime.codec import FORMAT, load, read, save
from engine.runtime.effects import finish, guard, raise_incident
from engine.runtime.going_back import go_back
from engine.runtime.happenings import Catch
from engine.runtime.inputs import kept_of
from engine.runtime.mending import amend, skip, try_again
from engine.runtime.migrating import Past, migrate
from engine.runtime.moment import Moment
from engine.runtime.moves import (
    clear_scope,
    enter,
    open_up,
    play,
)
from engine.runtime.moving_back import move_back
from engine.runtime.new_date import set_date
from engine.runtime.remirror import task_of
from engine.runtime.resting import follow_clock
from engine.runtime.rising import ERROR, catch_at_border, rise
from engine.runtime.run import CaseRun
from engine.runtime.spreading import hear
from engine.runtime.step import Step
from engine.runtime.token import ROOT, Token
from engine.runtime.values import keep, keep_all
from engine.runtime.version import Compiled


def advance(
    version: Compiled,
    state: bytes | None,
    command: Command,
    now: Moment,
    past: Past | None = None,
) -> Outcome:
    """Carry out a command and return what follows; the same arguments give the same outcome.

    state   the state before; None for Start
    past    what the case was, for a command that lets it go on with another version
    Raises  CommandRefused, TaskGone, CaseNotRunning when the command does not fit; MoveRefused;
            StateUnreadable for a state of another format. Anything that goes wrong inside the
            diagram is no exception but an incident in the outcome.
    """
    if isinstance(command, Migrate | MoveBack):
        return _outcome(_moved(version, state, command, now, past))
    run = CaseRun(version, now) if state is None else load(version, state, now)
    _require_status(run, command)
    ACTS[type(command)](run, command)
    play(run)
    follow_clock(run)
    return _outcome(run)


def _moved(
    version: Compiled,
    state: bytes | None,
    command: Migrate | MoveBack,
    now: Moment,
    past: Past | None,
) -> CaseRun:
    if state is None or past is None:
        raise CommandRefused(what=command.kind)
    status = read(state)["st"][0]
    if status != RUNNING:
        raise CaseNotRunning(status=status)
    if isinstance(command, MoveBack):
        return move_back(version, past, state, command, now)
    run = migrate(version, past, state, command, now)
    play(run)
    follow_clock(run)
    return run


def _require_status(run: CaseRun, command: Command) -> None:
    status = run.standing.status
    fits = status == RUNNING and not isinstance(command, Resume)
    if status == SUSPENDED:
        fits = isinstance(command, Resume | Cancel)
    fits = fits or isinstance(command, Note)
    if isinstance(command, Start) != (run.last_number == 0) or not fits:
        raise CaseNotRunning(status=status)


def _start(run: CaseRun, command: Start) -> None:
    scope = run.open_scope(ROOT, None)
    run.offices.update(command.offices)
    run.book.note("case-started", code=command.dossier.get("code"))
    dossier = keep("start", "dossier", command.dossier)
    first = _find_first(run.version, command)
    names = {"dossier": dossier, **keep_all("start", kept_of(first.node, command.answers))}
    scope.own.update(names)
    run.book.note("written", names=names)
    open_up(scope, run, command.process)
    token = enter(first, scope, run)
    if command.at is not None:
        token.memory["happened"] = True


def _find_first(version: Compiled, command: Start) -> Step:
    """Return where a case begins: the plain start, or else what the command names.

    Raises  CommandRefused for an element that begins no process (BPMN 2.0.2, 13.5.1)
    """
    if command.at is None:
        first = version.starts.get(command.process)
    else:
        first = version.steps.get(command.at)
        if first is not None and not _begins(version, first.node, command.process):
            first = None
    if first is None:
        raise CommandRefused(what=command.at or command.process or "start")
    return first


def _begins(version: Compiled, node: Node, process: str | None) -> bool:
    """Tell whether an event begins the process here, not somewhere in its midst."""
    flows = version.procedure.diagram.process.flows
    before = [version.steps[flows[name].source].node for name in node.incoming]
    at_gateway = [one.tag == "eventBasedGateway" and one.instantiates for one in before]
    is_start = node.tag == "startEvent" or (node.tag == "receiveTask" and node.instantiates)
    return node.parent == process and (is_start or any(at_gateway))


def _task(run: CaseRun, number: int) -> tuple[Token, UserTask]:
    token = run.find(number)
    if token is None or not isinstance(token.step, UserTask) or "task" not in token.memory:
        raise TaskGone
    return token, token.step


def _complete(run: CaseRun, command: Complete) -> None:
    token, step = _task(run, command.token)
    step.transfer.give(token, command.answers)
    if command.by is not None:
        run.hands[step.node.node_id] = command.by
        if step.node.node_id in run.version.checked:
            _bar(run, step.node.node_id, command.by)
    run.book.note("task-completed", step.node.node_id, token.number)
    guard(token, token.complete)


def _bar(run: CaseRun, element: str, person: int) -> None:
    """Keep the person from open tasks that ask for a second pair of eyes after this one."""
    for token in run.tasks.values():
        step = token.step
        if isinstance(step, UserTask) and step.four_eyes == element and "task" in token.memory:
            token.memory["task"]["forbidden"] = [person]
            run.book.change_task(task_of(token))


def _claim(run: CaseRun, command: Claim) -> None:
    _hold(run, command.token, "task-claimed", command.by)


def _release(run: CaseRun, command: Release) -> None:
    _hold(run, command.token, "task-released", None)


def _reassign(run: CaseRun, command: Reassign) -> None:
    _hold(run, command.token, "task-reassigned", command.to)


def _hold(run: CaseRun, number: int, kind: str, holder: int | None) -> None:
    token, step = _task(run, number)
    token.memory["task"]["holder"] = holder
    run.book.change_task(task_of(token))
    run.book.note(kind, step.node.node_id, number, **({"holder": holder} if holder else {}))


def _fire_timer(run: CaseRun, command: FireTimer) -> None:
    token = run.find(command.token)
    if token is None or not isinstance(token.step, Catch):
        raise CommandRefused(what=f"timer {command.token}")
    step = token.step
    step.waiting[0].check_due(token)
    run.book.note("timer-fired", step.node.node_id, token.number)
    guard(token, lambda: step.fire(token))


def _deliver(run: CaseRun, command: DeliverMessage) -> None:
    token = run.find(command.token)
    awaited = token.memory.get("awaits") if token is not None else None
    if token is None or awaited is None or awaited[0] != command.name:
        raise CommandRefused(what=command.name)
    step = token.step
    run.book.note("message-received", step.node.node_id, token.number, name=command.name)
    step.take_in(token, command.payload)
    guard(token, lambda: step.fire(token))


def _hear(run: CaseRun, command: HearSignal) -> None:
    if not hear(run, command.name, dict(command.payload)):
        raise CommandRefused(what=command.name)


def _settle(run: CaseRun, command: SettleJob) -> None:
    token = run.find(command.token)
    if token is None or not token.step.settles or "job" not in token.memory:
        raise CommandRefused(what=f"job {command.token}")
    step = token.step
    element = step.node.node_id
    token.memory.pop("job")
    run.book.jobs.remove(token.number)
    if command.error is None:
        run.book.note("job-settled", element, token.number)
        guard(token, lambda: step.settled(token, command.result))
        return
    run.book.note("job-failed", element, token.number, error=command.error)
    if not _caught(token, command.error_code):
        error = ConnectorFailed(element=step.node.name or element, reason=command.error)
        raise_incident(token, error)


def _caught(token: Token, code: str | None) -> bool:
    if code is None:
        return False
    return catch_at_border(token, ERROR, code) or rise(token.scope, ERROR, code)


def _misplace(run: CaseRun, command: Misplace) -> None:
    token, _step = _task(run, command.token)
    reason = Words(
        en=f"there is no office with the code {command.office}",
        vi=f"không có cơ quan mang mã {command.office}",
    )
    name = token.step.node.name or token.step.node.node_id
    raise_incident(token, ElementError(element=name, reason=reason))


def _clash(run: CaseRun, command: Clash) -> None:
    token = run.find(command.token)
    if token is None or token.memory.get("awaits") != [command.name, command.key]:
        raise CommandRefused(what=command.name)
    raise_incident(token, MessageTaken(name=command.name, key=command.key))


def _suspend(run: CaseRun, command: Suspend) -> None:
    run.standing = replace(run.standing, status=SUSPENDED)
    run.book.note("case-suspended", reason=command.reason)


def _resume(run: CaseRun, _command: Resume) -> None:
    run.standing = replace(run.standing, status=RUNNING)
    run.book.note("case-resumed")


def _cancel(run: CaseRun, command: Cancel) -> None:
    run.is_given_up = True
    for scope in list(run.scopes.values()):
        if scope.kind == ROOT:
            clear_scope(scope)
    finish(run, CANCELLED, command.ending)


def _note(run: CaseRun, command: Note) -> None:
    if command.event not in NOTES:
        raise CommandRefused(what=command.event)
    run.book.events.append(Event(kind=command.event, values=dict(command.values)))


def _outcome(run: CaseRun) -> Outcome:
    book = run.book
    return Outcome(
        state=save(run),
        state_format=FORMAT,
        standing=run.current_standing(),
        events=tuple(book.events),
        opened=tuple(book.tasks.new.values()),
        changed=tuple(book.changed.values()),
        closed=tuple(book.tasks.gone),
        timers=tuple(book.timers.new.values()),
        timers_gone=tuple(book.timers.gone),
        awaited=tuple(book.awaited.new.values()),
        awaited_gone=tuple(book.awaited.gone),
        hearings=tuple(book.hearings.new.values()),
        hearings_gone=tuple(book.hearings.gone),
        jobs=tuple(book.jobs.new.values()),
        jobs_gone=tuple(book.jobs.gone),
        incidents=tuple(book.incidents.new.values()),
        incidents_gone=tuple(book.incidents.gone),
        moved=tuple(book.moved),
        births=tuple(book.births),
    )


ACTS: Mapping[type, Callable[[CaseRun, Any], None]] = {
    Start: _start,
    Complete: _complete,
    Claim: _claim,
    Release: _release,
    Reassign: _reassign,
    FireTimer: _fire_timer,
    DeliverMessage: _deliver,
    HearSignal: _hear,
    SettleJob: _settle,
    Retry: lambda run, command: try_again(run, command.token),
    Amend: amend,
    Skip: skip,
    Misplace: _misplace,
    Clash: _clash,
    Suspend: _suspend,
    Resume: _resume,
    Cancel: _cancel,
    Note: _note,
    SetDate: set_date,
    SendBack: go_back,
    TakeBack: go_back,
}
