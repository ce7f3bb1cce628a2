"""Readings: who looked at which case when, at what, and why."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from engine.records.documents import Reading, Right
from engine.store.tables import case, person, reading
from engine.store.types import AnyRow, Instant

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
OFFICE_OF = select(case.c.office_id).where(case.c.id == bindparam("wanted"))
OF_CASE = (
    select(*reading.c, person.c.name)
    .join(person, person.c.id == reading.c.person_id)
    .where(reading.c.case_id == bindparam("wanted"))
    .order_by(reading.c.at, reading.c.id)
)


def insert_reading(
    db: Connection,
    case_id: int,
    person_id: int,
    purpose: str,
    now: datetime,
    right: Right | None = None,
) -> None:
    """Note that a person looked at a case, at what (`purpose`), and in which right."""
    given = {
        "case_id": case_id,
        "person_id": person_id,
        "purpose": purpose,
        "at": now,
        "why": right.why if right else None,
        "element": right.element if right else None,
        "post": right.post if right else None,
        "office_id": right.office_id if right else None,
    }
    db.execute(INSERT_READING, given)


def deciding_office(db: Connection, case_id: int) -> int | None:
    """Return the office that decides a case."""
    found: int | None = db.execute(OFFICE_OF, {"wanted": case_id}).scalar_one_or_none()
    return found


def was_read(db: Connection, case_id: int, person_id: int, purpose: str, since: datetime) -> bool:
    """Tell whether a person has looked at a case for this purpose since an instant."""
    given = {"wanted": case_id, "reader": person_id, "what": purpose, "since": since}
    return db.execute(SINCE, given).first() is not None


def list_readings(db: Connection, case_id: int) -> tuple[Reading, ...]:
    """Return who looked at a case, the first first."""
    return tuple(
        Reading(
            person_id=row.person_id,
            person_name=row.name,
            at=row.at,
            purpose=row.purpose,
            right=_right(row),
        )
        for row in db.execute(OF_CASE, {"wanted": case_id})
    )


def _right(row: AnyRow) -> Right | None:
    if row.why is None:
        return None
    return Right(why=row.why, element=row.element, post=row.post, office_id=row.office_id)
