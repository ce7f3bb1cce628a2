"""The legal clock as rows: what is watched of a case, and what its office owes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from engine.records.cases import Entry

# Kinds of duties: an apology with a new day; what an office below has failed in, told upward: a
# second lateness, or an apology that was owed and not made.
APOLOGY, REPORT = "apology", "report"
WARNED, OWED, LATE, REPORTED = 1, 2, 3, 4


@dataclass(frozen=True, kw_only=True)
class Watch:
    """A case whose term is watched.

    reached   how far it has come: 0, WARNED, OWED, LATE or REPORTED
    next_at   when it is looked at again; None while it stands still, and once all is told
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
class DateSet:
    """A day that was set anew: what form 04 tells the applicant.

    act      apology or extension
    before   the day promised until then; `due_at` the new one
    by       id of the person who set it
    """

    act: str
    at: datetime
    before: datetime
    due_at: datetime
    reason: str
    basis: str
    by: int | None


@dataclass(frozen=True, kw_only=True)
class TermLine:
    """A case in the list of terms.

    case_office_id  the office that decides it
    apologies       how often a new day was set
    at              when it was owed or told, of what is owed
    """

    case_id: int
    code: str
    version_id: int
    applicant_name: str
    case_office_id: int
    due_at: datetime
    apologies: int
    paused: bool = False
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TermCounts:
    """How many cases of a person's offices are where."""

    soon: int = 0
    late: int = 0
    apology: int = 0
    report: int = 0


def dates_set(entries: Iterable[Entry]) -> tuple[DateSet, ...]:
    """Return how the day promised was changed, from the log of a case, the first change first."""
    return tuple(
        DateSet(
            act=str(event.values["act"]),
            at=entry.at,
            before=datetime.fromisoformat(str(event.values["before"])),
            due_at=datetime.fromisoformat(str(event.values["due"])),
            reason=str(event.values["reason"]),
            basis=str(event.values["basis"]),
            by=entry.by,
        )
        for entry in entries
        for event in entry.events
        if event.kind == "date-set"
    )
