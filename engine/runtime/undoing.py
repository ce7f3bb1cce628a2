"""Compensation: what was completed is undone, in reverse order (BPMN 2.0.2, 10.7 and 13.5.5).

Each scope keeps a record of every activity in it that was completed and can be undone; what is None
or empty is left out of it:

at     id of the activity, None for a scope as such
by     step that undoes it: an activity tied to it, or a compensation event subprocess; None where
       only what lies inside can be undone
order  number drawn at completion: what was completed last is undone first
own    the names that a scope had for itself, as they were then; None where it had none
kind   of that scope
undo   the records of what lies inside

A token that undoes remembers under "undoing" its plan: [step, index of the frame in which it runs
or None, records inside]; under "frames" the names these see: [kind of scope, names]; and under
"failed" whether the first of the plan, which runs, threw an error.
"""

from collections.abc import Iterator
from typing import Any, TypeAlias

from engine.diagrams.model import EventDefinition
from engine.errors import Words
from engine.faults import ElementError
from engine.records.values import Json
from engine.runtime.moves import clear_inside, drop, enter, enter_inside, leave
from engine.runtime.token import CALL, INSTANCE, TURN, UNDO, Scope, Token

Record: TypeAlias = dict[str, Any]
Frame: TypeAlias = list[Any] | None
# A record takes two of the 254 levels of JSON, and what it keeps up to 100 (values.py).
DEEPEST = 64
TOO_DEEP = Words(
    en="what can be undone lies too deep within itself",
    vi="những việc có thể hoàn tác lồng nhau quá sâu",
)


def remember(token: Token) -> None:
    """Keep a record of an activity that is being completed, if it can be undone.

    Raises  ElementError where records lie so deep within each other that they cannot be saved
    """
    inside, by = token.memory.get("undo", []), token.step.undone_by
    if by is None and not inside:
        return
    if _depth(inside) >= DEEPEST:
        node = token.step.node
        raise ElementError(element=node.name or node.node_id, reason=TOO_DEEP)
    number = token.run_of.new_number()
    token.scope.undo.append(_record(token.step.node.node_id, by, number, inside))


def keep_scope(holder: Token, scope: Scope, by: str | None) -> None:
    """Hand the records of a scope that is done to the token that holds it.

    by   the compensation event subprocess of the scope
    """
    if scope.undo or by is not None:
        number = holder.run_of.new_number()
        kept = _of_scope(scope, _record(None, by, number, scope.undo))
        holder.memory.setdefault("undo", []).append(kept)


def begin_undoing(token: Token, event: EventDefinition) -> bool:
    """Begin to compensate an activity, or all of the scope; True when there is nothing to await."""
    scope = token.scope
    while scope.holder is not None and _is_further_out(scope, event.activity):
        scope = scope.holder.scope
    records = [one for one in scope.undo if event.activity in (None, one.get("at"))]
    scope.undo = [one for one in scope.undo if one not in records]
    plan = _planned(records)
    _note(token, "compensation-thrown", plan)
    if event.waits:
        token.memory.update(plan)
        return undo_next(token)
    if plan["undoing"]:
        aside = enter_inside(token.step, token.scope, token.run_of)
        aside.memory.update(plan, thrown=len(token.step.node.events))
    return True


def give_up(token: Token, guest: Token | None, kind: str, code: str | None) -> None:
    """End all that runs in an activity, undo what was completed there, leave by an event.

    guest   the event on its border that caught `kind` and `code`; None for no way on
    """
    plan = _planned(_gather(token))
    token.memory.pop("undo", None)
    for other in list(token.guests.values()):
        if other is not guest:
            drop(other)
    clear_inside(token)
    _note(token, "transaction-cancelled" if kind == "cancel" else "compensation-thrown", plan)
    token.memory.update(plan, leaving=[guest.number if guest else None, kind, code])
    if undo_next(token):
        depart(token)


def can_undo(token: Token) -> bool:
    """Tell whether something was completed in an activity that can be undone."""
    return bool(_planned(_gather(token))["undoing"])


def undo_next(token: Token) -> bool:
    """Begin the next compensation of a plan; True when none is left."""
    if not token.memory["undoing"]:
        del token.memory["undoing"], token.memory["frames"]
        return True
    step, at, inside = token.memory["undoing"][0]
    kind, own = (UNDO, {}) if at is None else token.memory["frames"][at]
    run = token.run_of
    scope = run.open_scope(kind, token, dict(own))
    scope.undo = inside
    enter(run.version.steps[step], scope, run)
    return False


def undo_ended(token: Token, scope: Scope) -> bool:
    """Take note that a compensation has ended, and begin the next; True when none is left."""
    token.memory.pop("failed", None)
    _step, at, _inside = token.memory["undoing"].pop(0)
    if at is not None:
        # The next one of the same scope sees what this one wrote.
        token.memory["frames"][at][1] = dict(scope.own)
    return undo_next(token)


def depart(token: Token) -> None:
    """Leave an activity that was given up by the event that caught it."""
    number, kind, code = token.memory.pop("leaving")
    guest = token.guests.get(number)
    if guest is None:
        leave(token, ())
    else:
        guest.step.caught(guest, kind, code)


def _record(at: str | None, by: str | None, order: int, inside: list[Record]) -> Record:
    record = {"at": at, "by": by, "order": order, "undo": inside}
    return {key: value for key, value in record.items() if value}


def _of_scope(scope: Scope, record: Record) -> Record:
    """Return the record with the names that the scope has for itself."""
    return {**record, "own": dict(scope.own), "kind": scope.kind} if scope.is_apart else record


def _is_further_out(scope: Scope, activity: str | None) -> bool:
    """Tell whether to look further out: from an event subprocess, never out of a call."""
    holder = scope.holder
    if holder is None or scope.kind == CALL:
        return False
    if activity is None:
        return holder.step.node.by_event
    return not any(one.get("at") == activity for one in scope.undo)


def _note(token: Token, kind: str, plan: dict[str, Any]) -> None:
    steps: list[Json] = [step for step, *_ in plan["undoing"]]
    token.run_of.note(token, kind, steps=steps)


def _planned(records: list[Record]) -> dict[str, Any]:
    """Return what a token must remember to undo these."""
    frames: list[list[Any]] = []
    steps: list[list[Any]] = []
    for step, frame, inside in _walk(records, (None, None)):
        known = [at for at, one in enumerate(frames) if one is frame]
        if frame is not None and not known:
            known.append(len(frames))
            frames.append(frame)
        steps.append([step, known[0] if known else None, inside])
    return {"undoing": steps, "frames": frames}


def _walk(
    records: list[Record], around: tuple[Frame, Frame]
) -> Iterator[tuple[str, Frame, list[Record]]]:
    """Yield (step, frame, records inside), what was done last first.

    around   frames for what undoes these activities, and for what lies inside them
    """
    for one in sorted(records, key=lambda record: -int(record["order"])):
        inside = one.get("undo", [])
        if "by" not in one:
            yield from _walk(inside, _frames(one, around[1]))
        else:
            # What undoes a scope lies in it, what undoes an activity beside it.
            frame = _frames(one, around[1])[1] if "own" in one else around[0]
            yield one["by"], frame, inside


def _frames(one: Record, outer: Frame) -> tuple[Frame, Frame]:
    """Return the frames for what undoes the activities of a scope, and for what lies in them.

    What undoes an instance, or a turn, lies beside the activity: it sees the names the instance
    had, and writes to the scope around. What is undone inside an instance writes there.
    """
    if "own" not in one:
        return outer, outer
    if one["kind"] == CALL:
        frame = [CALL, one["own"]]
        return frame, frame
    names = {**(outer[1] if outer else {}), **one["own"]}
    if outer is not None and outer[0] != UNDO:
        frame = [outer[0], names]
        return frame, frame
    beside = [UNDO, names]
    return beside, [INSTANCE, names] if one["kind"] == INSTANCE else beside


def _gather(token: Token) -> list[Record]:
    """Return the records of everything inside a token, also of what is still running."""
    if "undoing" in token.memory:
        return list(_left_to_undo(token))
    found: list[Record] = list(token.memory.get("undo", ()))
    for scope in token.inner.values():
        records = list(scope.undo)
        for one in scope.tokens.values():
            inside = _gather(one)
            if inside and scope.kind in (INSTANCE, TURN):
                inside = [_record(one.step.node.node_id, None, _latest(inside), inside)]
            records += inside
        if records and scope.is_apart:
            found.append(_of_scope(scope, _record(None, None, _latest(records), records)))
        else:
            found += records
    return found


def _left_to_undo(token: Token) -> Iterator[Record]:
    """Yield as records what a token that undoes has not undone yet."""
    plan = token.memory["undoing"][1 if token.memory.get("failed") else 0 :]
    for after, (step, at, inside) in enumerate(reversed(plan)):
        record = _record(None, step, token.run_of.last_number + after, inside)
        if at is not None:
            record["kind"], record["own"] = token.memory["frames"][at]
        yield record


def _depth(records: list[Record]) -> int:
    depth = 0
    while records:
        depth += 1
        records = [inner for one in records for inner in one.get("undo", ())]
    return depth


def _latest(records: list[Record]) -> int:
    return max(int(one["order"]) for one in records)
