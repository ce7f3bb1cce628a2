"""Which office took longer than it had: read from the log of a case, step by step and as a whole.

So the delay of one office is seen by all and counted to that office alone (QĐ 766/QĐ-TTg: time is
measured for each agency; NĐ 61/2018/NĐ-CP Art. 27–32, criterion 2). While the legal clock stands
still, and once the result is ready, nothing is late.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from engine.calendars.calendar import WorkCalendar
from engine.calendars.deadlines import working_time_left
from engine.records.cases import Entry
from engine.records.events import Event
from engine.records.terms import APOLOGY
from engine.records.values import Json

CLOSING = ("task-completed", "dropped")
STANDS = ("pause", "not-counted", "external", "pause-restart", "stop")
NOTHING = timedelta()


@dataclass(frozen=True, kw_only=True)
class Delay:
    """A step, or a whole dossier, that lasted longer than its term.

    element  the step; None for the whole dossier
    office   code of the office it is counted to
    due_at   end of its own term
    done_at  when it was completed or taken away; None while it is still open
    late     working time beyond the term, so far
    """

    element: str | None
    office: str
    due_at: datetime
    done_at: datetime | None
    late: timedelta


@dataclass(frozen=True, kw_only=True)
class _Stretch:
    """A part of the time of a case: whether it counted, and which day was promised in it."""

    since: datetime
    until: datetime
    runs: bool
    due_at: datetime | None


def list_delays(
    entries: Sequence[Entry], now: datetime, calendar: WorkCalendar
) -> tuple[Delay, ...]:
    """Return the steps of a case that were or are late, in the order of their terms."""
    rests = [one for one in _stretches(entries, now) if not one.runs]
    begun: dict[int, Event] = {}
    found: list[Delay] = []
    for entry in entries:
        for event in entry.events:
            if event.token is None:
                continue
            if event.kind == "task-opened":
                begun[event.token] = event
            elif event.kind == "task-resumed" and event.token in begun:
                opened = begun[event.token]
                begun[event.token] = replace(opened, values={**opened.values, **event.values})
            elif event.kind in CLOSING and event.token in begun:
                found += _late(begun.pop(event.token), entry.at, entry.at)
    for event in begun.values():
        found += _late(event, now, None)
    counted = (_counted(one, one.done_at or now, rests, calendar) for one in found)
    late = (one for one in counted if one.late > NOTHING)
    return tuple(sorted(late, key=lambda one: one.due_at))


def find_case_delay(
    entries: Sequence[Entry], office: str, now: datetime, calendar: WorkCalendar
) -> Delay | None:
    """Return by how much a case passed the day promised; None while it is in time.

    A new day that came with an apology does not take the delay away, one by law does.

    office   code of the office that decides it
    now      or when it ended
    """
    late, first, last = NOTHING, None, None
    for one in _stretches(entries, now):
        if not one.runs or one.due_at is None or one.due_at >= one.until:
            continue
        late += _worked(max(one.since, one.due_at), one.until, calendar)
        first, last = first or one.due_at, one.until
    if first is None or late <= NOTHING:
        return None
    done_at = last if last is not None and last < now else None
    return Delay(element=None, office=office, due_at=first, done_at=done_at, late=late)


def _stretches(entries: Sequence[Entry], now: datetime) -> Iterator[_Stretch]:
    """Yield the time from the first act on the clock on, in parts."""
    due, runs = None, False
    acts: list[tuple[datetime, bool, datetime | None]] = []
    for entry in entries:
        for event in entry.events:
            act = str(event.values.get("act"))
            if event.kind == "clock":
                runs = act not in STANDS and (act != "extend" or runs)
                due = _instant(event.values.get("due")) or due
            elif event.kind == "date-set" and act != APOLOGY:
                due = _instant(event.values.get("due")) or due
            else:
                continue
            acts.append((entry.at, runs, due))
    if acts:
        for (since, was_on, promised), (until, *_rest) in pairwise([*acts, (now, False, None)]):
            yield _Stretch(since=since, until=until, runs=was_on, due_at=promised)


def _late(opened: Event, until: datetime, done_at: datetime | None) -> list[Delay]:
    due_at = _instant(opened.values.get("due"))
    if due_at is None or due_at >= until:
        return []
    office = str(opened.values.get("office") or "")
    element = opened.element or ""
    return [Delay(element=element, office=office, due_at=due_at, done_at=done_at, late=NOTHING)]


def _counted(
    delay: Delay, until: datetime, rests: Sequence[_Stretch], calendar: WorkCalendar
) -> Delay:
    """Return a delay with its working time, without that in which the clock stood still."""
    late = _worked(delay.due_at, until, calendar)
    for one in rests:
        since, ended = max(one.since, delay.due_at), min(one.until, until)
        if since < ended:
            late -= _worked(since, ended, calendar)
    return replace(delay, late=late)


def _worked(since: datetime, until: datetime, calendar: WorkCalendar) -> timedelta:
    return working_time_left(since, until, calendar)


def _instant(value: Json) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else None
