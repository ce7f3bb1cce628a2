"""Waking workers."""

import pytest

from engine.store.database import Database
from engine.store.wakeup import Listener, notify


@pytest.mark.postgres
def test_a_listener_hears_a_notice_once_it_is_committed(database: Database) -> None:
    if not database.is_postgres:
        pytest.skip("SQLite has no notices")
    with Listener(database) as listener:
        with database.begin() as db:
            notify(db)
            assert not listener.wait(0)
        assert listener.wait(5)
        assert not listener.wait(0)


def test_a_notice_in_sqlite_does_nothing(database: Database) -> None:
    with database.begin() as db, database.count_statements() as count:
        notify(db)
    assert len(count.statements) == (1 if database.is_postgres else 0)
