"""What has had its time is deleted, and nothing else."""

from datetime import timedelta

from engine.store import sessions, tries
from engine.store.database import Database
from engine.store.expiry import drop_expired
from engine.store.filings import Begun, find_filing, save_filing
from engine.store.subscriptions import Parked, park_message, take_message
from tests.store.steps import NOW, Place

BEGUN = Begun(procedure_key="birth", answers={}, saved_at=NOW)
SOON, LATER = NOW + timedelta(hours=1), NOW + timedelta(days=9)
BETWEEN = NOW + timedelta(days=2)


def test_what_is_over_goes_and_what_is_not_stays(database: Database, place: Place) -> None:
    with database.begin() as db:
        for name, end in ((b"over", SOON), (b"open", LATER)):
            sessions.insert_session(db, name, place.alice.person_id, NOW, end)
            save_filing(db, name, BEGUN, end)
            park_message(db, name.decode(), "k", Parked(payload={}), NOW, end)
        tries.count_try(db, "k", NOW, 1, timedelta(minutes=1))
        assert drop_expired(db, BETWEEN) == 4
        assert drop_expired(db, BETWEEN) == 0
        assert sessions.find_session(db, b"open", BETWEEN) is not None
        assert find_filing(db, b"open", BETWEEN) == BEGUN
        assert take_message(db, "open", "k", BETWEEN) is not None
