"""New databases for tests, of both kinds."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from engine.store.database import Database
from engine.store.migrate import migrate


def run_on(server: str, statement: str) -> None:
    """Carry out one statement outside a transaction."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def make_tables(url: str) -> None:
    """Give an empty database its tables."""
    database = Database(url)
    migrate(database)
    database.close()


@contextmanager
def new_postgres(server: str, template: str = "template0") -> Iterator[str]:
    """Give the address of a new copy of the database `template`, which is dropped afterwards."""
    name = f"test_{uuid.uuid4().hex}"
    run_on(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    run_on(server, f"DROP DATABASE {name} WITH (FORCE)")


def sqlite_url(path: Path) -> str:
    """Return the address of an SQLite file."""
    return f"sqlite:///{path}"
