"""The one-stop desk: what came in there, what was missing, and the rules it works by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeAlias

from engine.records.values import Json

ReceptionState: TypeAlias = Literal["filed", "accepted", "incomplete", "refused"]
FILED: ReceptionState = "filed"
ACCEPTED: ReceptionState = "accepted"
INCOMPLETE: ReceptionState = "incomplete"
REFUSED: ReceptionState = "refused"


AGENT_PARTS = ("name", "number", "address", "phone", "email", "paper")


@dataclass(frozen=True, kw_only=True)
class Agent:
    """An authorised person who brings a dossier for another (form 01, item 7).

    number   personal number
    paper    that authorises them: kind, number and day
    """

    name: str = ""
    number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    paper: str = ""

    @property
    def is_named(self) -> bool:
        """Tell whether anything is said of one."""
        return any(getattr(self, one) for one in AGENT_PARTS)


@dataclass(frozen=True, kw_only=True)
class Missing:
    """One thing that a dossier lacks, and why it is needed."""

    what: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Reception:
    """A dossier as it came to a desk.

    state      filed: online, it waits for the desk; accepted, incomplete (form 02), refused (03)
    office_id  decides
    desk_id    receives it
    proxy_id  took it in on behalf of the receiving one (NĐ 118/2025/NĐ-CP, Art. 14)
    by         the officer; None for one filed online
    rounds     how often something was asked for before it was accepted
    answers    of the filing form while there is no case
    slip       number of the form 02 or 03 that was given
    """

    reception_id: int
    received_at: datetime
    state: ReceptionState
    office_id: int
    desk_id: int
    proxy_id: int | None
    channel: str
    procedure_key: str
    version_id: int
    applicant_name: str
    number: str | None
    by: int | None = None
    case_id: int | None = None
    rounds: int = 0
    missing: tuple[Missing, ...] = ()
    reason: str = ""
    slip: str | None = None
    asked_at: datetime | None = None
    asked_by: int | None = None
    handed_over_at: datetime | None = None
    handed_over_by: int | None = None
    answers: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class DeskRule:
    """A rule of the desk with the days for which it counts.

    name   code, look, answer, hand-over, rounds: see docs/reference/codes.md
    """

    name: str
    value: str
    basis: str
    valid_from: date
    valid_to: date | None = None
