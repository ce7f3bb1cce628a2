"""Calendars that steps were reckoned with: each content once, kept for ever."""

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from engine.errors import NotFound, Words
from engine.store.tables import calendar

BY_DIGEST = select(calendar.c.id).where(calendar.c.digest == bindparam("wanted"))
ALL = select(calendar.c.id).order_by(calendar.c.id)
BY_ID = select(calendar.c.digest, calendar.c.content).where(calendar.c.id == bindparam("wanted"))
# Two processes may keep the same calendar at the same moment.
INSERTS = {
    "sqlite": sqlite.insert(calendar).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(calendar).on_conflict_do_nothing(),
}
WORDS = Words(en="working calendar", vi="lịch làm việc")


def find_calendar(db: Connection, digest: bytes) -> int | None:
    """Return the id of the calendar with this digest."""
    found: int | None = db.execute(BY_DIGEST, {"wanted": digest}).scalar_one_or_none()
    return found


def keep_calendar(db: Connection, digest: bytes, content: bytes) -> int:
    """Return the id of the calendar with this digest, storing its content the first time."""
    found = find_calendar(db, digest)
    if found is not None:
        return found
    db.execute(INSERTS[db.dialect.name], {"digest": digest, "content": content})
    kept: int = db.execute(BY_DIGEST, {"wanted": digest}).scalar_one()
    return kept


def list_calendars(db: Connection) -> tuple[int, ...]:
    """Return the ids of all calendars that were ever used."""
    return tuple(db.execute(ALL).scalars())


def get_calendar(db: Connection, calendar_id: int) -> tuple[bytes, bytes]:
    """Return digest and content of a calendar; raise NotFound."""
    row = db.execute(BY_ID, {"wanted": calendar_id}).first()
    if row is None:
        raise NotFound(what=WORDS, key=calendar_id)
    return row.digest, row.content
