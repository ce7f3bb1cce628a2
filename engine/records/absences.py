"""Absences: who is away from when to when, and who does their work meanwhile."""

from dataclasses import dataclass
from datetime import date, datetime

from engine.records.people import Mandate


@dataclass(frozen=True, kw_only=True)
class AbsenceWish:
    """An absence as it is asked for; days are local ones, both included.

    may_sign   the substitute signs too; otherwise what ends in a signature waits
    mandate    the written authorisation to sign in the place of a head or leader
    """

    person_id: int
    substitute_id: int
    starts_on: date
    ends_on: date
    reason: str
    may_sign: bool = False
    mandate: Mandate | None = None


@dataclass(frozen=True, kw_only=True)
class Absence:
    """An absence as it was entered."""

    absence_id: int
    person_id: int
    person: str
    substitute_id: int
    substitute: str
    starts_on: date
    ends_on: date
    may_sign: bool
    reason: str
    entered_by: str
    entered_at: datetime
    called_off_at: datetime | None = None
    mandate: Mandate | None = None

    def covers(self, day: date) -> bool:
        """Tell whether the person is away that day."""
        return self.called_off_at is None and self.starts_on <= day <= self.ends_on
