"""The legal clock of a case: its budget, and every start, pause, resume, restart, extension, stop.

A pause takes the waiting time out of the term; a restart begins the term anew (NĐ 61/2018/NĐ-CP
Art. 19). What was promised is kept in the events, so the whole ledger can be told from the log.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from engine.calendars.cutoffs import Cutoff
from engine.calendars.deadlines import closed_at, received_at
from engine.calendars.standstill import End, end_of_term, put_off
from engine.calendars.terms import Term, parse_term
from engine.records.values import Json
from engine.runtime.moment import Moment

OFF, ON, PAUSED, STOPPED = "off", "on", "paused", "stopped"
# Acts that let the clock stand still: the same arithmetic under what the law calls it.
PAUSES = ("pause", "not-counted", "external")
BEGINS = ("start", "restart", "appoint")
# Acts that a case going back does not undo, and does not do a second time on its way forward.
ONCE = ("extend", "appoint")


@dataclass(frozen=True, kw_only=True)
class Budget:
    """What is counted from a start.

    term    published: lateness is measured against it; None counts nothing
    legal   ceiling of the law, where the office promised less
    extra   supplement on top of both, as for difficult areas
    cutoff  until when a day counts
    is_own  the term is that of a step, not of the procedure
    """

    term: Term | None
    legal: Term | None = None
    extra: Term | None = None
    cutoff: Cutoff | None = None
    is_own: bool = False

    def ends(self, term: Term, now: Moment) -> "tuple[End, End | None]":
        """Return when a published term ends that starts now, and when that of the law does."""
        due = end_of_term(now.at, (term, self.extra), now.calendar, self.cutoff)
        if self.legal is None:
            return due, None
        return due, end_of_term(now.at, (self.legal, self.extra), now.calendar, self.cutoff)


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """Where the legal clock stands.

    state      off, on, paused or stopped
    due_at     day promised (UTC); None before the first start
    paused_at  beginning of the present pause
    limit_at   day until which the law gives time, where less was promised
    due_on     last day as counted, where it was a day off and `due_at` has moved; None else
    limit_on   the same of `limit_at`
    began_at   when the term began to count: what came after the cut-off does so the next day
    stage      which appointment it is: 1, or 2 after an external duty (Hẹn lần 1, Hẹn lần 2)
    term       text of the budget counted, where it is not the procedure's
    apologies  how often a new day was set with an apology
    extended   whether the term was extended by law since it began
    counted    elements that the case went back over, whose act has been done once already
    """

    state: str = OFF
    due_at: datetime | None = None
    paused_at: datetime | None = None
    limit_at: datetime | None = None
    stage: int = 1
    term: str | None = None
    apologies: int = 0
    extended: bool = False
    counted: tuple[str, ...] = ()
    due_on: date | None = None
    limit_on: date | None = None
    began_at: datetime | None = None

    def act(self, act: str, budget: Budget, now: Moment) -> "Ledger":
        """Return the ledger after `act`: one of the values of the attribute `clock`."""
        term = self.term_of(budget.term)
        if term is None or (act == "start" and self._has_begun(now)):
            return self
        if act in BEGINS:
            return self._begun(act, budget, now)
        if act in PAUSES and self.state == ON:
            return replace(self, state=PAUSED, paused_at=now.at)
        if act == "resume" and self.state == PAUSED:
            return self._resumed(term, budget, now)
        if act == "extend" and self.state == ON:
            return self._extended(budget, now)
        if act == "stop" and self.state in (ON, PAUSED):
            return replace(self, state=STOPPED, paused_at=None)
        return self

    def _has_begun(self, now: Moment) -> bool:
        """Tell whether a day was promised: a start begins no term for a second time."""
        return self.due_at is not None and now.calendar.counting > 1

    def term_of(self, term: Term | None) -> Term | None:
        """Return the budget that is counted now, of the procedure or of a step."""
        return term if self.term is None else parse_term(self.term)

    def set_date(self, due: datetime, by_law: bool) -> "Ledger":
        """Return the ledger with another day, as an apology or an extension by law sets it."""
        if by_law:
            limit = self.limit_at and due
            return replace(
                self, due_at=due, due_on=None, limit_at=limit, limit_on=None, extended=True
            )
        return replace(self, due_at=due, due_on=None, apologies=self.apologies + 1)

    def _begun(self, act: str, budget: Budget, now: Moment) -> "Ledger":
        # Begun anew where neither step nor procedure has a term: the one that was counted before.
        before = self.term_of(None) if act == "restart" and budget.term is None else None
        term = budget.term or before
        if term is None:
            return self
        due, limit = budget.ends(term, now)
        received = received_at(now.at, now.calendar, budget.cutoff).astimezone(UTC)
        begun = Ledger(
            state=ON,
            stage=self.stage + (act == "appoint" and self.due_at is not None),
            term=term.text if budget.is_own or before else None,
            apologies=self.apologies,
            counted=self.counted,
            began_at=received if now.calendar.counting > 1 else None,
        )
        return begun._until(due, limit)

    def _until(self, due: End | None, limit: End | None) -> "Ledger":
        return replace(
            self,
            due_at=due.at if due else None,
            due_on=due.on if due else None,
            limit_at=limit.at if limit else None,
            limit_on=limit.on if limit else None,
        )

    def _ends(self) -> tuple[End | None, End | None]:
        both = ((self.due_at, self.due_on), (self.limit_at, self.limit_on))
        due, limit = (End(at=at, on=on) if at else None for at, on in both)
        return due, limit

    def _extended(self, more: Budget, now: Moment) -> "Ledger":
        if more.term is None:
            return self
        terms = (more.term, None)
        due, limit = (end and end_of_term(end.at, terms, now.calendar) for end in self._ends())
        return replace(self._until(due, limit), extended=True)

    def _resumed(self, term: Term, budget: Budget, now: Moment) -> "Ledger":
        since = self.paused_at
        assert since is not None  # noqa: S101  a paused clock was started
        # Older entries moved the day of the law in the unit of the day promised.
        legal = budget.legal if now.calendar.counting > 2 else None
        due, limit = (
            end and put_off(end, (since, now.at), one, now.calendar)
            for end, one in zip(self._ends(), (term, legal or term), strict=True)
        )
        return replace(self._until(due, limit), state=ON, paused_at=None)

    def as_json(self) -> list[Json]:
        """Return it for the saved state; what is as usual is left out."""
        more: dict[str, Json] = {
            "l": _text(self.limit_at),
            "n": self.stage - 1,
            "t": self.term,
            "a": self.apologies,
            "x": self.extended,
            "k": list(self.counted),
            "d": _text(self.due_on),
            "m": _text(self.limit_on),
            "b": _text(self.began_at),
        }
        said = {key: value for key, value in more.items() if value}
        return [self.state, _text(self.due_at), _text(self.paused_at), *([said] if said else ())]

    @staticmethod
    def from_json(saved: list[Any]) -> "Ledger":
        """Return the ledger from the saved state."""
        state, due, paused, more = (*saved, {})[:4]
        return Ledger(
            state=state or OFF,
            due_at=_instant(due),
            paused_at=_instant(paused),
            limit_at=_instant(more.get("l")),
            stage=more.get("n", 0) + 1,
            term=more.get("t"),
            apologies=more.get("a", 0),
            extended=more.get("x", False),
            counted=tuple(more.get("k", ())),
            due_on=_day(more.get("d")),
            limit_on=_day(more.get("m")),
            began_at=_instant(more.get("b")),
        )


def end_of(day: date, now: Moment) -> datetime:
    """Return the instant, UTC, at which a term that ends on a day ends: when offices close."""
    return closed_at(day, now.calendar).astimezone(UTC)


def _text(when: date | None) -> str | None:
    return when.isoformat() if when else None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
