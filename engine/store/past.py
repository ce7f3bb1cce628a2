"""Finished cases of a version with their whole logs, to be run again on another version."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, select

from engine.records.cases import Case, Entry
from engine.store.cases import CASE_COLUMNS, case_from
from engine.store.log import ENTRY_COLUMNS, entry_from
from engine.store.tables import case, log

OF_VERSION = (case.c.version_id == bindparam("wanted")) & case.c.closed_at.is_not(None)
# Those that ended last first.
FINISHED = (
    select(*CASE_COLUMNS)
    .where(OF_VERSION)
    .order_by(case.c.closed_at.desc(), case.c.id.desc())
    .limit(bindparam("most"))
)
NUMBER = select(func.count()).select_from(case).where(OF_VERSION)
LOGS = (
    select(*ENTRY_COLUMNS)
    .where(log.c.case_id.in_(bindparam("wanted", expanding=True)))
    .order_by(log.c.case_id, log.c.seq)
)


def list_finished(
    db: Connection, version_id: int, most: int
) -> tuple[tuple[Case, tuple[Entry, ...]], ...]:
    """Return finished cases of a version with their logs, the one that ended last first."""
    wanted = {"wanted": version_id, "most": most}
    cases = [case_from(row) for row in db.execute(FINISHED, wanted)]
    logs = _logs(db, [one.case_id for one in cases])
    return tuple((one, tuple(logs.get(one.case_id, ()))) for one in cases)


def count_finished(db: Connection, version_id: int) -> int:
    """Return how many cases of a version have ended."""
    number: int = db.execute(NUMBER, {"wanted": version_id}).scalar_one()
    return number


def _logs(db: Connection, case_ids: Sequence[int]) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = {}
    for row in db.execute(LOGS, {"wanted": list(case_ids)}):
        found.setdefault(row.case_id, []).append(entry_from(row))
    return found
