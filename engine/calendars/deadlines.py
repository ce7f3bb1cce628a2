"""Deadlines: when a term that starts now ends, and how much working time is left until then.

Counting: the first day is not counted; a last day off moves to the next working day (Bộ luật Dân sự
2015 Art. 147–148). A day's term ends when the office closes that day.
"""

import calendar as months_of
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final

from engine.calendars.calendar import WorkCalendar
from engine.calendars.terms import Term, Unit
from engine.errors import CalendarTooShort

COUNTED_BY_DAY: Final[frozenset[Unit]] = frozenset(("working-days", "days", "months"))


def due_at(
    start: datetime, term: Term, calendar: WorkCalendar, cutoff: time | None = None
) -> datetime:
    """Return the instant, UTC, at which a term ends.

    start    instant of receipt; must carry its zone
    cutoff   local time; received after it, or on a day off, counts as received when the next
             working day opens. None takes every start as it is. Elapsed time knows no cut-off.
    Raises   CalendarTooShort past the years known; ValueError for a start without zone
    Source   BLDS 2015 Art. 147–148; the 15:00 rule: NĐ 61/2018/NĐ-CP Art. 18
    """
    local = _local(start, calendar)
    if term.unit != "elapsed":
        local = _received(local, calendar, cutoff)
    if term.unit in COUNTED_BY_DAY and not term.amount:
        return _same_day(local, calendar).astimezone(UTC)
    return RULES[term.unit](local, term, calendar).astimezone(UTC)


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
    first, last = _local(now, calendar), _local(due, calendar)
    days = working_days_between(first.date(), last.date(), calendar)
    # Whole days from start to end, then the part of each edge: less what is gone, more what counts.
    whole = calendar.day_length * (days - calendar.is_working(last.date()))
    whole += calendar.day_length * calendar.is_working(first.date())
    return whole - _worked_until(first, calendar) + _worked_until(last, calendar)


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
        for start, end in calendar.hours:
            if local.time() < end:
                return max(local, _on(local.date(), start, calendar))
    return _on(add_working_days(local.date(), 1, calendar), calendar.opening, calendar)


def _local(at: datetime, calendar: WorkCalendar) -> datetime:
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone")
    return at.astimezone(calendar.tz)


def _on(day: date, at: time, calendar: WorkCalendar) -> datetime:
    return datetime.combine(day, at, calendar.tz)


def _received(local: datetime, calendar: WorkCalendar, cutoff: time | None) -> datetime:
    if cutoff is None or (calendar.is_working(local.date()) and local.time() <= cutoff):
        return local
    return _on(add_working_days(local.date(), 1, calendar), calendar.opening, calendar)


def _after_working_days(local: datetime, term: Term, calendar: WorkCalendar) -> datetime:
    whole, half = divmod(int(term.amount * 2), 2)
    if whole == 0:
        return _after_half_day(local, calendar)
    last = add_working_days(local.date(), whole, calendar)
    if half:
        return _on(add_working_days(last, 1, calendar), _middle(calendar), calendar)
    return _on(last, calendar.closing, calendar)


def _same_day(local: datetime, calendar: WorkCalendar) -> datetime:
    return _on(next_opening(local, calendar).date(), calendar.closing, calendar)


def _after_half_day(local: datetime, calendar: WorkCalendar) -> datetime:
    """Return the end of the half-day (buổi) after the one of receipt, which is not counted."""
    opened = next_opening(local, calendar)
    middle = _middle(calendar)
    if opened.time() < middle:
        return _on(opened.date(), calendar.closing, calendar)
    return _on(add_working_days(opened.date(), 1, calendar), middle, calendar)


def _middle(calendar: WorkCalendar) -> time:
    """Return the local time at which the first half of a working day ends."""
    start, end = calendar.hours[0]
    if len(calendar.hours) > 1:
        return end
    opened = datetime.combine(date.min, start)
    return (opened + (datetime.combine(date.min, end) - opened) / 2).time()


def _after_working_hours(local: datetime, term: Term, calendar: WorkCalendar) -> datetime:
    left = timedelta(hours=float(term.amount))
    at = next_opening(local, calendar)
    gone = _worked_until(at, calendar)
    days, rest = divmod(gone + left, calendar.day_length)
    if not rest:  # the end of a day is its closing, not the next day's opening
        days, rest = days - 1, calendar.day_length
    if days < 0:
        return at
    day = add_working_days(at.date(), days, calendar)
    for start, end in calendar.hours:
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
    return _on(add_working_days(last.date(), 0, calendar), calendar.closing, calendar)


def _after_elapsed(local: datetime, term: Term, calendar: WorkCalendar) -> datetime:
    at = add_months(local, term.months) if term.months else local
    return (at.astimezone(UTC) + term.elapsed).astimezone(calendar.tz)


def _worked_until(local: datetime, calendar: WorkCalendar) -> timedelta:
    """Return the working time of a day that is over at a moment of it."""
    if not calendar.is_working(local.date()):
        return timedelta()
    gone = timedelta()
    for start, end in calendar.hours:
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
