"""Sessions looked up before, as long as PostgreSQL has told of no change to people.

Who is signed in is asked at every request. A process remembers the answer and listens: a trigger
tells of every change to people, posts, offices and sessions, whoever made it, when it is committed.
"""

import logging
import time
from threading import Event, Lock, Thread

from engine.clock import Clock
from engine.records.sessions import Session
from engine.store.database import Database
from engine.store.sessions import find_session
from engine.store.wakeup import PEOPLE, Listener

LOG = logging.getLogger("motcua.web")
# A network that fails without a word cannot keep a session open for longer than this.
SECONDS = 5.0
LISTEN_SECONDS = 1.0
MOST = 10_000


class KnownSessions:
    """The sessions a process knows; in SQLite, and while nobody tells of changes, it asks."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._lock = Lock()
        self._kept: dict[bytes, tuple[float, Session]] = {}
        self._number = 0
        self._hears = False
        self._is_started = False
        self._stop = Event()
        self.is_ready = Event()

    def find(self, token_hash: bytes) -> Session | None:
        """Return the open session of a token, with the person and their posts."""
        now = self._clock.now()
        at, kept = self._kept.get(token_hash, (0.0, None))
        if kept and self._hears and time.monotonic() - at < SECONDS and kept.expires_at > now:
            return kept
        number = self._number
        with self._database.read() as db:
            found = find_session(db, token_hash, now)
        if found is not None:
            self._keep(token_hash, found, number)
        return found

    def close(self) -> None:
        """Listen no longer."""
        self._stop.set()

    def _keep(self, token_hash: bytes, found: Session, number: int) -> None:
        with self._lock:
            if not self._is_started and self._database.is_postgres:
                self._is_started = True
                Thread(target=self._listen, name="sessions", daemon=True).start()
            # What was told while we asked may not be in the answer.
            if self._hears and number == self._number:
                if len(self._kept) >= MOST:
                    self._kept.clear()
                self._kept[token_hash] = (time.monotonic(), found)

    def _forget(self, hears: bool) -> None:
        with self._lock:
            self._hears = hears
            self._number += 1
            self._kept.clear()

    def _listen(self) -> None:
        try:
            with Listener(self._database, "sessions", PEOPLE) as listener:
                self._forget(hears=True)
                losses = 0
                self.is_ready.set()
                while not self._stop.is_set():
                    told = listener.wait(LISTEN_SECONDS)
                    lost, losses = listener.losses != losses, listener.losses
                    if told or lost or not self._hears:
                        self._forget(hears=not lost)
        except Exception:  # noqa: BLE001  without this thread every request asks, as in SQLite
            LOG.exception("changes to people cannot be heard")
        finally:
            self._forget(hears=False)
            self._is_started = False
