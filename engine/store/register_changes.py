"""The log of the register of offices and people; only appended."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select

from engine.records.registers import RegisterChange
from engine.records.values import Json
from engine.store.desk_tables import register_change
from engine.store.tables import office, person

MOST = 100
ACTOR = person.alias("actor")
ADD = insert(register_change)
ALL = (
    select(
        register_change,
        ACTOR.c.name.label("by_name"),
        person.c.name.label("person_name"),
        office.c.name_vi.label("office_name"),
    )
    .select_from(
        register_change.outerjoin(ACTOR, ACTOR.c.id == register_change.c.by)
        .outerjoin(person, person.c.id == register_change.c.person_id)
        .outerjoin(office, office.c.id == register_change.c.office_id)
    )
    .order_by(register_change.c.id.desc())
    .limit(MOST)
)


def note_change(
    db: Connection,
    act: str,
    who: tuple[int | None, str, datetime],
    about: tuple[int | None, int | None],
    changed: Mapping[str, Json],
) -> None:
    """Append a change.

    who    person, reason, instant
    about  office and person
    """
    by, reason, at = who
    office_id, person_id = about
    row = {"act": act, "by": by, "reason": reason, "at": at, "changed": dict(changed)}
    db.execute(ADD, {**row, "office_id": office_id, "person_id": person_id})


def list_changes(
    db: Connection, *, office_id: int | None = None, person_id: int | None = None
) -> tuple[RegisterChange, ...]:
    """Return the last changes, the newest first; of one office or person where asked."""
    query = ALL
    if office_id is not None:
        query = query.where(register_change.c.office_id == office_id)
    if person_id is not None:
        query = query.where(register_change.c.person_id == person_id)
    return tuple(
        RegisterChange(
            at=row.at,
            act=row.act,
            by=row.by,
            by_name=row.by_name or "–",
            office_id=row.office_id,
            person_id=row.person_id,
            about=row.person_name or row.office_name or "–",
            reason=row.reason,
            changed=row.changed,
        )
        for row in db.execute(query)
    )
