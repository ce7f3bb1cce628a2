"""Documents and readings of a case."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.records.forms import StoredFile
from engine.records.values import Json

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
class Reading:
    """Somebody looked at a case."""

    person_id: int
    person_name: str
    at: datetime
    purpose: str


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
