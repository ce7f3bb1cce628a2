"""Moving a case to another version of its procedure, and back (ADR 0018).

Nothing that waits is begun anew: tasks keep their people and their days, timers their instants,
jobs their workers. What the new version awaits beside a step and the old one did not begins now.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.util.task import TaskState

from engine.errors import MotcuaError, MoveRefused
from engine.expressions.expression import Expression
from engine.records.commands import Migrate, MoveBack
from engine.records.values import Json
from engine.runtime.activities import Activity, ReceiveTask, UserTask
from engine.runtime.births import born
from engine.runtime.codec import read, restore
from engine.runtime.effects import PAUSING, guard, holds_clock
from engine.runtime.fitting import GATEWAYS
from engine.runtime.gateways import EventBased
from engine.runtime.happenings import Catch
from engine.runtime.ledger import PAUSED, Budget
from engine.runtime.moment import Moment
from engine.runtime.moves import enter, invite
from engine.runtime.reckoning import given
from engine.runtime.remirror import mirror_again
from engine.runtime.renaming import Renaming
from engine.runtime.rows import TokenRow
from engine.runtime.taking import Taken, attended_by, is_attending, take_along
from engine.runtime.token import CALL, ROOT, SUBPROCESS, Scope, Token
from engine.runtime.version import Compiled
from engine.runtime.waiting import EVERY

if TYPE_CHECKING:
    from engine.runtime.run import CaseRun
    from engine.runtime.step import Step


@dataclass(frozen=True, kw_only=True)
class Past:
    """What a case was before it goes on with another version.

    version  that it ran on until now
    state    the saved state that a case which moves back goes back to
    """

    version: Compiled
    state: bytes | None = None


def migrate(
    version: Compiled, past: Past, state: bytes, command: Migrate, now: Moment
) -> "CaseRun":
    """Return the run of a case as it stands in another version, still to be played.

    Raises  MoveRefused with every reason why it cannot move
    """
    saved = read(state)
    names = Renaming(past.version, version, command.mapping)
    taken = take_along(names, saved)
    if taken.obstacles:
        raise MoveRefused(obstacles=taken.obstacles)
    saved["s"] = [list(one) for one in taken.scopes]
    saved["t"] = [list(taken.tokens[number]) for number in sorted(taken.tokens)]
    saved["h"] = names.hands(saved["h"])
    saved["o"] = {**command.offices, **saved["o"]}
    run = restore(version, saved, now)
    counted = tuple(names.element(one) or one for one in run.ledger.counted)
    run.ledger = replace(run.ledger, counted=counted)
    _tell_moves(run, taken)
    tell(run, command)
    renewed = _renew(run, taken)
    mirror_again(run, _before(taken))
    for token in renewed:
        guard(token, partial(_wait_anew, token))
    _invite_new(run, taken)
    _listen_new(run, taken)
    _look_at_joins(run)
    _go_on_with_clock(run, taken)
    return run


def tell(run: "CaseRun", command: Migrate | MoveBack) -> None:
    """Note that the case goes on with another version."""
    values: dict[str, Json] = {
        "from": command.from_version,
        "to": command.to_version,
        "number": command.number,
        "reason": command.reason,
    }
    if isinstance(command, MoveBack):
        values["back"] = True
    run.book.note("case-migrated", None, None, **values)


def _before(taken: Taken) -> dict[int, tuple[TokenRow, str]]:
    return {number: (row, taken.old_step(row).node.node_id) for number, row in taken.before.items()}


def _tell_moves(run: "CaseRun", taken: Taken) -> None:
    """Note which tokens stand at other elements now, and which events are given up."""
    for number, row in taken.before.items():
        element = taken.old_step(row).node.node_id
        token = run.awake.get(number)
        if token is None and "quiet" not in row.memory:
            run.book.note("dropped", element, number)
        elif token is not None and not is_attending(row) and element != token.step.node.node_id:
            run.book.note("moved", token.step.node.node_id, number, **{"from": element})


def _renew(run: "CaseRun", taken: Taken) -> list[Token]:
    """Bring what tokens remember in line with the new version.

    Returns  those that wait for a message or signal of another name now
    """
    renewed: list[Token] = []
    for number, token in sorted(run.awake.items()):
        old, step, memory = taken.old_step(taken.before[number]), token.step, token.memory
        if "task" in memory and isinstance(step, UserTask):
            _renew_task(token, step, old)
        for key in ("awaits", "hears"):
            if key in memory and _name_of(step) != _name_of(old):
                del memory[key]
                renewed.append(token)
        if "if" in memory:
            run.changed.update(_condition_names(step))
    return renewed


def _renew_task(token: Token, step: UserTask, old: "Step") -> None:
    """Let an open task be for the post, office and second person that the new version names."""
    run, memory = token.run_of, token.memory["task"]
    memory["post"] = step.post
    if isinstance(old, UserTask) and old.node.attributes.get("office") != step.node.attributes.get(
        "office"
    ):
        named = str(_office_named(step, token))
        memory["office"] = run.offices.get(named, memory["office"])
    barred = run.hands.get(step.four_eyes) if step.four_eyes else None
    memory["forbidden"] = None if barred is None else [barred]


def _office_named(step: UserTask, token: Token) -> object:
    """Return the office that a step names; nothing where that cannot be reckoned."""
    try:
        return (
            given(step.office, token.data) if isinstance(step.office, Expression) else step.office
        )
    except MotcuaError:
        return None


def _name_of(step: "Step") -> str | None:
    if isinstance(step, Catch | ReceiveTask) and len(step.waiting) == 1:
        return step.waiting[0].event.name or step.node.node_id
    return None


def _condition_names(step: "Step") -> frozenset[str]:
    condition = step.waiting[0].condition if isinstance(step, Catch) else None
    return (condition.names if condition is not None else frozenset()) or EVERY


def _wait_anew(token: Token) -> None:
    step = token.step
    if isinstance(step, Catch | ReceiveTask):
        step.waiting[0].begin(token)


def _invite_new(run: "CaseRun", taken: Taken) -> None:
    """Set tokens on events beside a step that the version before did not have."""
    for number, token in sorted(run.awake.items()):
        row = taken.before.get(number)
        if row is None or not _has_begun(token):
            continue
        known = {taken.names.step(name) for name in attended_by(taken.old_step(row))}
        given_up = _given_up(taken, number)
        new = [name for name in attended_by(token.step) if name not in known or name in given_up]
        if not new:
            continue
        if isinstance(token.step, EventBased):
            _enter_race(run, token, new)
        else:
            token.memory.pop("invited", None)
            invite(token, new)


def _has_begun(token: Token) -> bool:
    """Tell whether a token has got so far that events wait beside it."""
    if "undoing" in token.memory or token._state != TaskState.STARTED:
        return False
    if isinstance(token.step, Activity):
        return token not in token.scope.arrivals.get(token.step.name, ())
    return isinstance(token.step, Catch | EventBased)


def _given_up(taken: Taken, host: int) -> set[str | None]:
    """Return the new names of what waited beside a token and was not taken along."""
    rows = (taken.before[number] for number in taken.dropped)
    return {taken.names.step(row.name) for row in rows if row.host == host}


def _enter_race(run: "CaseRun", host: Token, names: list[str]) -> None:
    for way in host.step.ways:
        if way.target in names:
            enter(run.version.steps[way.target], host.scope, run, way.flow_id, host)


def _listen_new(run: "CaseRun", taken: Taken) -> None:
    """Let the event subprocesses wait that the version before did not have."""
    for number, scope in sorted(run.scopes.items()):
        place = taken.places[number]
        if scope.kind not in (ROOT, SUBPROCESS, CALL) or _is_taken_over(scope):
            continue
        before = taken.names.left.listeners.get(taken.around(place, new=False), ())
        known = {taken.names.step(name) for name in before} - _unheard(taken, number)
        for name in run.version.listeners.get(taken.around(place, new=True), ()):
            if name not in known:
                _listen(run, scope, name)


def _unheard(taken: Taken, scope: int) -> set[str | None]:
    rows = (taken.before[number] for number in taken.dropped)
    return {taken.names.step(row.name) for row in rows if row.host is None and row.scope == scope}


def _listen(run: "CaseRun", scope: Scope, name: str) -> None:
    token = born(Token(run, run.version.steps[name], scope, run.new_number()))
    token.memory["quiet"] = True
    token.listen()
    token.step._update(token)


def _is_taken_over(scope: Scope) -> bool:
    """Tell whether what waits in a scope was ended by an event subprocess or is being undone."""
    if scope.holder is not None and "undoing" in scope.holder.memory:
        return True
    return any(_interrupts(token) for token in scope.awake.values())


def _interrupts(token: Token) -> bool:
    node = token.step.node
    start = token.run_of.version.starts.get(node.node_id) if node.by_event else None
    return start is not None and bool(start.node.interrupting)


def _look_at_joins(run: "CaseRun") -> None:
    """Let each token that waits at a gateway look again: it may wait for fewer, or for none."""
    for token in _at_joins(run):
        token.scope.arrivals[token.step.name].remove(token)
        token._set_state(TaskState.READY)
        run.ready.append(token)


def _at_joins(run: "CaseRun") -> Iterator[Token]:
    for _number, token in sorted(run.awake.items()):
        here = token.scope.arrivals.get(token.step.name, ())
        if token in here and token.step.node.tag in GATEWAYS and "incident" not in token.memory:
            yield token


def _go_on_with_clock(run: "CaseRun", taken: Taken) -> None:
    """Let the legal clock go on where it stood still at a step that no longer holds it.

    Else nothing would ever: its end is when the case leaves that step.
    """
    held = any(_held(taken, row) for row in taken.before.values())
    if run.ledger.state != PAUSED or not held or any(map(holds_clock, run.awake.values())):
        return
    version = run.version
    after = run.ledger.act("resume", Budget(term=version.term, legal=version.legal), run.moment)
    if after != run.ledger:
        run.ledger = after
        due = after.due_at.isoformat() if after.due_at else None
        run.book.note("clock", act="resume", due=due)


def _held(taken: Taken, row: TokenRow) -> bool:
    step: Any = taken.old_step(row)
    pauses = step.marks.clock in PAUSING
    return bool(step.waits and pauses and "quiet" not in row.memory)
