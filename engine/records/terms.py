"""The legal clock as rows: what is watched of a case, and what its office owes."""

from dataclasses import dataclass
from datetime import datetime

# Kinds of duties: an apology with a new day; the second lateness of an office below, told upward.
APOLOGY, REPORT = "apology", "report"
WARNED, OWED, LATE = 1, 2, 3


@dataclass(frozen=True, kw_only=True)
class Watch:
    """A case whose term is watched.

    reached   how far it has come: 0, WARNED, OWED or LATE
    next_at   when it is looked at again; None while it stands still, and once it is late
    runs      the clock runs
    """

    case_id: int
    office_id: int
    due_at: datetime
    reached: int
    next_at: datetime | None
    runs: bool


@dataclass(frozen=True, kw_only=True)
class Duty:
    """What an office owes for a case, or is told of it.

    office_id   of the office that owes it
    due_at      the day promised that it is about
    settled_at  None while it is owed
    """

    case_id: int
    kind: str
    office_id: int
    at: datetime
    due_at: datetime
    settled_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TermLine:
    """A case in the list of terms.

    case_office_id  the office that decides it
    apologies       how often a new day was set
    owed            kinds of duties open for it
    """

    case_id: int
    code: str
    version_id: int
    applicant_name: str
    case_office_id: int
    due_at: datetime
    apologies: int
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TermCounts:
    """How many cases of a person's offices are where."""

    soon: int = 0
    late: int = 0
    apology: int = 0
    report: int = 0
