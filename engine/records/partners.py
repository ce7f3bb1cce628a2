"""Other systems that are told of our dossiers, and the messages they get."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal, TypeAlias

from engine.records.cards import Text

Kind: TypeAlias = Literal["dossier", "progress"]
DOSSIER: Final[Kind] = "dossier"
PROGRESS: Final[Kind] = "progress"
# What is gone tells of an entry that was erased: nobody waits for it.
WAITING, SENT, REFUSED, GONE = "waiting", "sent", "refused", "gone"


@dataclass(frozen=True, kw_only=True)
class Partner:
    """Another system.

    name      of its file; stands in the messages' rows
    url       where messages go
    list_url  where it says which dossiers of a day it has; None where it cannot
    secret    name of the secret by which it knows us
    tells     which messages it gets
    codes     its own code for each of ours, by the field it is for: no two systems number alike
    """

    name: str
    title: Text
    url: str
    list_url: str | None = None
    secret: str | None = None
    tells: tuple[Kind, ...] = (DOSSIER, PROGRESS)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def code(self, what: str, ours: str) -> str:
        """Return its code for one of ours; ours where it has none of its own."""
        return self.codes.get(what, {}).get(ours, ours)


@dataclass(frozen=True, kw_only=True)
class OutMessage:
    """A message to another system.

    seq    number of the log entry that it tells of; with code and kind it is the key by which the
           other side knows a message that comes twice
    anew   how often it was made anew, because the other side had lost what it said
    error  why the last try failed
    """

    message_id: int
    partner: str
    case_id: int
    code: str
    seq: int
    kind: str
    state: str
    tries: int
    created_at: datetime
    sent_at: datetime | None = None
    error: str | None = None
    anew: int = 0

    @property
    def key(self) -> str:
        """The same in every try."""
        key = f"{self.code}/{self.seq}/{self.kind}"
        return f"{key}/{self.anew}" if self.anew else key


@dataclass(frozen=True, kw_only=True)
class OpenCase:
    """An open dossier, as far as it is compared."""

    case_id: int
    code: str
    status: int
    seq: int
    opened_at: datetime


@dataclass(frozen=True, kw_only=True)
class OpenSweep:
    """What came of comparing all open dossiers in a night.

    ours, compared  how many are open, and for how many of them the other system answered
    next_day        day of receipt with which the next night begins; None when all had their turn
    error           why a day could not be compared
    """

    ours: int
    compared: int
    missing: tuple[str, ...] = ()
    differing: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    next_day: date | None = None
    error: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reconciliation:
    """What came of comparing a day's dossiers with another system.

    ours, theirs  how many each has
    missing       codes that it lacks; they are sent again
    unknown       codes that we lack
    differing     code → (our status, its status)
    sweep         the same for dossiers that are open since before; None for days made up for
    """

    partner: str
    day: date
    at: datetime
    ours: int
    theirs: int
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    differing: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    error: str | None = None
    sweep: OpenSweep | None = None

    @property
    def all_missing(self) -> tuple[str, ...]:
        """What it lacks, of the day and of the dossiers that are open since before."""
        both = (*self.missing, *(self.sweep.missing if self.sweep else ()))
        return tuple(dict.fromkeys(both))

    @property
    def all_differing(self) -> Mapping[str, tuple[str, str]]:
        """What differs, of the day and of the dossiers that are open since before."""
        return {**self.differing, **(self.sweep.differing if self.sweep else {})}

    @property
    def is_clean(self) -> bool:
        """Whether both have the same."""
        error = self.error or (self.sweep and self.sweep.error)
        return not (self.all_missing or self.unknown or self.all_differing or error)
