"""All dossiers of one person, by their personal number and, where that vouches, telephone."""

from sqlalchemy import Connection, bindparam, select

from engine.records.cases import Case
from engine.records.identity import Citizen
from engine.store.cases import CASE_COLUMNS, case_from
from engine.store.folding import is_storable
from engine.store.tables import case

OF_NUMBER = (
    select(*CASE_COLUMNS)
    .where(case.c.number == bindparam("wanted"))
    .order_by(case.c.id.desc())
    .limit(bindparam("most"))
)
OF_BOTH = OF_NUMBER.where(case.c.phone == bindparam("filed_with"))


def list_own_cases(db: Connection, who: Citizen, most: int) -> tuple[Case, ...]:
    """Return the cases filed under a citizen's personal number, the last first.

    Of who signed in by telephone only those filed with that telephone.
    """
    if not who.number or not is_storable(who.number):
        return ()
    given = {"wanted": who.number, "most": most}
    if who.phone is None:
        rows = db.execute(OF_NUMBER, given)
    else:
        rows = db.execute(OF_BOTH, {**given, "filed_with": who.phone})
    return tuple(case_from(row) for row in rows)
