"""Which office took longer than it had: read from the log of a case, step by step.

So the delay of one office is seen by all and counted to that office alone (QĐ 766/QĐ-TTg: time is
measured for each agency; NĐ 61/2018/NĐ-CP Art. 27–32, criterion 2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine.calendars.calendar import WorkCalendar
from engine.calendars.deadlines import working_time_left
from engine.records.cases import Entry
from engine.records.events import Event

CLOSING = ("task-completed", "dropped")


@dataclass(frozen=True, kw_only=True)
class Delay:
    """A step that lasted longer than its term.

    due_at   end of its own term
    done_at  when it was completed or taken away; None while it is still open
    late     working time beyond the term, so far
    """

    element: str
    office: str
    due_at: datetime
    done_at: datetime | None
    late: timedelta


def list_delays(
    entries: Sequence[Entry], now: datetime, calendar: WorkCalendar
) -> tuple[Delay, ...]:
    """Return the steps of a case that were or are late, in the order in which they were opened."""
    begun: dict[int, Event] = {}
    found: list[Delay] = []
    for entry in entries:
        for event in entry.events:
            if event.token is None:
                continue
            if event.kind == "task-opened":
                begun[event.token] = event
            elif event.kind in CLOSING and event.token in begun:
                found += _late(begun.pop(event.token), entry.at, entry.at, calendar)
    for event in begun.values():
        found += _late(event, now, None, calendar)
    return tuple(sorted(found, key=lambda one: one.due_at))


def _late(
    opened: Event, until: datetime, done_at: datetime | None, calendar: WorkCalendar
) -> list[Delay]:
    due = opened.values.get("due")
    if not isinstance(due, str) or datetime.fromisoformat(due) >= until:
        return []
    due_at = datetime.fromisoformat(due)
    return [
        Delay(
            element=opened.element or "",
            office=str(opened.values.get("office") or ""),
            due_at=due_at,
            done_at=done_at,
            late=-working_time_left(until, due_at, calendar),
        )
    ]
