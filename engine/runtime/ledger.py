"""The legal clock of a case: its term, and every start, pause, resume, restart and stop.

A pause takes the waiting time out of the term; a restart begins the term anew (NĐ 61/2018/NĐ-CP
Art. 19). What was promised is kept in the events.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from decimal import Decimal

from engine.calendars.deadlines import due_at, working_days_between
from engine.calendars.terms import Term, Unit
from engine.records.values import Json
from engine.runtime.moment import Moment

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
        waited = now.at - self.paused_at
        return Ledger(state=ON, due_at=moved(self.due_at, waited, term, now))

    def as_json(self) -> list[Json]:
        """Return it for the saved state."""
        return [self.state, _text(self.due_at), _text(self.paused_at)]

    @staticmethod
    def from_json(saved: list[str | None]) -> "Ledger":
        """Return the ledger from the saved state."""
        state, due, paused = saved
        return Ledger(state=state or OFF, due_at=_instant(due), paused_at=_instant(paused))


def moved(due: datetime, waited: timedelta, term: Term, now: Moment) -> datetime:
    """Return a due instant put off by a wait that has just ended, counted as its term counts.

    Days are counted as in the term, so a wait that begins and ends on one day moves nothing.
    """
    if term.unit in ("elapsed", "working-hours"):
        return due + waited
    began = (now.at - waited).astimezone(now.calendar.tz).date()
    ended = now.at.astimezone(now.calendar.tz).date()
    if term.unit == "working-days":
        days = working_days_between(began, ended, now.calendar)
        unit: Unit = "working-days"
    else:
        days = (ended - began).days
        unit = "days"
    if days <= 0:
        return due
    return due_at(due, Term(text="", unit=unit, amount=Decimal(days)), now.calendar)


def _text(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
