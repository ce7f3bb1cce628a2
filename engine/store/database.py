"""The database: one engine, write and read transactions, and clear words when it cannot be used."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any, TypeAlias

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import IsolationLevel
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.sql.expression import Executable

from engine.errors import SettingRefused
from engine.store.cursors import BriefCursor

# What actions pass on to the store, so that they need not know SQLAlchemy.
Db: TypeAlias = Connection
# What the driver says when a database in use fails; for those who have the last word.
DatabaseFailure: TypeAlias = DBAPIError
# Failures that pass: server or connection gone, deadlock, SQLite's lock not got in time.
OUTAGE = (OperationalError, InterfaceError)
SETTING = "DATABASE_URL"
BUSY_SECONDS = 10
CONNECT_SECONDS = 5


@dataclass(kw_only=True)
class StatementCount:
    """Statements and commits that a block of code sent to the database."""

    statements: list[str] = field(default_factory=list)
    commits: int = 0


class Database:
    """One database, SQLite or PostgreSQL.

    url        SQLAlchemy address: sqlite:////folder/file.db or postgresql+psycopg://user:pw@host/name
    pool_size  connections kept open for PostgreSQL; as many again are opened in a rush
    Raises     SettingRefused for an address or a server that cannot be used
    """

    def __init__(self, url: str, pool_size: int = 10) -> None:
        address = read_address(url)
        self.url = url
        self.is_postgres = address.get_backend_name() == "postgresql"
        if self.is_postgres:
            self._engine = postgres_engine(address, pool_size)
            self._reading = postgres_reader(address, pool_size)
            steady = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            self._steady = self._engine.execution_options(**steady)
        else:
            self._engine = sqlite_engine(address)
            self._reading = self._steady = self._engine.execution_options(writing=False)
        self._writing = self._engine.execution_options(writing=True)
        self._engines = {self._engine, self._reading} if self.is_postgres else {self._engine}
        self._connect_once(address)

    def begin(self) -> "Transaction":
        """Return a write transaction: `with database.begin() as db:`; it ends with one commit.

        SQLite takes the write lock at once (BEGIN IMMEDIATE), so two writers never deadlock.
        """
        return Transaction(self._writing)

    def read(self) -> "Transaction":
        """Return a place to read in; nothing can be written there.

        In PostgreSQL each statement sees what is committed when it begins, as in any transaction
        of its usual kind; so none is opened, which saves two trips to the server. What needs
        several statements to see the same takes a `snapshot`.
        """
        return Transaction(self._reading)

    def snapshot(self) -> "Transaction":
        """Return a transaction that only reads, and in which all statements see the same."""
        return Transaction(self._steady)

    @staticmethod
    def is_away(error: BaseException) -> bool:
        """Tell whether an error says that the database cannot be reached, or was lost."""
        return isinstance(error, OUTAGE)

    def close(self) -> None:
        """Close all connections."""
        for engine in self._engines:
            engine.dispose()

    @contextmanager
    def count_statements(self) -> Iterator[StatementCount]:
        """Count what the block sends, from any thread; for tests of a statement budget."""
        count = StatementCount()

        def executed(_db: Connection, _cursor: object, statement: str, *_rest: object) -> None:
            # Our own BEGIN in SQLite; PostgreSQL's driver sends one that nobody sees.
            if not statement.startswith("BEGIN"):
                count.statements.append(statement)

        def committed(_db: Connection) -> None:
            count.commits += 1

        for engine in self._engines:
            event.listen(engine, "after_cursor_execute", executed)
            event.listen(engine, "commit", committed)
        try:
            yield count
        finally:
            for engine in self._engines:
                event.remove(engine, "after_cursor_execute", executed)
                event.remove(engine, "commit", committed)

    def _connect_once(self, address: URL) -> None:
        try:
            with self._engine.connect():
                pass
        except DBAPIError as error:
            shown = address.render_as_string(hide_password=True)
            raise refuse(
                shown,
                f"the database cannot be reached ({first_line(error)})",
                f"không kết nối được cơ sở dữ liệu ({first_line(error)})",
            ) from error


class Transaction:
    """A transaction as a context manager: commits after the block, rolls back on an error."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Connection:
        self._db = self._engine.connect()
        try:
            self._db.begin()
        except BaseException:
            self._db.close()
            raise
        return self._db

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        try:
            if kind is None:
                self._db.commit()
        finally:
            self._db.close()


def run_rows(db: Connection, statement: Executable, rows: Sequence[Mapping[str, Any]]) -> None:
    """Run one statement for all rows; nothing at all for none of them."""
    if len(rows) == 1:
        db.execute(statement, rows[0])
    elif rows:
        db.execute(statement, rows)


def read_address(url: str) -> URL:
    """Return the parsed address; raise SettingRefused for one that cannot be a database of ours."""
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise refuse(
            "…",
            "it is no database address; write sqlite:///var/motcua.db or postgresql+psycopg://…",
            "không phải địa chỉ cơ sở dữ liệu; hãy ghi sqlite:///var/motcua.db"
            " hoặc postgresql+psycopg://…",
        ) from error
    shown = address.render_as_string(hide_password=True)
    if address.drivername == "postgresql":
        address = address.set(drivername="postgresql+psycopg")
    if address.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise refuse(
            shown,
            "only sqlite and postgresql+psycopg are known",
            "chỉ dùng được sqlite và postgresql+psycopg",
        )
    if address.get_backend_name() == "sqlite":
        check_folder(address, shown)
    return address


def check_folder(address: URL, shown: str) -> None:
    """Make the folder of an SQLite file; raise SettingRefused where nothing can be written."""
    if not address.database or address.database == ":memory:":
        raise refuse(
            shown,
            "it names no file; several connections need one",
            "chưa nêu tên tệp; nhiều kết nối cần một tệp chung",
        )
    folder = Path(address.database).resolve().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise refuse(
            shown, f"the folder {folder} cannot be made", f"không tạo được thư mục {folder}"
        ) from error
    if not os.access(folder, os.W_OK):
        raise refuse(
            shown, f"the folder {folder} cannot be written", f"không ghi được vào thư mục {folder}"
        )


def refuse(shown: str, reason_en: str, reason_vi: str) -> SettingRefused:
    """Return the error for a database address; `shown` must not hold a password."""
    return SettingRefused(setting=SETTING, value=shown, reason_en=reason_en, reason_vi=reason_vi)


def first_line(error: DBAPIError) -> str:
    """Return the first line of what the driver said."""
    return str(error.orig).strip().partition("\n")[0]


def sqlite_engine(address: URL) -> Engine:
    """Return an engine for an SQLite file in WAL mode, with our own BEGIN."""
    engine = create_engine(
        address,
        connect_args={"check_same_thread": False, "timeout": BUSY_SECONDS},
        hide_parameters=True,  # an error may be logged; what people typed must not
        pool_size=10,
        max_overflow=20,
    )

    @event.listens_for(engine, "connect")
    def connected(connection: SqliteConnection, _record: object) -> None:
        # The driver must not begin transactions by itself: it would take the write lock too late.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")

    @event.listens_for(engine, "begin")
    def begun(db: Connection) -> None:
        writing = db.get_execution_options().get("writing")
        db.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def postgres_engine(address: URL, pool_size: int) -> Engine:
    """Return an engine for PostgreSQL, READ COMMITTED, in UTC."""
    return connect_postgres(address, pool_size, "READ COMMITTED", "-c timezone=UTC")


def postgres_reader(address: URL, pool_size: int) -> Engine:
    """Return an engine that reads only, each statement by itself; the server sees to it."""
    options = "-c timezone=UTC -c default_transaction_read_only=on"
    return connect_postgres(address, pool_size, "AUTOCOMMIT", options)


def connect_postgres(
    address: URL, pool_size: int, isolation: IsolationLevel, options: str
) -> Engine:
    """Return an engine with settings that every connection of its pool gets."""
    return create_engine(
        address,
        isolation_level=isolation,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_recycle=1800,
        hide_parameters=True,  # an error may be logged; what people typed must not
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "cursor_factory": BriefCursor,
            "application_name": "motcua",
            "options": options,
        },
    )
