"""Dossier codes of cases, for lists of money."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from engine.store.tables import case

CODES = select(case.c.id, case.c.code).where(case.c.id.in_(bindparam("wanted", expanding=True)))


def codes_of(db: Connection, case_ids: Iterable[int]) -> dict[int, str]:
    """Return the dossier code of each of these cases; nothing is asked for none."""
    wanted = sorted(set(case_ids))
    return {row.id: row.code for row in db.execute(CODES, {"wanted": wanted})} if wanted else {}
