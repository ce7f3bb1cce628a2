"""Documents and readings of a case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.records.forms import StoredFile
from engine.records.values import Json

# Why somebody looks: their own step, that of somebody absent, one that waits for their post, one
# that they lead, their office's dossier, oversight, somebody who came to the desk, or their post.
HOLDS, STANDS_IN, WAITS, LEADS = "holds", "stands-in", "waits", "leads"
OFFICE, OVERSEES, DESK, POST = "office", "oversees", "desk", "post"
FILE_KEYS = frozenset(("digest", "name", "size", "media"))


@dataclass(frozen=True, kw_only=True)
class Document:
    """A file that belongs to a case.

    field  key of the field it answers
    by     who gave it; None for the applicant
    """

    file: StoredFile
    field: str
    at: datetime
    by: int | None


@dataclass(frozen=True, kw_only=True)
class Right:
    """Why somebody may look at a case.

    why      one of HOLDS … POST
    element  the step that they look at it for
    post     the post in which they do, at the office `office_id`
    """

    why: str
    element: str | None = None
    post: str | None = None
    office_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Somebody looked at a case; `right` is None for what was noted before rights were."""

    person_id: int
    person_name: str
    at: datetime
    purpose: str
    right: Right | None = None


def files_among(values: Mapping[str, Json]) -> Iterator[tuple[str, StoredFile]]:
    """Yield the files among case data: the name they stand under, and the file."""
    for name, value in values.items():
        for one in value if isinstance(value, list) else ():
            if isinstance(one, dict) and one.keys() == FILE_KEYS:
                stored = StoredFile(
                    digest=str(one["digest"]),
                    name=str(one["name"]),
                    size=int(str(one["size"])),
                    media=str(one["media"]),
                )
                yield name, stored
