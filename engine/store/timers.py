"""Timers: instants at which a case wants to be woken."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from engine.records.jobs import DueTimer
from engine.records.outcomes import Outcome
from engine.store.database import run_rows
from engine.store.tables import timer
from engine.store.types import Instant

INSERT_TIMER = insert(timer)
DROP_TIMERS = delete(timer).where(
    timer.c.case_id == bindparam("wanted"), timer.c.token.in_(bindparam("tokens", expanding=True))
)
DUE = (
    select(timer.c.case_id, timer.c.token)
    .where(timer.c.wake_at <= bindparam("at", type_=Instant))
    .order_by(timer.c.wake_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    # As a WITH query, for there it runs once: within IN (…) a planner may run it again for each
    # row, and take more than the limit.
    .cte("due")
)
CLAIM = (
    update(timer)
    .where(timer.c.case_id == DUE.c.case_id, timer.c.token == DUE.c.token)
    .values(wake_at=bindparam("until", type_=Instant), fence=timer.c.fence + 1)
    .returning(timer.c.case_id, timer.c.token, timer.c.element, timer.c.due_at, timer.c.fence)
)
POSTPONE = (
    update(timer)
    .where(
        timer.c.case_id == bindparam("wanted"),
        timer.c.token == bindparam("at_token"),
        timer.c.fence == bindparam("held"),
    )
    .values(wake_at=bindparam("until", type_=Instant))
)
WAKE = update(timer).where(timer.c.case_id == bindparam("wanted")).values(wake_at=timer.c.due_at)
NEXT = select(func.min(timer.c.wake_at))
OF_CASE = (
    select(timer.c.case_id, timer.c.token, timer.c.element, timer.c.due_at, timer.c.fence)
    .where(timer.c.case_id == bindparam("wanted"))
    .order_by(timer.c.due_at, timer.c.token)
)


def save(db: Connection, case_id: int, outcome: Outcome) -> None:
    """Carry out what an outcome says about timers."""
    if outcome.timers_gone:
        db.execute(DROP_TIMERS, {"wanted": case_id, "tokens": list(outcome.timers_gone)})
    rows = [
        {
            "case_id": case_id,
            "token": one.token,
            "element": one.element,
            "due_at": one.due_at,
            "wake_at": one.due_at,
            "fence": 0,
        }
        for one in outcome.timers
    ]
    run_rows(db, INSERT_TIMER, rows)


def claim_due(
    db: Connection, now: datetime, limit: int, lease_seconds: float
) -> tuple[DueTimer, ...]:
    """Take up to `limit` timers that are due, for `lease_seconds`; the earliest first.

    A timer that is not fired by then can be taken again. Firing it deletes the row, in the
    transaction of the case; so a timer taken twice fires once.
    """
    until = now + timedelta(seconds=lease_seconds)
    rows = db.execute(CLAIM, {"at": now, "most": limit, "until": until}).all()
    found = (
        DueTimer(case_id=case_id, token=token, element=element, due_at=due_at, fence=fence)
        for case_id, token, element, due_at, fence in rows
    )
    return tuple(sorted(found, key=lambda one: (one.due_at, one.case_id, one.token)))


def postpone(db: Connection, one: DueTimer, until: datetime) -> bool:
    """Let a taken timer rest until then, after firing it failed; False if the lease was lost."""
    given = {
        "wanted": one.case_id,
        "at_token": one.token,
        "held": one.fence,
        "until": until,
    }
    return db.execute(POSTPONE, given).rowcount == 1


def wake_timers(db: Connection, case_id: int) -> None:
    """Let the timers of a case be taken as soon as they are due; they may have been put off."""
    db.execute(WAKE, {"wanted": case_id})


def next_due(db: Connection) -> datetime | None:
    """Return when the next timer can be taken."""
    found: datetime | None = db.execute(NEXT).scalar_one()
    return found


def list_case_timers(db: Connection, case_id: int) -> tuple[DueTimer, ...]:
    """Return the timers of a case, the earliest first."""
    return tuple(
        DueTimer(
            case_id=row.case_id,
            token=row.token,
            element=row.element,
            due_at=row.due_at,
            fence=row.fence,
        )
        for row in db.execute(OF_CASE, {"wanted": case_id})
    )
