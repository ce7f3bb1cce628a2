"""Waking workers."""

import pytest
from sqlalchemy import text

from engine.store.database import Database
from engine.store.wakeup import Listener, notify

CUT_OFF = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND datname = current_database() AND query LIKE 'LISTEN%'"
)


@pytest.mark.postgres
def test_a_listener_hears_a_notice_once_it_is_committed(database: Database) -> None:
    if not database.is_postgres:
        pytest.skip("SQLite has no notices")
    with Listener(database) as listener:
        with database.begin() as db:
            notify(db)
            assert not listener.wait(0)
        assert listener.wait(20)
        assert not listener.wait(0)


@pytest.mark.postgres
def test_a_listener_that_was_cut_off_hears_again(database: Database) -> None:
    if not database.is_postgres:
        pytest.skip("SQLite has no notices")
    with Listener(database) as listener:
        with database.begin() as db:
            db.execute(text(CUT_OFF))
        assert not listener.wait(0.1)
        assert not listener.wait(0.1)
        with database.begin() as db:
            notify(db)
        assert listener.wait(20)


def test_a_notice_in_sqlite_does_nothing(database: Database) -> None:
    with database.begin() as db, database.count_statements() as count:
        notify(db)
    assert len(count.statements) == (1 if database.is_postgres else 0)
