"""Offices: reading them all at once, and adding one."""

from sqlalchemy import Connection, insert, select

from engine.records.people import Office
from engine.store.directory import Directory
from engine.store.tables import office

ALL = select(
    office.c.id,
    office.c.code,
    office.c.name_vi,
    office.c.name_en,
    office.c.kind,
    office.c.parent_id,
).order_by(office.c.code)
INSERT_OFFICE = insert(office).returning(office.c.id)


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
