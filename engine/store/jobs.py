"""Jobs: work for worker processes, written with the step that asked for it.

A worker takes a job for a while (the lease) and gets a number with it (the fence). Whoever took
the job later has a higher number; what comes with an older one is not written. So a job that runs
twice because its worker seemed dead settles once.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from engine.records.connectors import topic_of
from engine.records.jobs import Job
from engine.records.outcomes import Outcome
from engine.store.database import run_rows
from engine.store.tables import job
from engine.store.types import AnyRow, Instant

FIRST_PAUSE_SECONDS = 10
LONGEST_PAUSE_SECONDS = 3600

JOB_COLUMNS = (
    job.c.id,
    job.c.case_id,
    job.c.token,
    job.c.element,
    job.c.kind,
    job.c.inputs,
    job.c.settles,
    job.c.attempt,
    job.c.fence,
)
INSERT_JOB = insert(job)
DROP_JOBS = delete(job).where(
    job.c.case_id == bindparam("wanted"),
    job.c.token.in_(bindparam("tokens", expanding=True)),
    job.c.settles,
)
DUE = (
    select(job.c.id)
    .where(job.c.topic.is_(None), job.c.run_at <= bindparam("at", type_=Instant))
    .order_by(job.c.run_at, job.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    # As a WITH query, for there it runs once: within IN (…) a planner may run it again for each
    # row, and take more than the limit.
    .cte("due")
)
CLAIM = (
    update(job)
    .where(job.c.id == DUE.c.id)
    .values(
        run_at=bindparam("until", type_=Instant),
        worker=bindparam("taker"),
        attempt=job.c.attempt + 1,
        fence=job.c.fence + 1,
    )
    .returning(*JOB_COLUMNS)
)
HELD: tuple[ColumnElement[bool], ...] = (
    job.c.id == bindparam("wanted"),
    job.c.fence == bindparam("held"),
)
SETTLE = delete(job).where(*HELD)
EXTEND = update(job).where(*HELD).values(run_at=bindparam("until", type_=Instant))
POSTPONE = (
    update(job)
    .where(*HELD)
    .values(
        run_at=bindparam("until", type_=Instant),
        fence=job.c.fence + 1,
        worker=None,
        error=bindparam("why"),
    )
)
REVIVE = (
    update(job)
    .where(
        job.c.case_id == bindparam("wanted"),
        job.c.token == bindparam("at_token"),
        job.c.run_at.is_(None),
    )
    .values(run_at=bindparam("at", type_=Instant), attempt=0, fence=job.c.fence + 1)
)
# A job that rests was not tried: the attempt is given back.
REST = (
    update(job)
    .where(*HELD)
    .values(
        run_at=bindparam("until", type_=Instant),
        attempt=job.c.attempt - 1,
        fence=job.c.fence + 1,
        worker=None,
    )
)
WAKE = (
    update(job)
    .where(
        job.c.case_id == bindparam("wanted"),
        job.c.run_at > bindparam("at", type_=Instant),
        job.c.worker.is_(None),
    )
    .values(run_at=bindparam("at", type_=Instant))
)
NEXT = select(func.min(job.c.run_at)).where(job.c.topic.is_(None))


def save(db: Connection, case_id: int, outcome: Outcome, now: datetime) -> None:
    """Carry out what an outcome says about jobs; notices asked for are sent all the same."""
    if outcome.jobs_gone:
        db.execute(DROP_JOBS, {"wanted": case_id, "tokens": list(outcome.jobs_gone)})
    rows = [
        {
            "case_id": case_id,
            "token": one.token,
            "element": one.element,
            "kind": one.kind,
            "topic": topic_of(one.kind),
            "inputs": one.inputs,
            "settles": one.settles,
            "created_at": now,
            "run_at": now,
            "attempt": 0,
            "fence": 0,
        }
        for one in outcome.jobs
    ]
    run_rows(db, INSERT_JOB, rows)


def claim_due(
    db: Connection, now: datetime, worker: str, limit: int, lease_seconds: float
) -> tuple[Job, ...]:
    """Take up to `limit` jobs that are due, for `lease_seconds`, in the order they were made."""
    until = now + timedelta(seconds=lease_seconds)
    given = {"at": now, "most": limit, "until": until, "taker": worker}
    rows = db.execute(CLAIM, given).all()
    return tuple(sorted((job_from(row) for row in rows), key=lambda one: one.job_id))


def extend(db: Connection, one: Job, until: datetime) -> bool:
    """Keep a job until then (the heartbeat); False if the lease was lost."""
    return change(db, EXTEND, one, until=until)


def settle(db: Connection, one: Job) -> bool:
    """Delete a finished job; False if the lease was lost: then its result must not be written."""
    return change(db, SETTLE, one)


def retry_later(db: Connection, one: Job, run_at: datetime, error: str) -> bool:
    """Give a failed job back, to be tried again at `run_at`; False if the lease was lost."""
    return change(db, POSTPONE, one, until=run_at, why=error)


def rest(db: Connection, one: Job, run_at: datetime) -> bool:
    """Give a job back that could not be tried yet; False if the lease was lost."""
    return change(db, REST, one, until=run_at)


def wake_jobs(db: Connection, case_id: int, now: datetime) -> None:
    """Let the jobs of a case that rest, or wait for another attempt, be taken now."""
    db.execute(WAKE, {"wanted": case_id, "at": now})


def bury(db: Connection, one: Job, error: str) -> bool:
    """Put a job aside that failed for good; False if the lease was lost."""
    return change(db, POSTPONE, one, until=None, why=error)


def revive(db: Connection, case_id: int, token: int, now: datetime) -> bool:
    """Let a buried job be tried again from the first attempt; False if there is none."""
    given = {"wanted": case_id, "at_token": token, "at": now}
    return db.execute(REVIVE, given).rowcount > 0


def next_due(db: Connection) -> datetime | None:
    """Return when the next job can be taken."""
    found: datetime | None = db.execute(NEXT).scalar_one()
    return found


def back_off(attempt: int) -> timedelta:
    """Return how long to wait after a failed attempt: 10 s, 40 s, 160 s … at most an hour."""
    pause = FIRST_PAUSE_SECONDS * 4 ** min(attempt - 1, 10)
    return timedelta(seconds=min(pause, LONGEST_PAUSE_SECONDS))


def change(db: Connection, statement: Any, one: Job, **given: Any) -> bool:
    """Run a statement on a job while its lease is ours; tell whether it was."""
    rows: int = db.execute(statement, {"wanted": one.job_id, "held": one.fence, **given}).rowcount
    return rows == 1


def job_from(row: AnyRow) -> Job:
    """Return the job in a row of JOB_COLUMNS."""
    return Job(
        job_id=row.id,
        case_id=row.case_id,
        token=row.token,
        element=row.element,
        kind=row.kind,
        inputs=row.inputs,
        settles=row.settles,
        attempt=row.attempt,
        fence=row.fence,
    )
