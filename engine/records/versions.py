"""Versions of procedures as lists show them."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Version:
    """A published, unchangeable copy of a procedure.

    number   1, 2, 3 … within the procedure
    digest   SHA-256 of its files, in hex
    is_live  new cases are opened with it
    """

    version_id: int
    procedure_key: str
    number: int
    digest: str
    published_at: datetime
    published_by: int | None
    is_live: bool
