"""How much a case costs on disk: what is kept for ever must stay small."""

from dataclasses import replace

import psycopg
import pytest
from sqlalchemy import make_url, text

from engine.records.cases import Case
from engine.records.chain import commit, encode_payload
from engine.records.commands import Complete
from engine.records.events import Event
from engine.records.values import Json
from engine.store.cases import save_step
from engine.store.database import Database
from tests.store.steps import NOW, Place, desk_task, entry_of, open_case, outcome_of

CASES = 100
TASKS = 10
BUDGET_BYTES = 10_000
# Bytes in the database, indexes and overflow pages included, after what is dead is swept out.
SIZE = text("SELECT pg_total_relation_size('log') + pg_total_relation_size('\"case\"')")


def complete(place: Place, case: Case, number: int) -> tuple[Complete, tuple[Event, ...]]:
    """Return a completion as a linear procedure logs it, with three answers."""
    element = f"Activity_{number:02d}"
    following = f"Activity_{number + 1:02d}"
    answers: dict[str, Json] = {
        "opinion": "agree",
        "note": "Đủ điều kiện giải quyết",
        "checked_on": "2026-11-23",
    }
    command = Complete(token=number, answers=answers, by=place.alice.person_id)
    opened = {"due": "2026-11-25T10:00:00+00:00", "office": case.code[:5], "post": "desk"}
    return command, (
        Event(kind="task-completed", element=element, token=number),
        Event(kind="written", element=element, token=number, values={"names": answers}),
        Event(kind="left", element=element, token=number),
        Event(kind="entered", element=following, token=number + 1, values={"flow": "Flow_1a2b"}),
        Event(kind="task-opened", element=following, token=number + 1, values=opened),
    )


def run_case(database: Database, place: Place) -> None:
    """Open a case and complete ten tasks, each step in a transaction of its own."""
    with database.begin() as db:
        case = open_case(db, place)
    for number in range(TASKS + 1):
        command, events = complete(place, case, number)
        payload = encode_payload(command, events)
        entry = entry_of(case, place, command, f"{case.code}-0123456789abcdef-{number}")
        salt = entry.salt or b""
        entry = replace(entry, payload=payload, commitment=commit(salt, payload), by=command.by)
        opened = (desk_task(number + 1),) if number < TASKS else ()
        outcome = outcome_of(opened=opened, closed=(number,), state=b"s" * 400)
        with database.begin() as db:
            case = save_step(db, case, entry, outcome, place.ids, NOW)


def sweep_out(database: Database) -> None:
    """Free what earlier versions of rows took, as the server does in the background by and by."""
    address = make_url(database.url).set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(False), autocommit=True) as connection:
        connection.execute('VACUUM FULL log, task, "case"')


@pytest.mark.postgres
def test_a_case_of_ten_tasks_takes_less_than_ten_kilobytes(
    database: Database, place: Place
) -> None:
    if not database.is_postgres:
        pytest.skip("measured in PostgreSQL")
    with database.read() as db:
        before: int = db.execute(SIZE).scalar_one()
    for _ in range(CASES):
        run_case(database, place)
    sweep_out(database)
    with database.read() as db:
        each = (db.execute(SIZE).scalar_one() - before) / CASES
    assert TASKS * 300 < each < BUDGET_BYTES
