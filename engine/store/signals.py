"""Signals that cases wait for: any number of them for the same one."""

from sqlalchemy import Connection, bindparam, delete, insert, select

from engine.records.outcomes import Outcome
from engine.store.database import run_rows
from engine.store.tables import hearing

INSERT_HEARING = insert(hearing)
DROP_HEARINGS = delete(hearing).where(
    hearing.c.case_id == bindparam("wanted"),
    hearing.c.token.in_(bindparam("tokens", expanding=True)),
)
LISTENING = (
    select(hearing.c.case_id)
    .where(hearing.c.name == bindparam("wanted"))
    .distinct()
    .order_by(hearing.c.case_id)
)


def save(db: Connection, case_id: int, outcome: Outcome) -> None:
    """Carry out what an outcome says about signals."""
    if outcome.hearings_gone:
        db.execute(DROP_HEARINGS, {"wanted": case_id, "tokens": list(outcome.hearings_gone)})
    rows = [
        {"case_id": case_id, "token": one.token, "element": one.element, "name": one.name}
        for one in outcome.hearings
    ]
    run_rows(db, INSERT_HEARING, rows)


def list_listening(db: Connection, name: str) -> tuple[int, ...]:
    """Return the cases that wait for a signal, in the order of their ids."""
    return tuple(db.execute(LISTENING, {"wanted": name}).scalars())
