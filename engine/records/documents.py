"""Documents and readings of a case."""

from dataclasses import dataclass
from datetime import datetime

from engine.records.forms import StoredFile


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
