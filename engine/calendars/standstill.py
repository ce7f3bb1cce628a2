"""When a term ends, and what it does to that end that the legal clock stood still for a while.

Time in which no office works is nothing that a pause can take out of a term: where no working time
has passed between its beginning and its end, nothing moves.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from engine.calendars.calendar import WorkCalendar
from engine.calendars.cutoffs import Cutoff
from engine.calendars.deadlines import (
    add_working_days,
    closed_at,
    due_at,
    due_with_extra,
    last_day,
    middle_of,
    next_opening,
    working_days_between,
    working_time_left,
)
from engine.calendars.terms import Term

HOUR = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class End:
    """The end of a term.

    at   the instant, UTC
    on   last day as it was counted, where that is a day off and the end has moved to the next
         working day (BLDS 2015 Art. 148): a pause is taken from it; else None
    """

    at: datetime
    on: date | None = None


def end_of_term(
    start: datetime,
    terms: tuple[Term, Term | None],
    calendar: WorkCalendar,
    cutoff: Cutoff | None = None,
) -> End:
    """Return the end of a term, with a supplement to it, that begins at an instant.

    Raises  as due_at
    """
    at = due_with_extra(start, terms, calendar, cutoff)
    on = last_day(start, terms, calendar, cutoff) if calendar.counting > 1 else None
    return End(at=at, on=on if on != at.astimezone(calendar.tz).date() else None)


def put_off(end: End, span: tuple[datetime, datetime], term: Term, calendar: WorkCalendar) -> End:
    """Return the end of a term after a pause: what was left at its beginning is left again.

    span   when the clock stopped, and when it goes on
    A term in days keeps its whole days: the day of the pause counts again when the clock goes on,
    or the next one when the offices have closed by then; one of half days keeps its half days.
    What was late already stays as late.
    """
    paused_at, on_at = span
    if paused_at >= end.at:
        return end
    if term.unit == "elapsed":
        return End(at=end.at + (on_at - paused_at))
    if calendar.counting > 1 and not working_time_left(paused_at, on_at, calendar):
        return end
    if term.unit == "working-hours":
        left = working_time_left(paused_at, end.at, calendar) / HOUR
        rest = Term(text="", unit=term.unit, amount=Decimal(str(left)))
        return End(at=due_at(on_at, rest, calendar))
    if calendar.counting == 1:
        return End(at=_as_once_counted(end.at, span, term, calendar))
    if term.unit == "working-days":
        return End(at=_by_working_days(end.at, span, term, calendar))
    began, goes_on = (next_opening(at.astimezone(calendar.tz), calendar).date() for at in span)
    promised = end.at.astimezone(calendar.tz).date()
    # Between the last day as counted and the working day after it, what is left is the latter's.
    last = end.on if end.on is not None and began < end.on else promised
    counted = last + (goes_on - began)
    day = add_working_days(counted, 0, calendar)
    return End(at=_at_same_time(end.at, day, calendar), on=counted if counted != day else None)


def _by_working_days(
    due: datetime, span: tuple[datetime, datetime], term: Term, calendar: WorkCalendar
) -> datetime:
    last = due.astimezone(calendar.tz)
    began, goes_on = (next_opening(at.astimezone(calendar.tz), calendar) for at in span)
    days = working_days_between(began.date(), goes_on.date(), calendar)
    if term.amount % 1 == 0:
        return _at_same_time(due, add_working_days(last.date(), days, calendar), calendar)
    was_past, is_past = (at >= middle_of(at.date(), calendar) for at in (began, goes_on))
    ends_late = last > middle_of(last.date(), calendar)
    halves = 2 * days + ends_late + is_past - was_past
    day = add_working_days(last.date(), halves // 2, calendar)
    whole = closed_at(day, calendar) if halves % 2 else middle_of(day, calendar)
    return whole.astimezone(UTC)


def _at_same_time(due: datetime, day: date, calendar: WorkCalendar) -> datetime:
    """Return the instant, UTC, on another day: its closing where it was the closing of its own."""
    local, closing = due.astimezone(calendar.tz), closed_at(day, calendar)
    if local >= closed_at(local.date(), calendar):
        return closing.astimezone(UTC)
    return min(datetime.combine(day, local.time(), calendar.tz), closing).astimezone(UTC)


def _as_once_counted(
    due: datetime, span: tuple[datetime, datetime], term: Term, calendar: WorkCalendar
) -> datetime:
    """Return the end as entries of the first way of counting have it; for their replay alone."""
    began, here = (at.astimezone(calendar.tz) for at in span)
    last = due.astimezone(calendar.tz).date()
    closes = calendar.hours_on(here.date())[-1][1]
    today = here.date() + timedelta(days=here.time() >= closes)
    if term.unit == "working-days":
        left = working_days_between(began.date(), last, calendar)
        day = add_working_days(add_working_days(today, 0, calendar), left, calendar)
    else:
        day = add_working_days(today + (last - began.date()), 0, calendar)
    return closed_at(day, calendar).astimezone(UTC)
