"""Jobs with a topic: taken by clients outside, each with a lease and a fence as any job.

A client names what it holds by the job's id and the fence it got, its lock; with an older lock, or
as another client, nothing is found and nothing can be written.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, select, update

from engine.records.cases import Case
from engine.records.clients import Work
from engine.records.jobs import Job
from engine.records.outcomes import RUNNING
from engine.store.cases import CASE_COLUMNS, case_from
from engine.store.jobs import JOB_COLUMNS, job_from
from engine.store.tables import case, job
from engine.store.types import Instant

# Work of a suspended case stays where it is: what was done could not be written down.
DUE = (
    select(job.c.id, case.c.code, case.c.version_id)
    .join(case, case.c.id == job.c.case_id)
    .where(
        job.c.topic == bindparam("wanted"),
        job.c.run_at <= bindparam("at", type_=Instant),
        case.c.status == RUNNING,
    )
    .order_by(job.c.run_at, job.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=job)
    .cte("due")
)
FETCH = (
    update(job)
    .where(job.c.id == DUE.c.id)
    .values(
        run_at=bindparam("until", type_=Instant),
        worker=bindparam("taker"),
        client_id=bindparam("client"),
        attempt=job.c.attempt + 1,
        fence=job.c.fence + 1,
    )
)
FETCH_POSTGRES = FETCH.returning(*JOB_COLUMNS, DUE.c.code, DUE.c.version_id)
FETCH_SQLITE = FETCH.returning(*JOB_COLUMNS)
CASES = select(case.c.id, case.c.code, case.c.version_id).where(
    case.c.id.in_(bindparam("wanted", expanding=True))
)
HELD: tuple[ColumnElement[bool], ...] = (
    job.c.id == bindparam("wanted"),
    job.c.fence == bindparam("held"),
    job.c.client_id == bindparam("client"),
)
FIND = select(*JOB_COLUMNS).where(*HELD)
# The case first, as every command does; and both: after waiting, PostgreSQL reads a locked row
# anew, and no other.
LOCK_HELD = (
    select(*CASE_COLUMNS, *(column.label(f"job_{column.name}") for column in JOB_COLUMNS))
    .select_from(case.join(job, job.c.case_id == case.c.id))
    .where(*HELD)
    .with_for_update(of=(case, job))
)


@dataclass(frozen=True, kw_only=True)
class Taking:
    """Who takes work, and for how long.

    worker   name of the client's process, for people who look at the table
    until    end of the lease, UTC
    """

    client_id: int
    worker: str
    now: datetime
    until: datetime


def fetch(db: Connection, topic: str, most: int, taking: Taking) -> tuple[Work, ...]:
    """Take up to `most` jobs of a topic that are due, the longest waiting first."""
    given = {
        "wanted": topic,
        "at": taking.now,
        "most": most,
        "until": taking.until,
        "taker": taking.worker,
        "client": taking.client_id,
    }
    if db.dialect.name == "postgresql":
        rows = [
            (job_from(row), (row.code, row.version_id)) for row in db.execute(FETCH_POSTGRES, given)
        ]
    else:
        # SQLite's RETURNING knows the columns of the changed table only.
        taken = [job_from(row) for row in db.execute(FETCH_SQLITE, given)]
        known = _cases(db, {one.case_id for one in taken})
        rows = [(one, known[one.case_id]) for one in taken]
    return tuple(
        Work(job=one, topic=topic, code=code, version_id=version, locked_until=taking.until)
        for one, (code, version) in sorted(rows, key=lambda row: row[0].job_id)
    )


def find_held(db: Connection, job_id: int, lock: int, client_id: int) -> Job | None:
    """Return a job that this client holds under this lock; None for one it does not hold."""
    given = {"wanted": job_id, "held": lock, "client": client_id}
    row = db.execute(FIND, given).first()
    return None if row is None else job_from(row)


def lock_held(db: Connection, job_id: int, lock: int, client_id: int) -> tuple[Case, Job] | None:
    """Lock a job that this client holds under this lock, with its case; None as `find_held`."""
    given = {"wanted": job_id, "held": lock, "client": client_id}
    row = db.execute(LOCK_HELD, given).first()
    if row is None:
        return None
    return case_from(row), Job(
        job_id=row.job_id,
        case_id=row.job_case_id,
        token=row.job_token,
        element=row.job_element,
        kind=row.job_kind,
        inputs=row.job_inputs,
        settles=row.job_settles,
        attempt=row.job_attempt,
        fence=row.job_fence,
    )


def _cases(db: Connection, wanted: set[int]) -> dict[int, tuple[Any, Any]]:
    if not wanted:
        return {}
    rows = db.execute(CASES, {"wanted": list(wanted)})
    return {row.id: (row.code, row.version_id) for row in rows}
