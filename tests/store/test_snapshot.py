"""What is read in a snapshot stays as it was when it began, whoever writes meanwhile."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from engine.store.database import Database

COUNT = text("SELECT count(*) FROM counter")
ADD = text("INSERT INTO counter (office_code, day, value) VALUES ('H99', :day, 1)")


def test_all_statements_of_a_snapshot_see_the_same(database: Database) -> None:
    with database.snapshot() as db:
        before = db.execute(COUNT).scalar_one()
        with database.begin() as other:
            other.execute(ADD, {"day": "261123"})
        assert db.execute(COUNT).scalar_one() == before
    with database.snapshot() as db:
        assert db.execute(COUNT).scalar_one() == before + 1


def test_a_snapshot_cannot_be_written_in_postgresql(database: Database) -> None:
    if not database.is_postgres:
        pytest.skip("SQLite has no such transactions")
    with pytest.raises(DBAPIError, match="read-only"), database.snapshot() as db:
        db.execute(ADD, {"day": "261123"})


def test_what_is_read_by_itself_sees_what_was_just_committed(database: Database) -> None:
    if not database.is_postgres:
        pytest.skip("SQLite reads in snapshots only")
    with database.read() as db:
        before = db.execute(COUNT).scalar_one()
        with database.begin() as other:
            other.execute(ADD, {"day": "261123"})
        assert db.execute(COUNT).scalar_one() == before + 1
