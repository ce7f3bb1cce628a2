"""Waking workers: LISTEN/NOTIFY in PostgreSQL. With SQLite there is one process, which polls."""

import logging
import time
from types import TracebackType
from typing import Any, Self

import psycopg
from sqlalchemy import Connection, make_url, text

from engine.store.database import CONNECT_SECONDS, Database

LOG = logging.getLogger("motcua.worker")
CHANNEL = "wake"
PEOPLE = "people"  # told by triggers: migration 0005
NOTIFY = text(f"NOTIFY {CHANNEL}")


def notify(db: Connection) -> None:
    """Wake all listening workers when this transaction commits; in SQLite nothing is done.

    PostgreSQL takes one lock for all notifying commits: call it only when there is work.
    """
    if db.dialect.name == "postgresql":
        db.execute(NOTIFY)


class Listener:
    """A connection of its own that hears `notify`, opened again when lost; PostgreSQL only.

    name     shown in pg_stat_activity: who listens
    channel  what is listened to
    losses   how often the connection was lost; what was told meanwhile was not heard
    """

    def __init__(self, database: Database, name: str = "listener", channel: str = CHANNEL) -> None:
        self._name = f"motcua {name}"
        self._channel = channel
        self.losses = 0
        address = make_url(database.url).set(drivername="postgresql")
        self._address = address.render_as_string(hide_password=False)
        self._connection = self._connect()

    def _connect(self) -> psycopg.Connection[Any]:
        connection = psycopg.connect(
            self._address,
            autocommit=True,
            connect_timeout=CONNECT_SECONDS,
            application_name=self._name,
        )
        connection.execute(f"LISTEN {self._channel}")
        return connection

    def wait(self, seconds: float) -> bool:
        """Wait until somebody notifies, at most so long; tell whether somebody did.

        While the server cannot be reached it only waits: whoever asks looks for work anyway.
        """
        try:
            if self._connection.closed:
                self._connection = self._connect()
            heard = list(self._connection.notifies(timeout=seconds, stop_after=1))
        except psycopg.OperationalError as error:
            LOG.warning("no notices for the moment: %s", error)
            self._connection.close()
            self.losses += 1
            time.sleep(seconds)
            return False
        return bool(heard)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
