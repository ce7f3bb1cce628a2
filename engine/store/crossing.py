"""Between cases: jobs that one leaves for another, and cases that were called."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, Integer, bindparam, func, insert, literal, or_, select, update

from engine.records.cases import Case
from engine.records.jobs import Job
from engine.records.outcomes import RUNNING, SUSPENDED, JobRequest
from engine.records.values import Json
from engine.store.database import run_rows
from engine.store.jobs import HELD, change
from engine.store.tables import case, job

INSERT_JOB = insert(job)
# Without `run_at` nobody takes it; `worker` says which case it waits for.
HOLD = update(job).where(*HELD).values(run_at=None, fence=job.c.fence + 1, worker=bindparam("code"))
AWAITS = select(job.c.id).where(
    job.c.case_id == bindparam("wanted"),
    job.c.token == bindparam("at_token"),
    job.c.settles,
    job.c.run_at.is_(None),
    job.c.worker == bindparam("code"),
)
CALL = (
    update(case)
    .where(case.c.id == bindparam("wanted"))
    .values(parent_case_id=bindparam("above"), parent_token=bindparam("at_token"))
)
CALLED = select(case.c.id).where(
    case.c.parent_case_id == bindparam("wanted"),
    case.c.parent_token.in_(bindparam("tokens", expanding=True)),
    case.c.status.in_((RUNNING, SUSPENDED)),
)
WAITING_CALLER = select(case.c.code).where(
    case.c.id == bindparam("above"), case.c.closed_at.is_(None)
)
KIN = (
    select(case.c.code, case.c.parent_case_id)
    .where(or_(case.c.id == bindparam("above"), case.c.parent_case_id == bindparam("wanted")))
    .order_by(case.c.id)
)
ABOVE = (
    select(case.c.parent_case_id.label("above"), literal(1, Integer).label("depth"))
    .where(case.c.id == bindparam("wanted"))
    .cte("callers", recursive=True)
)
CALLERS = ABOVE.union_all(
    select(case.c.parent_case_id, ABOVE.c.depth + 1).where(
        case.c.id == ABOVE.c.above, ABOVE.c.depth <= bindparam("most", type_=Integer)
    )
)
DEPTH = select(func.max(CALLERS.c.depth))


def incoming(kind: str, element: str, inputs: Mapping[str, Json], token: int = 0) -> JobRequest:
    """Return what one case asks of another; 0 is the token of no element."""
    return JobRequest(token=token, element=element, kind=kind, inputs=inputs, settles=False)


def leave_jobs(db: Connection, wanted: Sequence[tuple[int, JobRequest]], now: datetime) -> None:
    """Write jobs for the cases with these ids, to be taken now."""
    rows = [
        {
            "case_id": case_id,
            "token": one.token,
            "element": one.element,
            "kind": one.kind,
            "topic": None,
            "inputs": one.inputs,
            "settles": False,
            "created_at": now,
            "run_at": now,
            "attempt": 0,
            "fence": 0,
        }
        for case_id, one in wanted
    ]
    run_rows(db, INSERT_JOB, rows)


def hold(db: Connection, one: Job, code: str) -> bool:
    """Let a job wait for the case with this code to end; False if the lease was lost."""
    return change(db, HOLD, one, code=code)


def awaits_case(db: Connection, case_id: int, token: int, code: str) -> bool:
    """Tell whether the job at a token waits for the case with this code."""
    given = {"wanted": case_id, "at_token": token, "code": code}
    return db.execute(AWAITS, given).first() is not None


def mark_called(db: Connection, called: Case, case_id: int, token: int) -> Case:
    """Write down that the call activity at a token of another case called a new case."""
    db.execute(CALL, {"wanted": called.case_id, "above": case_id, "at_token": token})
    return replace(called, parent_case_id=case_id, parent_token=token)


def list_called(db: Connection, case_id: int, tokens: Sequence[int]) -> tuple[int, ...]:
    """Return the cases called at these tokens that have not ended."""
    return tuple(db.execute(CALLED, {"wanted": case_id, "tokens": list(tokens)}).scalars())


def waiting_caller(db: Connection, one: Case) -> str | None:
    """Return the code of the running case whose call activity called this one; None if none."""
    if one.parent_case_id is None:
        return None
    found = db.execute(WAITING_CALLER, {"above": one.parent_case_id}).scalar_one_or_none()
    return None if found is None else str(found)


def list_kin(db: Connection, one: Case) -> tuple[str | None, tuple[str, ...]]:
    """Return the codes of the case that called this one, if any, and of those that it called."""
    rows = db.execute(KIN, {"above": one.parent_case_id, "wanted": one.case_id}).all()
    called = tuple(row.code for row in rows if row.parent_case_id == one.case_id)
    above = next((row.code for row in rows if row.parent_case_id != one.case_id), None)
    return above, called


def call_depth(db: Connection, case_id: int, most: int) -> int:
    """Return 1 for a case that nobody called, 2 for one that such a case called, and so on.

    most   beyond it nothing is counted
    """
    return int(db.execute(DEPTH, {"wanted": case_id, "most": most}).scalar_one())
