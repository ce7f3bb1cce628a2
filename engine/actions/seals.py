"""What log entries were reckoned with: calendars and versions, by the digest of their content."""

from hashlib import sha256

from engine.errors import NotFound
from engine.procedures.digest import digest_of
from engine.records.cases import Entry
from engine.store.calendars import get_calendar
from engine.store.database import Db
from engine.store.versions import get_bundle

UNREADABLE = b""


class Seals:
    """Digests of the calendars and versions that entries name, reckoned from their content.

    broken   what is not as its own row says: ("version", id) or ("calendar", id)
    """

    def __init__(self, db: Db) -> None:
        self._db = db
        self._known: dict[tuple[str, int], bytes] = {}
        self.broken: set[tuple[str, int]] = set()

    def __call__(self, entry: Entry) -> tuple[bytes, bytes]:
        """Return the digests of calendar and version; empty where one is missing or unreadable."""
        return self._get("calendar", entry.calendar_id), self._get("version", entry.version_id)

    def broken_by(self, entry: Entry) -> frozenset[tuple[str, int]]:
        """Return what of an entry's calendar and version was changed."""
        self(entry)
        named = {("calendar", entry.calendar_id), ("version", entry.version_id)}
        return frozenset(self.broken & named)

    def _get(self, kind: str, number: int) -> bytes:
        place = (kind, number)
        if place not in self._known:
            try:
                said, found = (
                    self._calendar(number) if kind == "calendar" else self._version(number)
                )
            except (NotFound, ValueError):
                said, found = sha256().digest(), UNREADABLE
            if said != found:
                self.broken.add(place)
            self._known[place] = found
        return self._known[place]

    def _calendar(self, number: int) -> tuple[bytes, bytes]:
        said, content = get_calendar(self._db, number)
        return said, sha256(content).digest()

    def _version(self, number: int) -> tuple[bytes, bytes]:
        bundle = get_bundle(self._db, number)
        return bytes.fromhex(bundle.version.digest), bytes.fromhex(digest_of(bundle.files))
