"""What a person filed before, by their personal number."""

from sqlalchemy import Connection, bindparam, select

from engine.records.cases import Case
from engine.store.cases import CASE_COLUMNS, case_from
from engine.store.tables import case

MOST = 10
OF_PERSON = (
    select(*CASE_COLUMNS)
    .where(case.c.number == bindparam("person"))
    .order_by(case.c.opened_at.desc(), case.c.id.desc())
    .limit(MOST)
)


def list_earlier_cases(db: Connection, number: str) -> tuple[Case, ...]:
    """Return the last cases of a personal number, the newest first."""
    return tuple(case_from(row) for row in db.execute(OF_PERSON, {"person": number}))
