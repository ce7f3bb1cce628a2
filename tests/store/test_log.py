"""The log: entries come back as they were given, and nothing but erasing changes them."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from engine.records.cases import Case
from engine.records.chain import commit
from engine.store.database import Database
from engine.store.log import erase_payloads, read_log
from tests.store.steps import START, Place, open_case, outcome_of, take_step


@pytest.fixture
def logged(database: Database, place: Place) -> Case:
    """Give a case of three steps."""
    with database.begin() as db:
        case = open_case(db, place)
        for _ in range(3):
            case = take_step(db, place, case, outcome_of())
        return case


def test_entries_come_in_order_with_command_and_events(
    database: Database, logged: Case, place: Place
) -> None:
    with database.read() as db:
        entries = read_log(db, logged.case_id)
        assert [one.seq for one in read_log(db, logged.case_id, after=2)] == [3]
    assert [one.seq for one in entries] == [1, 2, 3]
    assert entries[0].command == START
    assert [event.kind for event in entries[0].events] == ["entered"]
    assert entries[0].version_id == place.version_id
    assert entries[-1].hash == logged.head


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET kind = 'cancel'",
        "UPDATE log SET hash = commitment",
        "UPDATE log SET payload = salt",
        "UPDATE log SET payload = NULL",
        "UPDATE log SET payload = NULL, salt = NULL, seq = seq + 10",
        "DELETE FROM log",
    ],
)
def test_the_database_refuses_to_alter_the_log(
    database: Database, logged: Case, statement: str
) -> None:
    with pytest.raises(DBAPIError, match="only appended"), database.begin() as db:
        db.execute(text(statement))
    with database.read() as db:
        assert len(read_log(db, logged.case_id)) == 3


def test_erasing_takes_what_was_said_and_leaves_that_it_was_said(
    database: Database, logged: Case
) -> None:
    with database.begin() as db:
        before = read_log(db, logged.case_id)
        assert erase_payloads(db, logged.case_id) == 3
        after = read_log(db, logged.case_id)
    assert [one.hash for one in after] == [one.hash for one in before]
    assert {(one.payload, one.salt, one.command) for one in after} == {(None, None, None)}


def test_a_payload_that_was_replaced_shows_in_its_commitment(
    database: Database, logged: Case
) -> None:
    drop = "DROP TRIGGER log_no_update" + (" ON log" if database.is_postgres else "")
    with database.begin() as db:
        db.execute(text(drop))
        db.execute(text("UPDATE log SET payload = salt WHERE seq = 2"))
        entry = read_log(db, logged.case_id)[1]
    assert entry.command is None
    assert entry.salt is not None
    assert entry.payload is not None
    assert commit(entry.salt, entry.payload) != entry.commitment
