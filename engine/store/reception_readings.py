"""Who looked at a dossier that no desk has accepted: it has no case yet that could say so."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from engine.records.documents import Reading
from engine.store.desk_tables import reception_reading
from engine.store.tables import person

PURPOSE = "reception"
MOST = 50
INSERT = insert(reception_reading)
OF_RECEPTION = (
    select(reception_reading.c.person_id, person.c.name, reception_reading.c.at)
    .join(person, person.c.id == reception_reading.c.person_id)
    .where(reception_reading.c.reception_id == bindparam("wanted"))
    .order_by(reception_reading.c.id.desc())
    .limit(MOST)
)


def insert_look(db: Connection, reception_id: int, person_id: int, now: datetime) -> None:
    """Note that a person looked at a reception."""
    db.execute(INSERT, {"reception_id": reception_id, "person_id": person_id, "at": now})


def list_looks(db: Connection, reception_id: int) -> tuple[Reading, ...]:
    """Return who looked at a reception lately, the last first."""
    return tuple(
        Reading(person_id=row.person_id, person_name=row.name, at=row.at, purpose=PURPOSE)
        for row in db.execute(OF_RECEPTION, {"wanted": reception_id})
    )
