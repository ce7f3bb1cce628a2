"""The terms of the single tasks of a case, told from its log: each part of the time, and why.

The day on which a task is due can be reckoned again by hand from what is told: the budget, the
calendar with its cut-off, and every instant at which the term began, stood still and went on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from engine.calendars.calendar import WorkCalendar
from engine.calendars.cutoffs import parse_cutoff
from engine.calendars.deadlines import received_at, working_days_between
from engine.context import Context
from engine.diagrams.model import Node, Process
from engine.errors import CalendarTooShort
from engine.queries.elements import element_name
from engine.queries.term_ledger import STANDS, Span, basis_of, instant, term_text
from engine.records.cards import Text
from engine.records.cases import Entry
from engine.records.events import Event
from engine.store.database import Db

# Events of a task that begin a part of its time, and what the part is called.
TURNS: Mapping[str, str] = {"task-paused": "pause", "task-resumed": "resume"}
CLOSED: Mapping[str, str] = {"task-completed": "done", "dropped": "dropped"}
WENT_BACK = ("sent-back", "taken-back")


@dataclass(frozen=True, kw_only=True)
class TaskTerm:
    """The term of one task.

    term      the budget, as it is written
    calendar  by which it was reckoned
    cutoff    what came after it counts from the next working day; None where there is none
    due_at    when it is due, or would be if the clock went on at once
    spans     the parts of its time, and its end
    rests     it stands still with the clock of its case
    done_at   when it was completed or taken away; None while it is open
    """

    step: Text
    office: str
    term: Text
    calendar: WorkCalendar
    cutoff: str | None
    due_at: datetime
    spans: tuple[Span, ...]
    label: str | None = None
    rests: bool = False
    done_at: datetime | None = None
    was_dropped: bool = False


def calendars_of(context: Context, db: Db, entries: Sequence[Entry]) -> Mapping[int, WorkCalendar]:
    """Return the calendars by which the entries of a log were reckoned, by their ids."""
    return {one: context.calendars.get(db, one) for one in {entry.calendar_id for entry in entries}}


def tell_tasks(
    process: Process,
    entries: Sequence[Entry],
    calendars: Mapping[int, WorkCalendar],
    now: datetime,
) -> tuple[TaskTerm, ...]:
    """Return the terms of the tasks that had one, in the order in which they opened."""
    found: dict[int, TaskTerm] = {}
    for entry in entries:
        for event in entry.events:
            token, node = event.token, process.find(event.element)
            if token is None or node is None:
                continue
            if event.kind == "task-opened" and event.values.get("due"):
                found[token] = _opened(process, node, (entry, event), calendars[entry.calendar_id])
            elif token in found and found[token].done_at is None:
                found[token] = _turned(found[token], process, entry, event)
    return tuple(_counted(one, now) for one in found.values())


def _opened(
    process: Process, node: Node, told: tuple[Entry, Event], calendar: WorkCalendar
) -> TaskTerm:
    entry, event = told
    due_at = instant(event.values["due"]) or entry.at
    back = next((one for one in entry.events if one.kind in WENT_BACK), None)
    again = back is not None and back.kind == "taken-back" and back.element == node.node_id
    began = Span(
        what="opened-again" if again else "start",
        since=entry.at,
        counted=True,
        due_at=due_at,
        reason=str(back.values.get("reason", "")) or None if back else None,
        basis=basis_of(process, node),
    )
    label = event.values.get("label")
    return TaskTerm(
        step=element_name(process, node.node_id),
        office=str(event.values.get("office", "")),
        term=term_text(node.attributes.get("term")),
        calendar=calendar,
        cutoff=node.attributes.get("cutoff") or process.attributes.get("cutoff"),
        due_at=due_at,
        spans=(began,),
        label=None if label is None else str(label),
    )


def _turned(term: TaskTerm, process: Process, entry: Entry, event: Event) -> TaskTerm:
    """Return the term after one more event of its task."""
    if event.kind in CLOSED:
        end = Span(what=CLOSED[event.kind], since=entry.at, counted=False, due_at=term.due_at)
        was_dropped = event.kind == "dropped"
        spans = (*term.spans, end)
        return replace(term, spans=spans, rests=False, done_at=entry.at, was_dropped=was_dropped)
    if event.kind not in TURNS:
        return term
    rests = event.kind == "task-paused"
    due_at = instant(event.values.get("due")) or term.due_at
    act = _act_of(entry, rests)
    node = process.find(act.element) if act else None
    reason = act.values.get("reason") if act else None
    part = Span(
        what=TURNS[event.kind],
        since=entry.at,
        counted=not rests,
        due_at=due_at,
        step=element_name(process, node.node_id) if node else None,
        reason=None if reason is None else str(reason),
        basis=basis_of(process, node),
    )
    return replace(term, spans=(*term.spans, part), rests=rests, due_at=due_at)


def _act_of(entry: Entry, rests: bool) -> Event | None:
    """Return the act on the clock of the case that let its tasks stand still, or go on."""
    acts = (one for one in entry.events if one.kind == "clock")
    return next((one for one in acts if (one.values["act"] in STANDS) is rests), None)


def _counted(term: TaskTerm, now: datetime) -> TaskTerm:
    """Return a term whose parts have their ends, and the working days in them."""
    ends = (*(span.since for span in term.spans[1:]), None)
    pairs = zip(term.spans, ends, strict=True)
    spans = (
        span if span.what in CLOSED.values() else _ended(span, until, now, term)
        for span, until in pairs
    )
    return replace(term, spans=tuple(spans))


def _ended(span: Span, until: datetime | None, now: datetime, term: TaskTerm) -> Span:
    cutoff = parse_cutoff(term.cutoff) if span.what == "start" else None
    try:
        began = received_at(span.since, term.calendar, cutoff)
        last = (until or now).astimezone(term.calendar.tz).date()
        days = max(working_days_between(began.date(), last, term.calendar), 0)
    except CalendarTooShort:
        days = 0
    return replace(span, until=until, days=days)
