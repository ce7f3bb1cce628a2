"""Publications: what is asked to go live, who agreed to it, and which version is in force when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from engine.records.values import Json

# The procedure of our own by which procedures are published: bpmn/cong-bo-thu-tuc.
PUBLISHING = "cong-bo-thu-tuc"
# How a release came to be. The first two came with the program, the third is marked for ever.
DELIVERED, SAMPLE, EMERGENCY = "delivered", "sample", "emergency"
APPROVED, ROLLED_BACK, RETIRED = "approved", "rolled-back", "retired"
# A release for some offices or a share of the cases, later given to all or to nobody.
WIDENED, TAKEN_BACK = "widened", "taken-back"
ORIGINS = (DELIVERED, SAMPLE, EMERGENCY, APPROVED, ROLLED_BACK, RETIRED, WIDENED, TAKEN_BACK)
# Where a publication stands.
CHECKING, APPROVING, RETURNED, SCHEDULED = "checking", "approving", "returned", "scheduled"
LIVE, REFUSED, WITHDRAWN, CALLED_OFF = "live", "refused", "withdrawn", "called-off"
UNDER_WAY = (CHECKING, APPROVING, RETURNED, SCHEDULED)
# What an approver can say.
AGREE, RETURN, REFUSE = "dong_y", "tra_lai", "tu_choi"
WHOLE = 100


@dataclass(frozen=True, kw_only=True)
class Reach:
    """For which new cases a release counts; for all of them where nothing is said.

    offices  codes of offices; an office counts with all below it
    share    per cent of the cases, chosen by dossier code
    """

    offices: tuple[str, ...] = ()
    share: int | None = None

    @property
    def is_whole(self) -> bool:
        """Tell whether it counts for every case."""
        return not self.offices and self.share is None

    def covers(self, version_id: int | None, office: str | None, dossier: str | None) -> bool:
        """Tell whether it counts for a case of this office with this dossier code."""
        if self.offices and not any(_is_within(office, one) for one in self.offices):
            return False
        if self.share is None:
            return True
        return dossier is not None and lot_of(version_id, dossier) < self.share


@dataclass(frozen=True, kw_only=True)
class Release:
    """From an instant on, a procedure's new cases take a version; with None, there are none.

    number        of the version, within the procedure
    effective_at  the instant from which it counts
    by            who caused it; None for the program itself
    approved_by   who agreed, where it was approved
    case_id       of the publication, whose log is the proof
    decision      number of the agency's decision, and its day
    reason        why: of a roll-back, a retirement, an emergency
    called_off_at when it was given up before it took effect
    """

    release_id: int
    procedure_key: str
    version_id: int | None
    number: int | None
    origin: str
    reach: Reach
    effective_at: datetime
    made_at: datetime
    by: int | None = None
    approved_by: tuple[int, ...] = ()
    case_id: int | None = None
    decision: tuple[str, str] = ("", "")
    reason: str = ""
    called_off_at: datetime | None = None
    report: Mapping[str, Json] = field(default_factory=dict)

    @property
    def is_irregular(self) -> bool:
        """Tell whether it went live without the approval of a second person."""
        return self.origin in (EMERGENCY, ROLLED_BACK)


@dataclass(frozen=True, kw_only=True)
class NewRelease:
    """A release to be written; the names mean what they mean in `Release`."""

    procedure_key: str
    version_id: int | None
    origin: str
    effective_at: datetime
    made_at: datetime
    reach: Reach = Reach()
    by: int | None = None
    approved_by: tuple[int, ...] = ()
    case_id: int | None = None
    decision: tuple[str, str] = ("", "")
    reason: str = ""
    report: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """How a draft shall go live.

    summary       what changes and why, in the designer's words
    effective_at  None for at once
    """

    summary: str
    effective_at: datetime | None = None
    reach: Reach = Reach()


@dataclass(frozen=True, kw_only=True)
class Publication:
    """A draft on its way to being published; the log of its case is the proof of who did what.

    save     number of the save that is to be published, digest its fingerprint
    needed   how many people must agree
    authors  everybody who saved the draft; none of them may agree
    reason   why it was returned or refused
    """

    publication_id: int
    draft_id: int
    procedure_key: str
    case_id: int
    save: int
    digest: str
    state: str
    wish: Wish
    needed: int
    authors: tuple[int, ...]
    requested_at: datetime
    requested_by: int
    report: Mapping[str, Json]
    reason: str = ""
    version_id: int | None = None

    @property
    def is_under_way(self) -> bool:
        """Tell whether it is not over yet."""
        return self.state in UNDER_WAY


@dataclass(frozen=True, kw_only=True)
class Comment:
    """A remark of a reader of a draft on a file, or on an element in it."""

    comment_id: int
    draft_id: int
    save: int
    path: str
    element: str
    text: str
    at: datetime
    by: int
    by_name: str
    resolved_at: datetime | None = None


def in_force(
    releases: Iterable[Release], office: str | None = None, dossier: str | None = None
) -> Release | None:
    """Return the release that counts for a new case, of those in effect, the newest first."""
    for one in releases:
        if one.reach.covers(one.version_id, office, dossier):
            return one
    return None


def lot_of(version_id: int | None, dossier: str) -> int:
    """Return the lot of a dossier, 0 to 99: always the same, so that anybody can check it.

    A share that grows keeps the dossiers it had.
    """
    drawn = sha256(f"{version_id}:{dossier}".encode()).digest()
    return int.from_bytes(drawn[:4], "big") % WHOLE


def _is_within(office: str | None, around: str) -> bool:
    return office is not None and (office == around or office.startswith(f"{around}."))
