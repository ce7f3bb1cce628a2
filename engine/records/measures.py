"""What a procedure asks of people, in figures; docs/reference/measures.md explains each."""

from dataclasses import dataclass
from decimal import Decimal

from engine.errors import Words

# Saving that a review of procedures has to reach, in hundredths (domain: programme of 2021–2025).
TARGET = 20


@dataclass(frozen=True, kw_only=True)
class HandOver:
    """Work that goes from one task to the next one, of somebody else."""

    source: Words
    target: Words
    giver: Words
    taker: Words


@dataclass(frozen=True, kw_only=True)
class WayStep:
    """A step on the longest way with the working days it may take."""

    element: str
    name: Words
    days: Decimal


@dataclass(frozen=True, kw_only=True)
class LongestWay:
    """The longest way while the legal clock runs.

    about   calendar days were brought to working days
    term    the published term in working days; None where it cannot be told
    """

    days: Decimal
    steps: tuple[WayStep, ...]
    about: bool
    term: Decimal | None
    term_words: Words
    term_about: bool


@dataclass(frozen=True, kw_only=True)
class CostRow:
    """One thing the applicant does for a dossier, in VND.

    part     prepare, file, pay, inspection, other, receive; step for an element of the diagram
    share    of all cases, 0 to 1
    """

    part: str
    what: Words
    hours: float
    hired: int
    fee: int
    other: int
    total: float
    share: float = 1.0
    assumed: bool = False
    note: Words | None = None


@dataclass(frozen=True, kw_only=True)
class CostFigures:
    """The compliance cost of a dossier and of a year, in VND."""

    wage: int
    times_a_year: float
    subjects_a_year: int
    rows: tuple[CostRow, ...]
    dossier: float
    year: float | None
    source: Words | None
    assumed: bool


@dataclass(frozen=True, kw_only=True)
class Measures:
    """All figures of one version.

    unread   attributes that hold no number, as “element: text”
    """

    officer_steps: int
    applicant_steps: int
    post_handovers: tuple[HandOver, ...]
    office_handovers: tuple[HandOver, ...]
    papers: int
    originals: int
    copies: int
    applicant_required: int
    applicant_optional: int
    officer_required: int
    officer_optional: int
    longest: LongestWay
    work_minutes: float
    cost: CostFigures | None
    unread: tuple[str, ...] = ()
