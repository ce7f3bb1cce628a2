"""The legal clock of a case: its term, and every start, pause, resume, restart and stop.

A pause takes the waiting time out of the term; a restart begins the term anew (NĐ 61/2018/NĐ-CP
Art. 19). What was promised is kept in the events.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from engine.calendars.deadlines import (
    add_working_days,
    due_at,
    working_days_between,
    working_time_left,
)
from engine.calendars.terms import Term
from engine.records.values import Json
from engine.runtime.moment import Moment

HOUR = timedelta(hours=1)
OFF, ON, PAUSED, STOPPED = "off", "on", "paused", "stopped"


def parse_clock(text: str | None) -> time | None:
    """Return the local time of day written as 15:00; None without a text."""
    return time.fromisoformat(text) if text else None


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """Where the legal clock stands.

    state      off, on, paused or stopped
    due_at     day promised (UTC); None before the first start
    paused_at  beginning of the present pause
    """

    state: str = OFF
    due_at: datetime | None = None
    paused_at: datetime | None = None

    def act(self, act: str, term: Term | None, cutoff: time | None, now: Moment) -> "Ledger":
        """Return the ledger after `act`: start, restart, pause, resume or stop."""
        if term is None:
            return self
        if act in ("start", "restart"):
            due = due_at(now.at, term, now.calendar, cutoff)
            return Ledger(state=ON, due_at=due)
        if act == "pause" and self.state == ON:
            return replace(self, state=PAUSED, paused_at=now.at)
        if act == "resume" and self.state == PAUSED:
            return self._resumed(term, now)
        if act == "stop" and self.state in (ON, PAUSED):
            return replace(self, state=STOPPED, paused_at=None)
        return self

    def _resumed(self, term: Term, now: Moment) -> "Ledger":
        assert self.due_at is not None  # noqa: S101  a paused clock was started
        assert self.paused_at is not None  # noqa: S101
        return Ledger(state=ON, due_at=put_off(self.due_at, self.paused_at, term, now))

    def as_json(self) -> list[Json]:
        """Return it for the saved state."""
        return [self.state, _text(self.due_at), _text(self.paused_at)]

    @staticmethod
    def from_json(saved: list[str | None]) -> "Ledger":
        """Return the ledger from the saved state."""
        state, due, paused = saved
        return Ledger(state=state or OFF, due_at=_instant(due), paused_at=_instant(paused))


def put_off(due: datetime, paused_at: datetime, term: Term, now: Moment) -> datetime:
    """Return the due instant after a pause: what was left at its beginning is left again now.

    A term in days keeps its whole days: the day of the pause counts again when the clock goes on,
    or the next one when the offices have closed by then. What was late already stays as late.
    """
    if term.unit == "elapsed" or paused_at >= due:
        return due + (now.at - paused_at) if paused_at < due else due
    if term.unit == "working-hours":
        left = working_time_left(paused_at, due, now.calendar) / HOUR
        rest = Term(text="", unit=term.unit, amount=Decimal(str(left)))
        return due_at(now.at, rest, now.calendar)
    return _after_days(due, paused_at, term, now)


def _after_days(due: datetime, paused_at: datetime, term: Term, now: Moment) -> datetime:
    calendar = now.calendar
    began, last = (instant.astimezone(calendar.tz).date() for instant in (paused_at, due))
    here = now.at.astimezone(calendar.tz)
    today = here.date() + timedelta(days=here.time() >= calendar.closing)
    if term.unit == "working-days":
        left = working_days_between(began, last, calendar)
        day = add_working_days(add_working_days(today, 0, calendar), left, calendar)
    else:
        day = add_working_days(today + (last - began), 0, calendar)
    return datetime.combine(day, calendar.closing, calendar.tz).astimezone(UTC)


def _text(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
