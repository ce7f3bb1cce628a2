"""Other systems that are told of our dossiers, and the messages they get."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal, TypeAlias

from engine.records.cards import Text

Kind: TypeAlias = Literal["dossier", "progress"]
DOSSIER: Final[Kind] = "dossier"
PROGRESS: Final[Kind] = "progress"
WAITING, SENT, REFUSED = "waiting", "sent", "refused"


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

    @property
    def key(self) -> str:
        """The same in every try."""
        return f"{self.code}/{self.seq}/{self.kind}"


@dataclass(frozen=True, kw_only=True)
class Reconciliation:
    """What came of comparing a day's dossiers with another system.

    ours, theirs  how many each has
    missing       codes that it lacks; they are sent again
    unknown       codes that we lack
    differing     code → (our status, its status)
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

    @property
    def is_clean(self) -> bool:
        """Whether both have the same."""
        return not (self.missing or self.unknown or self.differing or self.error)
