"""How much time is left: the one rule behind every "3 hours left" and "1 day overdue"."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Literal, TypeAlias

from engine.calendars.calendar import WorkCalendar
from engine.calendars.deadlines import working_days_between
from engine.errors import CalendarTooShort

DueKind: TypeAlias = Literal["none", "ready", "paused", "late", "soon", "good"]
DueUnit: TypeAlias = Literal["minutes", "hours", "days", "working-days"]
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_SOON_WORKING_DAYS = 1


@dataclass(frozen=True, kw_only=True)
class DueState:
    """Where a deadline stands.

    kind    none (there is none), ready (the result waits for the person), paused (the clock stands
            still), late, soon (today or within one working day), good
    amount  how many of `unit` are left, or by how many it is late; 0 for what is late where no
            working day has come since the day it was due
    """

    kind: DueKind
    amount: int = 0
    unit: DueUnit = "days"


def due_state(
    due_at: datetime | None,
    now: datetime,
    calendar: WorkCalendar,
    paused: bool = False,
    ready: bool = False,
) -> DueState:
    """Return where a deadline stands at `now`.

    Both what is left and lateness are counted in working days from tomorrow on, and in hours on
    the last day: what is left rounded down, so that nobody is promised more than there is. What is
    ready and waits for the person is not late (TT 03/2025/TT-VPCP, form 06: the day it was done).
    """
    if ready:
        return DueState(kind="ready")
    if paused:
        return DueState(kind="paused")
    if due_at is None:
        return DueState(kind="none")
    seconds = (due_at - now).total_seconds()
    if seconds < 0:
        return _late(timedelta(seconds=-seconds), due_at, now, calendar)
    days = _working_days_left(due_at, now, calendar)
    if days == 0:
        return _within_the_day(seconds)
    kind: DueKind = "soon" if days <= _SOON_WORKING_DAYS else "good"
    return DueState(kind=kind, amount=days, unit="working-days")


def _day(moment: datetime, calendar: WorkCalendar) -> date:
    return moment.astimezone(calendar.tz).date()


def lateness(
    late: timedelta, due_at: datetime, until: datetime, calendar: WorkCalendar
) -> DueState:
    """Return how late something was, of which not all the time since its day counts.

    late   working time beyond the term; a day that has begun counts whole, as in `due_state`
    until  when it was done, or now
    """
    if _day(until, calendar) == _day(due_at, calendar):
        return _late(late, due_at, until, calendar)
    return DueState(kind="late", amount=ceil(late / calendar.day_length), unit="working-days")


def _late(late: timedelta, due_at: datetime, until: datetime, calendar: WorkCalendar) -> DueState:
    seconds = late.total_seconds()
    if _day(until, calendar) != _day(due_at, calendar):
        days = -_working_days_left(until, due_at, calendar)
        return DueState(kind="late", amount=abs(days), unit="working-days")
    if seconds < _HOUR:
        return DueState(kind="late", amount=max(1, int(seconds // _MINUTE)), unit="minutes")
    return DueState(kind="late", amount=int(seconds // _HOUR), unit="hours")


def _within_the_day(seconds: float) -> DueState:
    if seconds < _HOUR:
        return DueState(kind="soon", amount=int(seconds // _MINUTE), unit="minutes")
    if seconds < _DAY:
        return DueState(kind="soon", amount=int(seconds // _HOUR), unit="hours")
    return DueState(kind="soon", amount=int(seconds // _DAY), unit="days")


def _working_days_left(due_at: datetime, now: datetime, calendar: WorkCalendar) -> int:
    today, last = _day(now, calendar), _day(due_at, calendar)
    if today == last:
        return 0
    try:
        return working_days_between(today, last, calendar)
    except CalendarTooShort:
        return (last - today).days  # beyond the holidays known, days are the best there is
