"""Causes of incidents: what stands still for the same reason belongs together."""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

LONGEST_PATTERN = 200
# What differs from case to case within the same fault: quoted words, codes, numbers.
_OWN = re.compile(r"“[^”]*”|'[^']*'|\"[^\"]*\"|\b[\w.-]*\d[\w.:/-]*")


def pattern_of(text: str) -> str:
    """Return a text with what is only this case's own left out."""
    return " ".join(_OWN.sub("…", text).split())[:LONGEST_PATTERN]


@dataclass(frozen=True, kw_only=True)
class Cause:
    """What incidents have in common.

    code      stable code of the error
    pattern   its text without what is only one case's own
    """

    procedure_key: str
    element: str
    code: str
    pattern: str

    @property
    def key(self) -> str:
        """Name of the cause for an address."""
        parts = (self.procedure_key, self.element, self.code, self.pattern)
        return sha256("\0".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True)
class CauseCount:
    """A cause with its incidents counted.

    version_id   newest version among their cases
    example      text of one of them
    """

    cause: Cause
    number: int
    first_at: datetime
    last_at: datetime
    version_id: int
    example: str


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an incident stands; in the order of places they are worked through."""

    case_id: int
    token: int


@dataclass(frozen=True, kw_only=True)
class Stuck:
    """An incident with its case."""

    place: Place
    cause: Cause
    dossier: str
    version_id: int
    text: str
    raised_at: datetime
