"""What begins cases by itself before and after: timers, messages and signals that move."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from engine.calendars.calendar import WorkCalendar
from engine.errors import InputRefused
from engine.procedures.beginnings import list_triggers
from engine.procedures.procedure import Procedure
from engine.queries.elements import element_name
from engine.records.cards import Text
from engine.records.starts import Trigger

StartFate: TypeAlias = Literal["kept", "changed", "new", "gone"]


@dataclass(frozen=True, kw_only=True)
class StartLine:
    """A start event that waits, and what becomes of it.

    kind     message, signal or timer
    before, after   the message's or signal's name, or the timer's text
    due_at   first turn of a timer that is new or changed
    """

    element: str
    name: Text
    kind: str
    fate: StartFate
    before: str | None = None
    after: str | None = None
    due_at: datetime | None = None


def compare_starts(
    before: Procedure, after: Procedure, now: datetime, calendar: WorkCalendar
) -> tuple[StartLine, ...]:
    """Return what begins cases by itself in either version."""
    return tuple(_lines(before, after, (now, calendar)))


def _lines(
    before: Procedure, after: Procedure, moment: tuple[datetime, WorkCalendar]
) -> Iterator[StartLine]:
    old, new = _triggers(before, moment), _triggers(after, moment)
    for key in old | new:
        was, will = old.get(key), new.get(key)
        one = will or was
        if one is None:
            continue
        fate: StartFate = "changed"
        if was is None or will is None:
            fate = "new" if was is None else "gone"
        elif _text(was) == _text(will):
            fate = "kept"
        yield StartLine(
            element=one.element,
            name=element_name((after if will else before).diagram.process, one.element),
            kind=one.kind,
            fate=fate,
            before=_text(was),
            after=_text(will),
            due_at=one.due_at if fate in ("new", "changed") else None,
        )


def _triggers(
    procedure: Procedure, moment: tuple[datetime, WorkCalendar]
) -> dict[tuple[str, int, str], Trigger]:
    try:
        found = list_triggers(procedure.diagram.process, *moment)
    except InputRefused:
        return {}
    return {(one.element, one.place, one.kind): one for one in found}


def _text(one: Trigger | None) -> str | None:
    return None if one is None else one.text or one.name
