"""Deadlines: when a term that starts now ends, and how much working time is left until then.

Counting: the first day is not counted; a last day off moves to the next working day (Bộ luật Dân sự
2015 Art. 147–148). A day's term ends when the office closes that day.
"""

import calendar as months_of
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final

from engine.calendars.calendar import WorkCalendar
from engine.calendars.cutoffs import Cutoff, latest_on
from engine.calendars.terms import Term, Unit
from engine.errors import CalendarTooShort

COUNTED_BY_DAY: Final[frozenset[Unit]] = frozenset(("working-days", "days", "months"))


def due_at(
    start: datetime, term: Term, calendar: WorkCalendar, cutoff: Cutoff | None = None
) -> datetime:
    """Return the instant, UTC, at which a term ends.

    start    instant of receipt; must carry its zone
    cutoff   what is received after it, or on a day off, counts as received when the next working
             day opens. None takes every start as it is. Elapsed time knows no cut-off.
    Raises   CalendarTooShort past the years known; ValueError for a start without zone
    Source   BLDS 2015 Art. 147–148; the 15:00 rule: NĐ 61/2018/NĐ-CP Art. 18
    """
    local = received_at(start, calendar, None if term.unit == "elapsed" else cutoff)
    if term.unit in COUNTED_BY_DAY and not term.amount:
        return _same_day(local, calendar).astimezone(UTC)
    return RULES[term.unit](local, term, calendar).astimezone(UTC)


def due_with_extra(
    start: datetime,
    terms: tuple[Term, Term | None],
    calendar: WorkCalendar,
    cutoff: Cutoff | None = None,
) -> datetime:
    """Return the instant, UTC, at which a term and a supplement to it end.

    terms   the term, and what is added; of the same unit they are one longer term, else the
            supplement begins when the term ends
    Raises  as due_at
    """
    term, extra = _in_one(terms)
    end = due_at(start, term, calendar, cutoff)
    return end if extra is None else due_at(end, extra, calendar)


def last_day(
    start: datetime,
    terms: tuple[Term, Term | None],
    calendar: WorkCalendar,
    cutoff: Cutoff | None = None,
) -> date | None:
    """Return the last day of a term as it is counted, be it a day off; None where none can be.

    Raises  as due_at
    """
    term, extra = _in_one(terms)
    if extra is not None:
        return last_day(due_at(start, term, calendar, cutoff), (extra, None), calendar)
    if term.unit not in ("days", "months") or not term.amount:
        return None
    local = received_at(start, calendar, cutoff)
    if term.unit == "months":
        return add_months(local, int(term.amount)).date()
    return local.date() + timedelta(days=int(term.amount))


def _in_one(terms: tuple[Term, Term | None]) -> tuple[Term, Term | None]:
    """Return a term and its supplement as one longer term where both are counted alike."""
    term, extra = terms
    if extra is None or extra.unit != term.unit or term.unit == "elapsed":
        return terms
    return replace(term, amount=term.amount + extra.amount), None


def received_at(start: datetime, calendar: WorkCalendar, cutoff: Cutoff | None) -> datetime:
    """Return the instant, local, at which something counts as received: see `cutoff` of due_at.

    Raises  CalendarTooShort past the years known; ValueError for a start without zone
    """
    local = _local(start, calendar)
    day = local.date()
    if cutoff is None or (
        calendar.is_working(day) and local.time() <= latest_on(cutoff, calendar.hours_on(day))
    ):
        return local
    return _opened(add_working_days(day, 1, calendar), calendar)


def add_working_days(start: date, days: int, calendar: WorkCalendar) -> date:
    """Return the last day of a period of working days.

    start    local date of the event; it is not counted
    days     working days; 0 gives the start itself, or the next working day after a day off
    Raises   ValueError for days below 0; CalendarTooShort past the years known
    Source   BLDS 2015 Art. 147–148
    """
    if days < 0:
        raise ValueError(f"working days must be 0 or more, not {days}")
    calendar.require(start)
    known = calendar.working_days
    place = bisect_left(known, start) if days == 0 else bisect_right(known, start) + days - 1
    if place >= len(known):
        after = date(calendar.last_year + 1, 1, 1)
        raise CalendarTooShort(first=calendar.first_year, last=calendar.last_year, day=after)
    return known[place]


def working_days_between(start: date, end: date, calendar: WorkCalendar) -> int:
    """Return how many working days come after `start` up to and with `end`; negative backwards.

    Raises   CalendarTooShort outside the years known
    """
    calendar.require(start)
    calendar.require(end)
    known = calendar.working_days
    return bisect_right(known, end) - bisect_right(known, start)


def working_time_left(now: datetime, due: datetime, calendar: WorkCalendar) -> timedelta:
    """Return the time offices are open between now and a deadline; negative when it is past.

    Raises   CalendarTooShort outside the years known; ValueError for an instant without zone
    """
    return _worked_at(_local(due, calendar), calendar) - _worked_at(_local(now, calendar), calendar)


def add_months(start: datetime, months: int) -> datetime:
    """Return the same day and time some months later; a day that is not there becomes the last.

    Source   BLDS 2015 Art. 148(3)
    """
    count = start.year * 12 + start.month - 1 + months
    year, month = count // 12, count % 12 + 1
    day = min(start.day, months_of.monthrange(year, month)[1])
    return start.replace(year=year, month=month, day=day)


def next_opening(local: datetime, calendar: WorkCalendar) -> datetime:
    """Return the next moment, or this one, at which an office is open."""
    if calendar.is_working(local.date()):
        for start, end in calendar.hours_on(local.date()):
            if local.time() < end:
                return max(local, _on(local.date(), start, calendar))
    return _opened(add_working_days(local.date(), 1, calendar), calendar)


def closed_at(day: date, calendar: WorkCalendar) -> datetime:
    """Return the instant, local, at which offices close on a working day."""
    return _on(day, calendar.hours_on(day)[-1][1], calendar)


def _local(at: datetime, calendar: WorkCalendar) -> datetime:
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at.astimezone(calendar.tz)


def _on(day: date, at: time, calendar: WorkCalendar) -> datetime:
    return datetime.combine(day, at, calendar.tz)


def _opened(day: date, calendar: WorkCalendar) -> datetime:
    return _on(day, calendar.hours_on(day)[0][0], calendar)


def _after_working_days(local: datetime, term: Term, calendar: WorkCalendar) -> datetime:
    whole, half = divmod(int(term.amount * 2), 2)
    if whole == 0:
        return _after_half_day(local, calendar)
    last = add_working_days(local.date(), whole, calendar)
    if half:
        return middle_of(add_working_days(last, 1, calendar), calendar)
    return closed_at(last, calendar)


def _same_day(local: datetime, calendar: WorkCalendar) -> datetime:
    return closed_at(next_opening(local, calendar).date(), calendar)


def _after_half_day(local: datetime, calendar: WorkCalendar) -> datetime:
    """Return the end of the half-day (buổi) after the one of receipt, which is not counted."""
    opened = next_opening(local, calendar)
    if opened < middle_of(opened.date(), calendar):
        return closed_at(opened.date(), calendar)
    return middle_of(add_working_days(opened.date(), 1, calendar), calendar)


def middle_of(day: date, calendar: WorkCalendar) -> datetime:
    """Return the instant, local, at which the first half of a working day ends."""
    hours = calendar.hours_on(day)
    start, end = (_on(day, edge, calendar) for edge in hours[0])
    return end if len(hours) > 1 else start + (end - start) / 2


def _after_working_hours(local: datetime, term: Term, calendar: WorkCalendar) -> datetime:
    at = next_opening(local, calendar)
    left = timedelta(hours=float(term.amount))
    if not left:
        return at
    sums = calendar.worked_before
    wanted = _worked_at(at, calendar) + left
    # The end of a day is its closing, not the next day's opening.
    place = bisect_left(sums, wanted) - 1
    if place >= len(calendar.working_days):
        after = date(calendar.last_year + 1, 1, 1)
        raise CalendarTooShort(first=calendar.first_year, last=calendar.last_year, day=after)
    day, rest = calendar.working_days[place], wanted - sums[place]
    for start, end in calendar.hours_on(day):
        open_for = _on(day, end, calendar) - _on(day, start, calendar)
        if rest <= open_for:
            break
        rest -= open_for
    return max(at, _on(day, start, calendar) + rest)


def _after_days(local: datetime, term: Term, calendar: WorkCalendar) -> datetime:
    return _moved(local + timedelta(days=int(term.amount)), calendar)


def _after_months(local: datetime, term: Term, calendar: WorkCalendar) -> datetime:
    return _moved(add_months(local, int(term.amount)), calendar)


def _moved(last: datetime, calendar: WorkCalendar) -> datetime:
    """Return closing time of the last day, or of the next working day after a day off."""
    return closed_at(add_working_days(last.date(), 0, calendar), calendar)


def _after_elapsed(local: datetime, term: Term, calendar: WorkCalendar) -> datetime:
    at = add_months(local, term.months) if term.months else local
    return (at.astimezone(UTC) + term.elapsed).astimezone(calendar.tz)


def _worked_at(local: datetime, calendar: WorkCalendar) -> timedelta:
    """Return the working time since the calendar begins that is over at a moment."""
    calendar.require(local.date())
    place = bisect_left(calendar.working_days, local.date())
    gone = calendar.worked_before[place]
    if not calendar.is_working(local.date()):
        return gone
    for start, end in calendar.hours_on(local.date()):
        opened, closed = _on(local.date(), start, calendar), _on(local.date(), end, calendar)
        gone += max(min(local, closed) - opened, timedelta())
    return gone


RULES: Final[Mapping[Unit, Callable[[datetime, Term, WorkCalendar], datetime]]] = MappingProxyType(
    {
        "working-days": _after_working_days,
        "working-hours": _after_working_hours,
        "days": _after_days,
        "months": _after_months,
        "elapsed": _after_elapsed,
    }
)
