"""How tokens move: entering, leaving, being dropped, joining, interrupting."""

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING

from SpiffWorkflow.util.task import TaskState

from engine.errors import MotcuaError
from engine.faults import EndlessLoop
from engine.records.outcomes import FINISHED, RUNNING
from engine.runtime.births import born
from engine.runtime.effects import Act, arrive, drop_rows, finish, guard, raise_incident, unmark
from engine.runtime.token import SUBPROCESS, Scope, Token

if TYPE_CHECKING:
    from engine.runtime.run import CaseRun
    from engine.runtime.step import Step, Way

MOST_STEPS = 20_000
# So many conditions asked take about as long as one step.
ASKED_IN_A_STEP = 25


def play(run: "CaseRun") -> None:
    """Run tokens until all have come to rest."""
    steps, asked = 0, 0
    while True:
        asked += _look_again(run)
        if not (_close_emptied(run) or run.ready or _join_waiting(run)):
            return
        token = run.ready.popleft() if run.ready else None
        if token is None or not token.is_live or token._state != TaskState.READY:
            continue
        steps += 1
        spent = steps + asked // ASKED_IN_A_STEP
        guard(token, token.run if spent < MOST_STEPS else _endless(token, spent))


def _look_again(run: "CaseRun") -> int:
    """After case data changed, fire the events whose condition has become true.

    Returns  how many were asked
    """
    if not run.changed:
        return 0
    changed, run.changed = run.changed, set()
    asking = list(run.asking.values())
    for token in asking:
        if token.number in run.asking and "incident" not in token.memory:
            guard(token, partial(token.step.ask, token, changed))
    return len(asking)


def _close_emptied(run: "CaseRun") -> bool:
    """Go on after one scope whose last token has left; False when there is none.

    One after the other, not one within the other: subprocesses can be nested deeply.
    """
    if not run.emptied:
        return False
    scope = run.emptied.popleft()
    holder = scope.holder
    if holder is None:
        _end_case(run, scope)
    elif scope.number in run.scopes and scope.is_idle and "held" not in holder.memory:
        clear_scope(scope)
        is_undoing = "undoing" in holder.memory
        if not is_undoing:
            holder.step.keep_undo(holder, scope)
        run.close_scope(scope)
        go_on_with = holder.step.undone if is_undoing else holder.step.scope_done
        guard(holder, lambda: go_on_with(holder, scope))
    return True


def _join_waiting(run: "CaseRun") -> bool:
    """Complete one join that waits for nobody any more; False when there is none."""
    for scope in list(run.scopes.values()):
        for name in list(scope.arrivals):
            step = run.version.steps[name]
            if _is_complete(step, scope):
                kept = step.join(scope)
                guard(kept, kept.complete)
                return True
    return False


def _is_complete(step: "Step", scope: Scope) -> bool:
    """Tell whether a join is complete; where that cannot be told, its first token stands still."""
    try:
        return step.is_complete(scope)
    except MotcuaError as error:
        raise_incident(scope.arrivals[step.name][0], error)
        return False


def _endless(token: Token, steps: int) -> Act:
    def stop() -> None:
        name = token.step.node.name or token.step.node.node_id
        raise EndlessLoop(element=name, steps=steps)

    return stop


def enter(
    step: "Step",
    scope: Scope,
    run: "CaseRun",
    via: str | None = None,
    host: Token | None = None,
    parents: tuple[int, ...] = (),
) -> Token:
    """Set a token on a step, come by the flow `via`; `host` is the gateway of a race of events.

    parents   the tokens that left, and from which it follows
    """
    token = Token(run, step, scope, run.new_number(), via)
    if host is not None:
        token.attend(host)
    born(token, parents)
    run.note(token, "entered", **({"flow": via} if via else {}))
    guard(token, lambda: arrive(token))
    if token._state == TaskState.FUTURE:
        step._update(token)
    return token


def open_up(scope: Scope, run: "CaseRun", parent: str | None) -> None:
    """Let the event subprocesses of a scope wait for their events.

    parent   id of the subprocess or process that runs in the scope; None for the main process
    """
    for name in run.version.listeners.get(parent, ()):
        token = born(Token(run, run.version.steps[name], scope, run.new_number()))
        token.memory["quiet"] = True
        token.listen()
        token.step._update(token)


def enter_inside(step: "Step", scope: Scope, run: "CaseRun") -> Token:
    """Set a token on the inside of a multi-instance, no place of its own on the diagram."""
    token = born(Token(run, step, scope, run.new_number()))
    token.memory["quiet"] = True
    step._update(token)
    return token


def invite(host: Token, names: Collection[str]) -> None:
    """Set a token on each boundary event of an activity; not twice after a retry.

    What waits for the start of an event subprocess keeps the scope open no more than that itself.
    """
    if not names or host.memory.get("invited"):
        return
    host.memory["invited"] = True
    run = host.run_of
    for name in names:
        guest = Token(run, run.version.steps[name], host.scope, run.new_number())
        guest.attend(host)
        born(guest)
        guest.memory["quiet"] = True
        if host.number in host.scope.listeners:
            guest.listen()
        guest.step._update(guest)


def leave(token: Token, ways: tuple["Way", ...]) -> None:
    """Let the token go by `ways`; a path without a way ends here."""
    token.run_of.note(token, "left")
    unmark(token)
    for guest in list(token.guests.values()):
        drop(guest)
    scope = token.scope
    # What undoes an activity lies in a scope of it, and is none of its inside.
    holder = scope.holder if scope.kind == SUBPROCESS else None
    _remove(token)
    if holder is None or holder.step.lets_go(holder, token, ways):
        send_off(token, ways)
    if holder is not None:
        holder.step.inner_left(holder, scope)
    if scope.is_idle:
        token.run_of.emptied.append(scope)


def send_off(token: Token, ways: tuple["Way", ...]) -> None:
    """Set new tokens on the targets of `ways`; a link event leads on without a flow."""
    run = token.run_of
    parents = (token.number, *token.memory.get("merged", ()))
    for way in ways:
        step = run.version.steps[way.target]
        enter(step, token.scope, run, way.flow_id or None, parents=parents)


def merge(token: Token, into: Token) -> None:
    """End a token that was joined with another, which goes on for both."""
    into.memory.setdefault("merged", []).append(token.number)
    token.run_of.note(token, "left")
    _remove(token)


def win(token: Token, host: Token) -> None:
    """Let a guest's event take the place of its host, which is dropped with its other guests.

    Raises  what goes wrong in marking the case; a retry of the token does what is left to do
    """
    host.guests.pop(token.number)
    token.host = None
    try:
        if token.memory.pop("quiet", False):
            token.run_of.note(token, "entered")
            arrive(token)
    finally:
        _drop_for(token, host)


def _drop_for(token: Token, host: Token) -> None:
    try:
        drop(host)
    except MotcuaError:
        token.attend(host)
        raise


def go_on(token: Token) -> None:
    """Let the token leave after what it waited for; the other events of a race are given up."""
    token.memory["happened"] = True
    guard(token, partial(_take_over, token))


def _take_over(token: Token) -> None:
    if token.host is not None:
        win(token, token.host)
    token.complete()


def drop(token: Token) -> None:
    """Take a token away with all it holds: its guests, its scopes, its rows."""
    token.run_of.note(token, "dropped")
    if token.run_of.is_given_up:
        # A clock that cannot be told any more must not keep a case that is being ended.
        guard(token, partial(unmark, token))
    else:
        unmark(token)
    for guest in list(token.guests.values()):
        drop(guest)
    clear_inside(token)
    _remove(token)


def clear_inside(token: Token) -> None:
    """Take away everything in the scopes that a token holds."""
    for scope in sorted(token.inner.values(), key=lambda one: one.number):
        clear_scope(scope)
        token.run_of.close_scope(scope)


def clear_scope(scope: Scope, but: Token | None = None) -> None:
    """Take away all tokens of a scope, except one, in the order of their numbers."""
    # One that was asleep stands last, though others came after it.
    for token in sorted(scope.tokens.values(), key=lambda one: one.number):
        if token is not but and token.is_live:
            drop(token)


def _remove(token: Token) -> None:
    number, run = token.number, token.run_of
    drop_rows(token)
    if token.host is not None:
        token.host.guests.pop(number, None)
    waiting = token.scope.arrivals.get(token.step.name)
    if waiting and token in waiting:
        waiting.remove(token)
    token.scope.awake.pop(number, None)
    token.scope.listeners.pop(number, None)
    run.asking.pop(number, None)
    run.awake.pop(number, None)


def _end_case(run: "CaseRun", root: Scope) -> None:
    """End the case after its last token, unless a condition that came true has set another."""
    if root.is_idle and run.standing.status == RUNNING:
        clear_scope(root)
        finish(run, FINISHED, run.ending or "done")
