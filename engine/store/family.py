"""The dossiers that hang together: who called whom, from the first filing to the last office."""

from collections.abc import Sequence

from sqlalchemy import Connection, Integer, bindparam, literal, select

from engine.records.cases import Case
from engine.store.cases import CASE_COLUMNS, case_from, get_case
from engine.store.tables import case

DEEPEST, MOST = 50, 200
ABOVE = (
    select(case.c.id, case.c.parent_case_id.label("above"), literal(1, Integer).label("depth"))
    .where(case.c.id == bindparam("wanted"))
    .cte("above", recursive=True)
)
ANCESTORS = ABOVE.union_all(
    select(case.c.id, case.c.parent_case_id, ABOVE.c.depth + 1).where(
        case.c.id == ABOVE.c.above, ABOVE.c.depth < DEEPEST
    )
)
ROOT = select(ANCESTORS.c.id).order_by(ANCESTORS.c.depth.desc()).limit(1)
CHILDREN = (
    select(*CASE_COLUMNS)
    .where(case.c.parent_case_id.in_(bindparam("callers", expanding=True)))
    .order_by(case.c.id)
    .limit(MOST)
)


def list_family(db: Connection, case_id: int) -> tuple[tuple[int, Case], ...]:
    """Return all dossiers that hang together with a case: how deep each lies, and the case.

    The first is the one that nobody called; each is followed by those that it called. At most 200.
    Raises  NotFound
    """
    root_id: int = db.execute(ROOT, {"wanted": case_id}).scalar_one_or_none() or case_id
    root = get_case(db, root_id)
    below: dict[int, list[Case]] = {}
    level, count = [root.case_id], 1
    while level and count < MOST:
        found = _children(db, level)
        count += len(found)
        for one in found:
            below.setdefault(one.parent_case_id or 0, []).append(one)
        level = [one.case_id for one in found]
    lines: list[tuple[int, Case]] = []
    waiting = [(0, root)]
    while waiting:
        depth, one = waiting.pop()
        lines.append((depth, one))
        waiting += [(depth + 1, child) for child in reversed(below.get(one.case_id, []))]
    return tuple(lines[:MOST])


def _children(db: Connection, callers: Sequence[int]) -> list[Case]:
    return [case_from(row) for row in db.execute(CHILDREN, {"callers": list(callers)})]
