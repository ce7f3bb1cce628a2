"""Rows of due work that were sent to workers of another engine, and how those take them.

A job that was sent is nobody's until a worker takes it: only then is it tried. So a message that is
lost costs no attempt, and one that comes twice finds the job taken.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Integer, bindparam, func, or_, select, update

from engine.records.jobs import Job
from engine.store.jobs import DUE, JOB_COLUMNS, job_from
from engine.store.tables import job, timer
from engine.store.types import Instant

SENT = "sent"
# Not for clients outside; the index of due jobs holds only these.
OURS = job.c.topic.is_(None)
AT, UNTIL = bindparam("at", type_=Instant), bindparam("until", type_=Instant)
SEND = (
    update(job)
    .where(job.c.id == DUE.c.id)
    .values(run_at=UNTIL, worker=SENT, fence=job.c.fence + 1)
    .returning(job.c.id)
)
UNSEND = (
    update(job)
    .where(job.c.id.in_(bindparam("wanted", expanding=True)), job.c.worker == SENT)
    .values(run_at=AT, worker=None)
)
# Sent, or left by a worker whose lease is over; a job that waits for its next attempt is neither.
TAKE = (
    update(job)
    .where(
        job.c.id == bindparam("wanted"),
        OURS,
        job.c.run_at.is_not(None),
        or_(job.c.worker == SENT, job.c.run_at <= AT),
    )
    .values(
        run_at=UNTIL,
        worker=bindparam("taker"),
        attempt=job.c.attempt + 1,
        fence=job.c.fence + 1,
    )
    .returning(*JOB_COLUMNS)
)
MOST = bindparam("most", type_=Integer)
SENT_JOBS = select(func.count()).select_from(
    select(job.c.id)
    .where(OURS, job.c.run_at > AT, job.c.run_at <= UNTIL, job.c.worker == SENT)
    .limit(MOST)
    .subquery()
)
LOST_JOBS = select(func.count()).select_from(
    select(job.c.id).where(OURS, job.c.run_at <= AT, job.c.worker == SENT).limit(MOST).subquery()
)
# A timer that was taken is one that may be taken again later than it is due.
SENT_TIMERS = select(func.count()).select_from(
    select(timer.c.token)
    .where(timer.c.wake_at > AT, timer.c.wake_at <= UNTIL, timer.c.wake_at > timer.c.due_at)
    .limit(MOST)
    .subquery()
)


def send_jobs(db: Connection, now: datetime, until: datetime, most: int) -> tuple[int, ...]:
    """Mark up to `most` due jobs as sent until then and return their ids, the earliest first."""
    rows = db.execute(SEND, {"at": now, "until": until, "most": most})
    return tuple(sorted(rows.scalars()))


def unsend_jobs(db: Connection, job_ids: Sequence[int], now: datetime) -> None:
    """Let jobs that could not be sent after all be taken at once."""
    db.execute(UNSEND, {"wanted": list(job_ids), "at": now})


def take_job(
    db: Connection, job_id: int, now: datetime, worker: str, until: datetime
) -> Job | None:
    """Take a job that was sent, until then; None when it is done, or another has it."""
    given = {"wanted": job_id, "at": now, "taker": worker, "until": until}
    row = db.execute(TAKE, given).first()
    return None if row is None else job_from(row)


def count_sent_jobs(db: Connection, now: datetime, until: datetime, most: int) -> int:
    """Return how many jobs were sent and not taken yet; at most `most`.

    until   no job was sent for longer than until then
    """
    return int(db.execute(SENT_JOBS, {"at": now, "until": until, "most": most}).scalar_one())


def count_lost_jobs(db: Connection, now: datetime, most: int) -> int:
    """Return how many jobs were sent and not taken in time; at most `most`."""
    return int(db.execute(LOST_JOBS, {"at": now, "most": most}).scalar_one())


def count_sent_timers(db: Connection, now: datetime, until: datetime, most: int) -> int:
    """Return how many timers were sent and have not fired yet; at most `most`."""
    return int(db.execute(SENT_TIMERS, {"at": now, "until": until, "most": most}).scalar_one())
