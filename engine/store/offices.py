"""Offices: reading them all at once, adding one, and changing what is said of one."""

from datetime import date

from sqlalchemy import Connection, bindparam, insert, select, update

from engine.records.people import Office
from engine.store.desk_tables import office_term
from engine.store.directory import Directory
from engine.store.tables import office

ALL = (
    select(
        office.c.id,
        office.c.code,
        office.c.name_vi,
        office.c.name_en,
        office.c.kind,
        office.c.parent_id,
        office.c.place,
        office_term.c.valid_from,
        office_term.c.valid_to,
        office_term.c.successor_id,
        office_term.c.closed_at,
    )
    .select_from(office.outerjoin(office_term, office_term.c.office_id == office.c.id))
    .order_by(office.c.code)
)
INSERT_OFFICE = insert(office).returning(office.c.id)
RENAME = (
    update(office)
    .where(office.c.id == bindparam("wanted"))
    .values(name_vi=bindparam("new_vi"), name_en=bindparam("new_en"))
)
PLACE = (
    update(office).where(office.c.id == bindparam("wanted")).values(place=bindparam("new_place"))
)
MOVE = (
    update(office)
    .where(office.c.id == bindparam("wanted"))
    .values(parent_id=bindparam("new_parent"))
)


def list_offices(db: Connection, kind: str | None = None) -> tuple[Office, ...]:
    """Return all offices, or those of one kind, in the order of their codes."""
    rows = db.execute(ALL if kind is None else ALL.where(office.c.kind == kind))
    return tuple(
        Office(
            office_id=row.id,
            code=row.code,
            name_vi=row.name_vi,
            name_en=row.name_en,
            kind=row.kind,
            parent_id=row.parent_id,
            place=row.place,
            valid_from=_day(row.valid_from),
            valid_to=_day(row.valid_to),
            successor_id=row.successor_id,
            is_closed=row.closed_at is not None,
        )
        for row in rows
    )


def load_directory(db: Connection) -> Directory:
    """Return the tree of all offices as it is now; keep it, it is read on every step."""
    return Directory(list_offices(db))


def insert_office(
    db: Connection, code: str, names: tuple[str, str], kind: str, parent_id: int | None = None
) -> Office:
    """Insert an office and return it. `names` are Vietnamese and English."""
    name_vi, name_en = names
    given = {
        "code": code,
        "name_vi": name_vi,
        "name_en": name_en,
        "kind": kind,
        "parent_id": parent_id,
    }
    office_id = db.execute(INSERT_OFFICE, given).scalar_one()
    return Office(
        office_id=office_id,
        code=code,
        name_vi=name_vi,
        name_en=name_en,
        kind=kind,
        parent_id=parent_id,
    )


def rename_office(db: Connection, office_id: int, name_vi: str, name_en: str) -> None:
    """Give an office new names."""
    db.execute(RENAME, {"wanted": office_id, "new_vi": name_vi, "new_en": name_en})


def place_office(db: Connection, office_id: int, place: str | None) -> None:
    """Say where an office dates its letters; None where its name says it."""
    db.execute(PLACE, {"wanted": office_id, "new_place": place})


def move_office(db: Connection, office_id: int, parent_id: int | None) -> None:
    """Put an office under another."""
    db.execute(MOVE, {"wanted": office_id, "new_parent": parent_id})


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
