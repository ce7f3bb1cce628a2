"""All dossiers of one person, by their personal number."""

from sqlalchemy import Connection, bindparam, select

from engine.records.cases import Case
from engine.store.cases import CASE_COLUMNS, case_from
from engine.store.folding import is_storable
from engine.store.tables import case

OF_NUMBER = (
    select(*CASE_COLUMNS)
    .where(case.c.number == bindparam("wanted"))
    .order_by(case.c.id.desc())
    .limit(bindparam("most"))
)


def list_own_cases(db: Connection, number: str, most: int) -> tuple[Case, ...]:
    """Return the cases whose applicant has this personal number, the last first."""
    if not number or not is_storable(number):
        return ()
    rows = db.execute(OF_NUMBER, {"wanted": number, "most": most})
    return tuple(case_from(row) for row in rows)
