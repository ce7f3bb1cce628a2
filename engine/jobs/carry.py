"""Carrying out one timer or one job that was taken, whatever comes of it.

Nothing is raised from here: the work of other cases must not wait for one that fails.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from engine.actions.fire_timer import fire_timer
from engine.actions.settle_job import settle_job
from engine.context import Context
from engine.errors import CaseNotRunning, CommandRefused, MailFailed, MotcuaError
from engine.jobs.connectors import CONNECTORS, JobFailed
from engine.jobs.lease import kept
from engine.records.jobs import MOST_ATTEMPTS, DueTimer, Job
from engine.records.outcomes import RUNNING, SUSPENDED
from engine.store import jobs, timers
from engine.store.cases import get_case, lock_case
from engine.store.database import OUTAGE, Db, first_line

LOG = logging.getLogger("motcua.worker")
REST = timedelta(minutes=10)
SOON = timedelta(seconds=2)


def carry_timer(context: Context, due: DueTimer) -> None:
    """Fire a timer; it rests while its case is suspended."""
    place = {"case": due.case_id, "token": due.token}
    try:
        _fire(context, due)
    except OUTAGE as error:
        LOG.warning("timer not fired, the database failed: %s", first_line(error), extra=place)
        _attempt(context, lambda db: timers.postpone(db, due, context.clock.now() + SOON))
    except Exception:  # noqa: BLE001
        # The lease ends by itself, and the timer is taken again.
        LOG.exception("timer failed", extra=place)


def carry_job(context: Context, job: Job, lease_seconds: float) -> None:
    """Do a job and report it to its case; one that cannot even be reported is put off."""
    place = {"case": job.case_id, "token": job.token, "kind": job.kind}
    try:
        if job.settles and _is_suspended(context, job):
            # What it would do outside could not be written down now, and would be done again.
            _rest(context, job)
        else:
            _run(context, job, lease_seconds)
    except OUTAGE as error:
        LOG.warning("job not reported, the database failed: %s", first_line(error), extra=place)
        _put_off(context, job, jobs.back_off(job.attempt), first_line(error))
    except Exception as error:  # noqa: BLE001
        LOG.exception("job failed and could not be reported", extra=place)
        _put_off(context, job, REST, type(error).__name__)


def _fire(context: Context, due: DueTimer) -> None:
    try:
        fire_timer(context, due)
    except (CommandRefused, CaseNotRunning) as error:
        place = {"case": due.case_id, "token": due.token}
        LOG.info("timer waits: %s", error.code, extra=place)
        with context.database.begin() as db:
            # Locked, so that the case cannot be resumed, and its timers woken, in between.
            runs = lock_case(db, due.case_id).standing.status == RUNNING
            again = runs and isinstance(error, CaseNotRunning)
            now = context.clock.now()
            timers.postpone(db, due, now if again else now + REST)


def _run(context: Context, job: Job, lease_seconds: float) -> None:
    place = {"case": job.case_id, "token": job.token, "kind": job.kind}
    try:
        connector = CONNECTORS.get(job.kind)
        if connector is None:
            raise JobFailed(reason=f"there is no connector {job.kind}", again=False)
        with kept(context, job, lease_seconds):
            result = connector(context, job)
        _settle(context, job, result)
    except CaseNotRunning:
        _rest(context, job)
    except CommandRefused:
        LOG.info("job no longer awaited", extra=place)
        with context.database.begin() as db:
            jobs.settle(db, job)
    except (JobFailed, MailFailed) as error:
        _failed(context, job, error.text("vi"), error.again, getattr(error, "error_code", None))
    except MotcuaError as error:
        _failed(context, job, error.text("vi"), again=False)
    except OUTAGE:
        raise
    except Exception as error:  # noqa: BLE001  any failure of a connector is retried
        LOG.exception("job failed", extra=place)
        _failed(context, job, type(error).__name__, again=True)


def _is_suspended(context: Context, job: Job) -> bool:
    with context.database.read() as db:
        return get_case(db, job.case_id).standing.status == SUSPENDED


def _rest(context: Context, job: Job) -> None:
    """Give the job back until its case is resumed, which wakes it."""
    with context.database.begin() as db:
        # Locked, so that the case cannot be resumed, and its jobs woken, in between.
        runs = lock_case(db, job.case_id).standing.status == RUNNING
        now = context.clock.now()
        jobs.rest(db, job, now if runs else now + REST)


def _settle(context: Context, job: Job, result: object) -> None:
    if job.settles:
        settle_job(context, job, result)
        return
    with context.database.begin() as db:
        jobs.settle(db, job)


def _failed(
    context: Context, job: Job, reason: str, again: bool, error_code: str | None = None
) -> None:
    if again and job.attempt < MOST_ATTEMPTS:
        _try_again(context, job, jobs.back_off(job.attempt), reason)
    elif job.settles:
        settle_job(context, job, error=reason, error_code=error_code)
    else:
        with context.database.begin() as db:
            jobs.bury(db, job, reason)


def _put_off(context: Context, job: Job, after: timedelta, reason: str) -> None:
    until = context.clock.now() + after
    _attempt(context, lambda db: jobs.retry_later(db, job, until, reason))


def _attempt(context: Context, act: Callable[[Db], object]) -> None:
    """Write it if the database can be reached again; if not, the lease ends by itself."""
    try:
        with context.database.begin() as db:
            act(db)
    except OUTAGE as error:
        LOG.warning("not put off, the database failed: %s", first_line(error))


def _try_again(context: Context, job: Job, after: timedelta, reason: str) -> None:
    with context.database.begin() as db:
        jobs.retry_later(db, job, context.clock.now() + after, reason)
