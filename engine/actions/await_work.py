"""Waiting for work: until somebody left some, or for a while."""

import logging
from threading import Condition, Event, Thread

from engine.context import Context
from engine.store.wakeup import Listener

LOG = logging.getLogger("motcua.api")
LISTEN_SECONDS = 1.0


class WorkBell:
    """Rings in one process when a step somewhere left work for workers.

    PostgreSQL tells; one connection listens for all who wait here, only while somebody does. With
    SQLite, or while that connection is lost, nobody rings: whoever waits looks again by itself.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._rings = Condition()
        self._number = 0
        self._waiting = 0
        self._listens = False
        self.is_ready = Event()

    def wait(self, seconds: float) -> bool:
        """Wait for the next ring, at most so long; tell whether it rang."""
        with self._rings:
            self._waiting += 1
            self._listen()
            before = self._number
            try:
                return self._rings.wait_for(lambda: self._number != before, seconds)
            finally:
                self._waiting -= 1

    def _listen(self) -> None:
        if not self._listens and self._context.database.is_postgres:
            self._listens = True
            Thread(target=self._hear, name="work-bell", daemon=True).start()

    def _hear(self) -> None:
        try:
            with Listener(self._context.database) as listener:
                self.is_ready.set()
                while self._goes_on():
                    if listener.wait(LISTEN_SECONDS):
                        self._ring()
        except Exception:  # noqa: BLE001  whoever waits looks again by itself
            LOG.exception("the bell for work cannot be heard")
            with self._rings:
                self._listens = False

    def _goes_on(self) -> bool:
        with self._rings:
            self._listens = self._waiting > 0
            if not self._listens:
                self.is_ready.clear()
            return self._listens

    def _ring(self) -> None:
        with self._rings:
            self._number += 1
            self._rings.notify_all()
