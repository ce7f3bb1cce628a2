"""The work of an office as its head sees it, and work on many tasks at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.records.absences import Absence
from engine.records.cards import Text
from engine.records.cases import Task
from engine.records.people import Person
from engine.records.values import Json

REASSIGN, COMPLETE = "reassign", "complete"


@dataclass(frozen=True, kw_only=True)
class Load:
    """Open tasks of one holder at one step; `holder_id` is None for what nobody holds.

    late, soon   past their day; due before the next working day ends
    """

    holder_id: int | None
    version_id: int
    element: str
    open: int
    late: int
    soon: int


@dataclass(frozen=True, kw_only=True)
class OfficerLoad:
    """What one officer has on their desk; person_id None stands for what nobody holds.

    minutes   of work on the open tasks, as the diagrams say; tasks that say none count nothing
    unknown   open tasks whose diagram says no minutes
    done      tasks completed since Monday
    """

    person_id: int | None
    name: str
    posts: tuple[str, ...] = ()
    open: int = 0
    late: int = 0
    soon: int = 0
    done: int = 0
    minutes: int = 0
    unknown: int = 0
    absence: Absence | None = None


@dataclass(frozen=True, kw_only=True)
class TeamTask:
    """A task in the list of an officer, with its step and the minutes its diagram says."""

    task: Task
    step: Text
    procedure: Text
    due_at: datetime | None
    minutes: int | None

    @property
    def key(self) -> str:
        """What names it in a form."""
        return f"{self.task.case_id}-{self.task.token}"


@dataclass(frozen=True, kw_only=True)
class Move:
    """A task that is to go to somebody; `person` is None where nobody fits."""

    line: TeamTask
    person: Person | None


@dataclass(frozen=True, kw_only=True)
class BatchResult:
    """What became of one task of a batch; said is empty where it worked."""

    case_id: int
    token: int
    code: str
    said_vi: str = ""
    said_en: str = ""

    @property
    def is_done(self) -> bool:
        """Tell whether it worked."""
        return not self.said_vi


@dataclass(frozen=True, kw_only=True)
class Batch:
    """The same done to many tasks, as far as it has come.

    content   of reassigning: reason; of completing: answers
    places    case id, token, dossier code, and for reassigning who gets it
    """

    batch_id: int
    person_id: int
    kind: str
    made_at: datetime
    ended_at: datetime | None
    content: Mapping[str, Json]
    places: Sequence[Sequence[int | str]]
    results: tuple[BatchResult, ...]

    @property
    def refused(self) -> tuple[BatchResult, ...]:
        """Those that did not work."""
        return tuple(one for one in self.results if not one.is_done)
