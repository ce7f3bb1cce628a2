"""Moving running cases to another version: what stands in the way, and how far a move has come."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from engine.errors import Words

Policy: TypeAlias = Literal["now", "at-step"]
# How the steps of the new version were found: the same id, the same name, or the neighbours.
Means: TypeAlias = Literal["id", "name", "place", "none"]
NOW: Policy = "now"
AT_STEP: Policy = "at-step"
# Of a move: being prepared, tried out on all cases, carried out, stopped in between, done.
DRAFT, TRYING, TRIED, RUNNING, STOPPED, DONE = (
    "draft",
    "trying",
    "tried",
    "running",
    "stopped",
    "done",
)
# Of one case in it; "fits" and "blocked" are what a trial found.
TODO, FITS, BLOCKED, MOVED, WAITING, UNDONE, ENDED = (
    "todo",
    "fits",
    "blocked",
    "moved",
    "waiting",
    "undone",
    "ended",
)


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """Why a case cannot move: at an element of the version it runs on."""

    element: str
    words: Words


@dataclass(frozen=True, kw_only=True)
class Match:
    """What becomes of an element in the new version; `target` is None where nothing does."""

    element: str
    target: str | None
    means: Means


@dataclass(frozen=True, kw_only=True)
class Move:
    """An order to move the cases of one version to another.

    mapping  element of the old version → element of the new one, or None; what is not named keeps
             its id
    steps    elements of the old version; a case moves when it reaches one of them
    counts   how many of its cases are in which state
    fence    number of the present lease of whoever works on it
    """

    move_id: int
    procedure_key: str
    from_version_id: int
    to_version_id: int
    mapping: Mapping[str, str | None]
    policy: Policy
    steps: tuple[str, ...]
    reason: str
    state: str
    begun_at: datetime
    begun_by: int
    ordered_by: int | None
    fence: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many cases it is about."""
        return sum(self.counts.values())


@dataclass(frozen=True, kw_only=True)
class MovedCase:
    """One case of a move.

    seq        number of the log entry that moved it
    obstacles  why it could not
    """

    case_id: int
    code: str
    state: str
    office_id: int
    at: datetime | None = None
    seq: int | None = None
    obstacles: tuple[Obstacle, ...] = ()
