"""Waking workers: LISTEN/NOTIFY in PostgreSQL. With SQLite there is one process, which polls."""

from types import TracebackType
from typing import Self

import psycopg
from sqlalchemy import Connection, make_url, text

from engine.store.database import Database

CHANNEL = "wake"
NOTIFY = text(f"NOTIFY {CHANNEL}")


def notify(db: Connection) -> None:
    """Wake all listening workers when this transaction commits; in SQLite nothing is done.

    PostgreSQL takes one lock for all notifying commits: call it only when there is work.
    """
    if db.dialect.name == "postgresql":
        db.execute(NOTIFY)


class Listener:
    """A connection of its own that hears `notify`; PostgreSQL only."""

    def __init__(self, database: Database) -> None:
        address = make_url(database.url).set(drivername="postgresql")
        self._connection = psycopg.connect(
            address.render_as_string(hide_password=False), autocommit=True
        )
        self._connection.execute(f"LISTEN {CHANNEL}")

    def wait(self, seconds: float) -> bool:
        """Wait until somebody notifies, at most so long; tell whether somebody did.

        Raises psycopg.OperationalError when the connection is lost: open another listener.
        """
        heard = list(self._connection.notifies(timeout=seconds, stop_after=1))
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
