"""Which day a promise would fall on by another calendar: a decision on swapped days off came."""

from datetime import date, datetime

from engine.calendars.calendar import WorkCalendar
from engine.calendars.deadlines import add_working_days, working_days_between
from engine.calendars.terms import Term

IN_WORK = ("working-days", "working-hours")


def changed_days(before: WorkCalendar, now: WorkCalendar) -> tuple[date, ...]:
    """Return the days that are working days by one of two calendars only, in order.

    Years that only one of them knows say nothing.
    """
    first = date(max(before.first_year, now.first_year), 1, 1)
    last = date(min(before.last_year, now.last_year), 12, 31)
    one, other = (frozenset(calendar.working_days) for calendar in (before, now))
    return tuple(sorted(day for day in one ^ other if first <= day <= last))


def day_anew(
    span: tuple[datetime, datetime], term: Term | None, calendars: tuple[WorkCalendar, WorkCalendar]
) -> date:
    """Return the last day of a promise by the later of two calendars.

    What is counted in working days keeps as many of them, the time that the clock stood still
    among them; another day only leaves a day off for the next working day.

    span       from the beginning of the term to the instant promised
    term       None for a day that a person chose
    calendars  by which it was promised, and the one that holds now
    Raises     CalendarTooShort outside the years known
    Source     BLDS 2015 Art. 147–148
    """
    before, now = calendars
    first, last = (at.astimezone(before.tz).date() for at in span)
    if term is not None and term.unit == "elapsed":
        return last
    if term is None or term.unit not in IN_WORK:
        return add_working_days(last, 0, now)
    return add_working_days(first, max(0, working_days_between(first, last, before)), now)
