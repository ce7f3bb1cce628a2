"""Start points: taken over by each live version, and their timers taken like any other."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from engine.records.starts import Trigger
from engine.records.versions import Version
from engine.store import starts
from engine.store.database import Database, Db
from engine.store.versions import insert_version
from tests.store.steps import NOW, Place

HOUR = timedelta(hours=1)
TIMER = Trigger(kind="timer", element="s", text="R3/PT1H", due_at=NOW + HOUR)
MESSAGE = Trigger(kind="message", element="m", process="pool", name="asked")
SIGNAL = Trigger(kind="signal", element="g", name="asked")


def publish(db: Db, *triggers: Trigger, key: str = "birth") -> Version:
    version = insert_version(db, key, {}, "ab" * 32, None, NOW)
    starts.take_over(db, version, triggers)
    return version


def test_a_new_version_takes_the_place_of_the_one_before(database: Database, place: Place) -> None:
    with database.begin() as db:
        publish(db, MESSAGE, SIGNAL)
        second = publish(db, MESSAGE)
        found = starts.find_message_start(db, "asked")
        assert found is not None
        assert (found.version_id, found.trigger) == (second.version_id, MESSAGE)
        assert starts.list_signal_starts(db, "asked") == ()


def test_a_message_begins_cases_of_one_procedure_only(database: Database, place: Place) -> None:
    with database.begin() as db:
        publish(db, MESSAGE)
        assert starts.find_rival(db, "death", ["asked", "other"]) == ("birth", "asked")
        assert starts.find_rival(db, "birth", ["asked"]) is None
    with pytest.raises(IntegrityError), database.begin() as db:
        publish(db, MESSAGE, key="death")


def test_a_signal_begins_cases_of_any_number(database: Database, place: Place) -> None:
    with database.begin() as db:
        ids = [publish(db, SIGNAL, key=key).version_id for key in ("birth", "death")]
        assert [one.version_id for one in starts.list_signal_starts(db, "asked")] == ids


def test_an_unchanged_timer_keeps_its_turns_and_its_instant(
    database: Database, place: Place
) -> None:
    with database.begin() as db:
        publish(db, TIMER)
        (taken,) = starts.claim_due(db, NOW + HOUR, 9, 60)
        assert starts.turn(db, taken, NOW + 2 * HOUR)
        publish(db, replace(TIMER, due_at=NOW + 9 * HOUR))
        (kept,) = starts.list_starts(db, "birth")
        assert (kept.trigger.due_at, kept.fired) == (NOW + 2 * HOUR, 1)
        assert starts.next_due(db) == NOW + 2 * HOUR


def test_a_timer_past_its_last_turn_stays_so(database: Database, place: Place) -> None:
    with database.begin() as db:
        publish(db, TIMER)
        (taken,) = starts.claim_due(db, NOW + HOUR, 9, 60)
        starts.turn(db, taken, None)
        publish(db, TIMER)
        assert starts.next_due(db) is None
        assert starts.claim_due(db, NOW + 99 * HOUR, 9, 60) == ()


def test_a_lease_that_is_over_writes_nothing(database: Database, place: Place) -> None:
    with database.begin() as db:
        publish(db, TIMER)
        (first,) = starts.claim_due(db, NOW + HOUR, 9, 60)
        assert starts.claim_due(db, NOW + HOUR, 9, 60) == ()
        (second,) = starts.claim_due(db, NOW + 2 * HOUR, 9, 60)
        assert not starts.turn(db, first, None)
        assert not starts.postpone(db, first, NOW)
        assert starts.turn(db, second, None)
