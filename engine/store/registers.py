"""The local copy of registers: one entry for each name of a register and number in it."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, bindparam, delete, insert, select

from engine.records.values import Json
from engine.store.database import run_rows
from engine.store.tables import register

FIND = select(register.c.content).where(
    register.c.name == bindparam("register_name"), register.c.number == bindparam("wanted")
)
DROP = delete(register).where(register.c.name == bindparam("register_name"))
INSERT = insert(register)


def find_entry(db: Connection, name: str, number: str) -> Mapping[str, Json] | None:
    """Return what a register says under a number; None when it says nothing."""
    found: Mapping[str, Json] | None = db.execute(
        FIND, {"register_name": name, "wanted": number}
    ).scalar_one_or_none()
    return found


def replace_register(
    db: Connection, name: str, entries: Iterable[tuple[str, Mapping[str, Json]]]
) -> None:
    """Put (number, content) pairs in the place of all that a register held."""
    db.execute(DROP, {"register_name": name})
    rows = [{"name": name, "number": number, "content": dict(one)} for number, one in entries]
    run_rows(db, INSERT, rows)
