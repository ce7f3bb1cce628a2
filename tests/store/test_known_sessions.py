"""Sessions that a process remembers."""

from collections.abc import Iterator
from datetime import timedelta
from threading import Event

import pytest
from sqlalchemy import text

from engine.clock import SystemClock
from engine.store.database import Database
from engine.store.known_sessions import KnownSessions
from engine.store.people import list_people
from engine.store.sessions import hash_token, insert_session, revoke_session
from tests.store.steps import Place

TOKEN = hash_token("a token")
CLOCK = SystemClock()
CUT_OFF = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND datname = current_database() AND query LIKE 'LISTEN%'"
)


@pytest.fixture
def known(database: Database, place: Place) -> Iterator[KnownSessions]:
    """Give what a process knows, listening already, and one open session."""
    now = CLOCK.now()
    with database.begin() as db:
        person = list_people(db)[0]
        insert_session(db, TOKEN, person.person_id, now, now + timedelta(hours=1))
    known = KnownSessions(database, CLOCK)
    known.find(TOKEN)
    if database.is_postgres:
        assert known.is_ready.wait(20)
    yield known
    known.close()


def asked(database: Database, known: KnownSessions) -> int:
    with database.count_statements() as count:
        assert known.find(TOKEN) is not None
    return len(count.statements)


def gone_within(known: KnownSessions, seconds: float = 20.0) -> bool:
    """Wait for a session to be over, without hurry."""
    tick = Event()
    for _ in range(int(seconds / 0.02)):
        if known.find(TOKEN) is None:
            return True
        tick.wait(0.02)
    return False


@pytest.mark.postgres
def test_a_session_is_asked_for_once_while_nothing_changes(
    database: Database, known: KnownSessions
) -> None:
    known.find(TOKEN)
    assert asked(database, known) == (0 if database.is_postgres else 1)


@pytest.mark.postgres
def test_a_revoked_session_is_over_in_every_process(
    database: Database, known: KnownSessions
) -> None:
    known.find(TOKEN)
    with database.begin() as db:
        assert revoke_session(db, TOKEN, CLOCK.now())
    assert gone_within(known)


@pytest.mark.postgres
def test_posts_that_change_are_seen(database: Database, known: KnownSessions) -> None:
    found = known.find(TOKEN)
    assert found is not None
    with database.begin() as db:
        db.execute(text("DELETE FROM post"))
    tick = Event()
    for _ in range(250):
        found = known.find(TOKEN)
        if found is not None and not found.person.posts:
            return
        tick.wait(0.02)
    raise AssertionError("the posts are remembered for ever")


@pytest.mark.postgres
def test_without_its_listener_a_process_asks_again(
    database: Database, known: KnownSessions
) -> None:
    if not database.is_postgres:
        pytest.skip("SQLite has no listener to lose")
    known.find(TOKEN)
    with database.begin() as db:
        db.execute(text(CUT_OFF))
        revoke_session(db, TOKEN, CLOCK.now())
    assert gone_within(known)
