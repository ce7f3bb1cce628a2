"""How many tasks wait, by version and holder: what the inbox's tabs, filters and cards add up."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    Connection,
    Integer,
    and_,
    bindparam,
    func,
    literal_column,
    not_,
    select,
    union_all,
)
from sqlalchemy import case as choose

from engine.records.inbox import Horizon
from engine.records.people import Person
from engine.store import inbox
from engine.store.inbox import places, tally
from engine.store.tables import log, task
from engine.store.types import Instant

COUNTED = (task.c.version_id, *inbox.COUNTED)
# Written out, not bound: only so do planners see that the partial index log_done_ix will do.
IS_DONE = log.c.kind == literal_column("'complete'")
HANDLED = select(func.count()).where(
    log.c.by == bindparam("person"),
    log.c.at >= bindparam("since", type_=Instant),
    IS_DONE,
)


@dataclass(frozen=True, kw_only=True)
class TaskCount:
    """Tasks of one version in one kind of hands: mine, nobody's (free), or a colleague's."""

    version_id: int
    mine: bool
    free: bool
    all: int
    late: int
    today: int
    paused: int


def count_by_version(db: Connection, reader: Person, horizon: Horizon) -> tuple[TaskCount, ...]:
    """Return the counts over all tasks that a person holds or could take; one statement."""
    parts = [select(*COUNTED).where(part) for part in places(reader, "all")]
    found = (union_all(*parts) if len(parts) > 1 else parts[0]).subquery()
    hands = choose(
        (inbox.held_by(reader, found.c), 2), (found.c.holder_id.is_(None), 1), else_=0
    ).cast(Integer)
    running, urgent = not_(found.c.paused), found.c.urgent_at
    today = and_(running, urgent >= horizon.now, urgent < horizon.day_ends_at)
    rows = db.execute(
        select(
            found.c.version_id,
            hands.label("hands"),
            func.count().label("whole"),
            tally(and_(running, urgent < horizon.now)).label("late"),
            tally(today).label("today"),
            tally(found.c.paused).label("paused"),
        ).group_by(found.c.version_id, "hands")
    )
    return tuple(
        TaskCount(
            version_id=row.version_id,
            mine=row.hands == 2,
            free=row.hands == 1,
            all=row.whole,
            late=row.late,
            today=row.today,
            paused=row.paused,
        )
        for row in rows
    )


def count_handled(db: Connection, person_id: int, since: datetime) -> int:
    """Return how many tasks a person has completed since an instant."""
    found: int = db.execute(HANDLED, {"person": person_id, "since": since}).scalar_one()
    return found
