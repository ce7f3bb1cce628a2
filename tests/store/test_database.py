"""The database: transactions, and words for what cannot be used."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from engine.errors import SettingRefused
from engine.store.database import Database
from engine.store.tables import try_count
from tests.store.steps import NOW

INSERT = text("INSERT INTO counter (office_code, day, value) VALUES ('a', 'b', 1)")
COUNT = text("SELECT count(*) FROM counter")


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "mysql://host/name",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:////proc/nowhere/motcua.db",
        "postgresql+psycopg://motcua:secret@127.0.0.1:1/motcua",
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(SettingRefused) as caught:
        Database(url)
    assert "secret" not in str(caught.value)
    assert "secret" not in caught.value.text("vi")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Kính gửi " * 1000)
    with pytest.raises(SettingRefused, match="not a database"):
        Database(f"sqlite:///{tmp_path}/letter.db")


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    Database(f"sqlite:///{tmp_path}/new/motcua.db").close()
    assert (tmp_path / "new").is_dir()


def test_an_error_undoes_the_whole_transaction(database: Database) -> None:
    def insert_twice() -> None:
        with database.begin() as db:
            db.execute(INSERT)
            db.execute(INSERT)

    with pytest.raises(IntegrityError):
        insert_twice()
    with database.read() as db:
        assert db.execute(COUNT).scalar_one() == 0


def test_a_transaction_is_one_commit(database: Database) -> None:
    with database.count_statements() as count, database.begin() as db:
        db.execute(INSERT)
        db.execute(COUNT)
    assert (len([one for one in count.statements if "counter" in one]), count.commits) == (2, 1)


@pytest.mark.postgres
def test_a_reading_transaction_cannot_write_in_postgresql(database: Database) -> None:
    if not database.is_postgres:
        pytest.skip("SQLite has no such transactions")
    with pytest.raises(DBAPIError, match="read-only"), database.read() as db:
        db.execute(INSERT)


def test_instants_come_back_to_the_microsecond_and_in_utc(database: Database) -> None:
    at = datetime(2026, 11, 23, 8, 0, 0, 123457, tzinfo=timezone(timedelta(hours=7)))
    with database.begin() as db:
        db.execute(try_count.insert(), {"key": "k", "started_at": at, "tries": 1})
        found = db.execute(select(try_count.c.started_at)).scalar_one()
    assert (found, found.tzinfo) == (at, UTC)


def test_an_instant_without_time_zone_is_refused(database: Database) -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(StatementError, match="no time zone"), database.begin() as db:
        db.execute(try_count.insert(), {"key": "k", "started_at": naive, "tries": 1})


def test_what_a_failed_statement_was_given_is_not_told(database: Database) -> None:
    values = {"key": "k", "started_at": NOW, "tries": 987_654_321}
    with database.begin() as db:
        db.execute(try_count.insert(), values)
    with pytest.raises(IntegrityError) as caught, database.begin() as db:
        db.execute(try_count.insert(), values)
    assert "987654321" not in str(caught.value)
