"""Readings: who looked at which case when, and what for."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from engine.records.documents import Reading
from engine.store.tables import person, reading
from engine.store.types import Instant

INSERT_READING = insert(reading)
SINCE = (
    select(reading.c.id)
    .where(
        reading.c.case_id == bindparam("wanted"),
        reading.c.person_id == bindparam("reader"),
        reading.c.purpose == bindparam("what"),
        reading.c.at >= bindparam("since", type_=Instant),
    )
    .limit(1)
)
OF_CASE = (
    select(reading.c.person_id, person.c.name, reading.c.at, reading.c.purpose)
    .join(person, person.c.id == reading.c.person_id)
    .where(reading.c.case_id == bindparam("wanted"))
    .order_by(reading.c.at, reading.c.id)
)


def insert_reading(
    db: Connection, case_id: int, person_id: int, purpose: str, now: datetime
) -> None:
    """Note that a person looked at a case."""
    given = {"case_id": case_id, "person_id": person_id, "purpose": purpose, "at": now}
    db.execute(INSERT_READING, given)


def was_read(db: Connection, case_id: int, person_id: int, purpose: str, since: datetime) -> bool:
    """Tell whether a person has looked at a case for this purpose since an instant."""
    given = {"wanted": case_id, "reader": person_id, "what": purpose, "since": since}
    return db.execute(SINCE, given).first() is not None


def list_readings(db: Connection, case_id: int) -> tuple[Reading, ...]:
    """Return who looked at a case, the first first."""
    return tuple(
        Reading(person_id=row.person_id, person_name=row.name, at=row.at, purpose=row.purpose)
        for row in db.execute(OF_CASE, {"wanted": case_id})
    )
