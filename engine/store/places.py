"""Where the cases of a version stand: by what waits in them, or by their saved states."""

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select, union_all

from engine.store.tables import case, hearing, incident, job, subscription, task, timer

WAITING = union_all(
    *(
        select(one.c.element, one.c.case_id)
        .join(case, case.c.id == one.c.case_id)
        .where(case.c.version_id == bindparam("wanted"), case.c.closed_at.is_(None))
        for one in (task, timer, subscription, hearing, incident)
    ),
    select(job.c.element, job.c.case_id)
    .join(case, case.c.id == job.c.case_id)
    .where(case.c.version_id == bindparam("wanted"), case.c.closed_at.is_(None), job.c.settles),
).subquery()
COUNT = select(
    WAITING.c.element, func.count(WAITING.c.case_id.distinct()).label("number")
).group_by(WAITING.c.element)
STATES = (
    select(case.c.id, case.c.office_id, case.c.status, case.c.state)
    .where(
        case.c.version_id == bindparam("wanted"),
        case.c.closed_at.is_(None),
        case.c.id > bindparam("after"),
    )
    .order_by(case.c.id)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, kw_only=True)
class SavedState:
    """A running case as far as its place matters; `state` is None where the cache was dropped."""

    case_id: int
    office_id: int
    status: str
    state: bytes | None


def count_places(db: Connection, version_id: int) -> dict[str, int]:
    """Return in how many running cases of a version something waits at each element."""
    rows = db.execute(COUNT, {"wanted": version_id})
    return {row.element: row.number for row in rows}


def read_states(db: Connection, version_id: int, after: int, most: int) -> tuple[SavedState, ...]:
    """Return up to `most` running cases of a version with ids above `after`."""
    given = {"wanted": version_id, "after": after, "most": most}
    return tuple(
        SavedState(case_id=row.id, office_id=row.office_id, status=row.status, state=row.state)
        for row in db.execute(STATES, given)
    )
