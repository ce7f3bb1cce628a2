"""Compensation: what was completed is undone, in reverse order (BPMN 2.0.2, 10.7 and 13.5.5).

Each scope keeps a record of every activity in it that was completed and can be undone:

at     id of the activity, None for a scope as such
by     step that undoes it: an activity tied to it, or a compensation event subprocess; None where
       only what lies inside can be undone
order  number drawn at completion: what was completed last is undone first
own    the names that an instance or call had for itself, as they were then
undo   the records of what lies inside
"""

from collections.abc import Iterator
from typing import Any

from engine.diagrams.model import EventDefinition
from engine.records.values import Json
from engine.runtime.moves import enter, enter_inside
from engine.runtime.token import CALL, INSTANCE, SUBPROCESS, Scope, Token

Record = dict[str, Any]
Plan = list[list[Any]]


def remember(token: Token) -> None:
    """Keep a record of an activity that is being completed, if it can be undone."""
    inside, by = token.memory.get("undo", []), token.step.undone_by
    if by is None and not inside:
        return
    token.scope.undo.append(
        {
            "at": token.step.node.node_id,
            "by": by,
            "order": token.run_of.new_number(),
            "own": None,
            "undo": inside,
        }
    )


def keep_scope(holder: Token, scope: Scope, by: str | None) -> None:
    """Hand the records of a scope that is done to the token that holds it.

    by   the compensation event subprocess of the scope
    """
    if not scope.undo and by is None:
        return
    own: dict[str, Json] | None = dict(scope.own) if scope.is_apart else None
    holder.memory.setdefault("undo", []).append(
        {
            "at": None,
            "by": by,
            "order": holder.run_of.new_number(),
            "own": own,
            "call": scope.kind == CALL,
            "undo": scope.undo,
        }
    )


def begin_undoing(token: Token, event: EventDefinition) -> bool:
    """Begin to compensate an activity, or all of the scope; True when there is nothing to await."""
    scope = token.scope
    while scope.holder is not None and _is_inside_event(scope, event.activity):
        scope = scope.holder.scope
    records = [one for one in scope.undo if event.activity in (None, one["at"])]
    scope.undo = [one for one in scope.undo if one not in records]
    plan = list(planned(records))
    token.run_of.note(token, "compensation-thrown", steps=[step for step, *_ in plan])
    if event.waits:
        token.memory["undoing"] = plan
        return undo_next(token)
    if plan:
        aside = enter_inside(token.step, token.scope, token.run_of)
        aside.memory["undoing"] = plan
        aside.memory["thrown"] = len(token.step.node.events)
    return True


def _is_inside_event(scope: Scope, activity: str | None) -> bool:
    """Tell whether to look further out: in an event subprocess, or for an activity not here."""
    holder = scope.holder
    assert holder is not None  # noqa: S101  asked by the caller
    if activity is None:
        return holder.step.node.by_event
    return not any(one["at"] == activity for one in scope.undo)


def planned(records: list[Record], own: dict[str, Json] | None = None) -> Iterator[list[Any]]:
    """Yield [step, own names, records inside, whether in a call], what was done last first."""
    for one in sorted(records, key=lambda record: -int(record["order"])):
        names = own if one["own"] is None else {**(own or {}), **one["own"]}
        if one["by"] is not None:
            yield [one["by"], names, one["undo"], one.get("call", False)]
        else:
            yield from planned(one["undo"], names)


def undo_next(token: Token) -> bool:
    """Begin the next compensation of a plan; True when none is left."""
    plan: Plan = token.memory.get("undoing", [])
    if not plan:
        token.memory.pop("undoing", None)
        return True
    step, own, inside, is_call = plan.pop(0)
    run = token.run_of
    kind = SUBPROCESS if own is None else CALL if is_call else INSTANCE
    scope = run.open_scope(kind, token, own)
    scope.undo = inside
    enter(run.version.steps[step], scope, run)
    return False


def gather(token: Token) -> list[Record]:
    """Return the records of everything inside a token, also of what is still running."""
    found: list[Record] = []
    waiting = list(token.inner.values())
    while waiting:
        scope = waiting.pop()
        found += scope.undo
        for inner in scope.tokens.values():
            found += inner.memory.get("undo", [])
            waiting += inner.inner.values()
    return found
