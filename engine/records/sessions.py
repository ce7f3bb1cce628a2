"""Sessions of people who have signed in."""

from dataclasses import dataclass
from datetime import datetime

from engine.records.people import Person


@dataclass(frozen=True, kw_only=True)
class Session:
    """Who is signed in, since when, and until when at most."""

    person: Person
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class OwnSession:
    """A session as its owner sees it in the list of them.

    key   the stored hash in hex: names the session, opens nothing
    """

    key: str
    created_at: datetime
    expires_at: datetime
