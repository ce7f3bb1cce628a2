"""Drafts: procedures being redrawn, what was saved of them, and who is at work on one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from engine.records.cards import Text

VERSION, IMPORT, TEMPLATE, EMPTY = "version", "import", "template", "empty"
ORIGINS = (VERSION, IMPORT, TEMPLATE, EMPTY)
# Only an open draft can be changed; a submitted one waits for its approval.
OPEN, SUBMITTED, PUBLISHED, DISCARDED = "open", "submitted", "published", "discarded"
# Pages tell every 20 seconds that they are open; whoever missed two of those has gone.
PRESENT = timedelta(seconds=50)
# None takes a file away.
Changes = Mapping[str, bytes | None]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A procedure folder being redrawn.

    name             what its designer calls this redrawing
    origin           what it began as: a version, an imported file, a template, or nothing
    base_version_id  the version it began as, with which it is compared
    number           of its newest save: 1, 2, 3 …
    state            open, submitted, published or discarded
    remarks          what an import could not carry over, or changed on the way
    """

    draft_id: int
    procedure_key: str
    name: str
    origin: str
    base_version_id: int | None
    number: int
    opened_at: datetime
    opened_by: int
    saved_at: datetime
    saved_by: int
    state: str
    remarks: Sequence[Text] = field(default=())

    @property
    def is_open(self) -> bool:
        """Tell whether it can be changed."""
        return self.state == OPEN


@dataclass(frozen=True, kw_only=True)
class Save:
    """One save of a draft; every one is kept.

    note     what the person said about it; empty where it was saved by itself
    changed  the paths that differ from the save before
    digests  SHA-256 in hex of every file, by path
    """

    number: int
    at: datetime
    by: int
    note: str
    changed: tuple[str, ...]
    digests: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Presence:
    """Somebody who has a draft open: since when, in which file, and when last heard of.

    name   of the person, where it was looked up
    """

    person_id: int
    since: datetime
    seen_at: datetime
    path: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A file that somebody else saved meanwhile."""

    path: str
    by: int
    by_name: str
    at: datetime
    number: int
