"""The ledger of a term, told from the log of a case: every span, whether it counted, and why.

A fold and nothing else: what it tells is what the events say, reckoned with the calendar in force
for the office.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import zip_longest

from engine.calendars.calendar import WorkCalendar
from engine.calendars.cutoffs import Cutoff, parse_cutoff
from engine.calendars.deadlines import received_at, working_days_between
from engine.diagrams.model import Node, Process
from engine.errors import CalendarTooShort
from engine.procedures.wording.values import term_words
from engine.queries.elements import element_name
from engine.records.cards import Text
from engine.records.cases import Entry
from engine.records.events import Event

BEGINS = ("start", "restart", "appoint")
STANDS = ("pause", "not-counted", "external", "pause-restart")


@dataclass(frozen=True, kw_only=True)
class Span:
    """A part of the time of a case.

    what      the act on the clock that began it: a value of `clock`, or apology, extension; of a
              task also opened-again, done, dropped
    until     None while it lasts
    counted   whether the time belonged to the term
    days      working days in it, the first not counted
    due_at    day promised from here on; limit_at that of the law, where less was promised
    step      the step of the diagram; None where a person changed the day
    reason    what a person wrote
    """

    what: str
    since: datetime
    counted: bool
    due_at: datetime | None
    until: datetime | None = None
    days: int = 0
    limit_at: datetime | None = None
    step: Text | None = None
    reason: str | None = None
    basis: str | None = None
    actor: str | None = None


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """A day for which something was promised: Hẹn lần 1, Hẹn lần 2.

    number    1, or 2 after a duty outside the office
    term      the budget, as it was written
    extra     supplement to it
    met_at    when what was promised was done; None while it is awaited
    """

    number: int
    term: Text
    since: datetime
    due_at: datetime
    limit_at: datetime | None = None
    extra: Text | None = None
    met_at: datetime | None = None

    @property
    def was_late(self) -> bool:
        """Whether it was met after the day promised."""
        return self.met_at is not None and self.met_at > self.due_at


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """The spans and the appointments of a case, the first first."""

    spans: tuple[Span, ...]
    appointments: tuple[Appointment, ...]


def tell_ledger(
    process: Process,
    entries: Sequence[Entry],
    names: Mapping[int, str],
    calendar: WorkCalendar,
    now: datetime,
) -> Ledger:
    """Return the ledger of a case.

    process   the elements of all versions that it has run on
    entries   the whole log; names of the people who wrote it by id
    """
    spans: list[Span] = []
    appointments: list[Appointment] = []
    for entry in entries:
        for event in entry.events:
            if event.kind not in ("clock", "date-set"):
                continue
            spans.append(_span(process, entry, event, spans, names))
            _follow(appointments, process, entry, event)
    ends = (span.since for span in spans[1:])
    cutoff = parse_cutoff(process.attributes.get("cutoff"))
    told = tuple(
        _ended(span, (end, now), calendar, cutoff) for span, end in zip_longest(spans, ends)
    )
    return Ledger(spans=told, appointments=tuple(appointments))


def _span(
    process: Process,
    entry: Entry,
    event: Event,
    before: Sequence[Span],
    names: Mapping[int, str],
) -> Span:
    act, values = str(event.values["act"]), event.values
    node = process.find(event.element)
    is_set = event.kind == "date-set"
    counted = act not in (*STANDS, "stop")
    if act == "extend" and before:
        counted = before[-1].counted
    basis = values.get("basis") if is_set else basis_of(process, node)
    return Span(
        what=act,
        since=entry.at,
        counted=counted,
        due_at=instant(values.get("due")),
        limit_at=instant(values.get("limit")),
        step=element_name(process, event.element) if event.element else None,
        reason=_text(values.get("reason")),
        basis=str(basis) if basis else None,
        actor=None if entry.by is None or not is_set else names.get(entry.by),
    )


def basis_of(process: Process, node: Node | None) -> str | None:
    """Return the article that a step names, else that of its procedure."""
    own = node.attributes.get("legalBasis") if node else None
    return own or process.attributes.get("legalBasis")


def _follow(appointments: list[Appointment], process: Process, entry: Entry, event: Event) -> None:
    """Take an act into the list of appointments."""
    act, due = str(event.values["act"]), instant(event.values.get("due"))
    if due is None:
        return
    limit = instant(event.values.get("limit"))
    if act in BEGINS:
        number = int(str(event.values.get("stage", 1)))
        made = Appointment(
            number=number,
            term=term_text(event.values.get("term") or process.attributes.get("term")),
            since=entry.at,
            due_at=due,
            limit_at=limit,
            extra=term_text(event.values["extra"]) if "extra" in event.values else None,
        )
        # Counted anew, it is the same appointment for another day.
        if appointments and appointments[-1].number == number:
            appointments.pop()
        appointments.append(made)
    elif appointments:
        last = appointments[-1]
        is_met = act in ("stop", "external") and last.met_at is None
        appointments[-1] = replace(
            last,
            due_at=due,
            limit_at=limit or last.limit_at,
            met_at=entry.at if is_met else last.met_at,
        )


def _ended(
    span: Span,
    ends: tuple[datetime | None, datetime],
    calendar: WorkCalendar,
    cutoff: Cutoff | None,
) -> Span:
    """Return a span with its end and its days; one that begins a term does so on the day counted.

    ends   when the next span begins, and now
    """
    if span.what == "stop":
        return span
    until, now = ends
    try:
        began = received_at(span.since, calendar, cutoff if span.what in BEGINS else None)
        last = (until or now).astimezone(calendar.tz).date()
        days = max(working_days_between(began.date(), last, calendar), 0)
    except CalendarTooShort:
        days = 0
    return replace(span, until=until, days=days)


def counted_days(spans: Sequence[Span]) -> int:
    """Return how many working days belonged to the term."""
    return sum(span.days for span in spans if span.counted)


def term_text(text: object) -> Text:
    """Return a term as it is said in both languages."""
    words = term_words(str(text)) if text else None
    return Text(vi="–", en="–") if words is None else Text(vi=words.vi, en=words.en)


def instant(value: object) -> datetime | None:
    """Return the instant that an event tells, if it tells one."""
    return datetime.fromisoformat(value) if isinstance(value, str) else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)
