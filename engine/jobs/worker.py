"""The worker: takes what is due, carries it out, and comes back when more is due.

A row is the truth: it is taken with a lease and a fence, so any number of workers can run, one
that dies loses its lease, and one that comes back late writes nothing.
"""

import logging
import time
from collections.abc import Callable
from datetime import timedelta
from threading import Event
from typing import TypeAlias

from engine.actions.fire_timer import fire_timer
from engine.actions.settle_job import settle_job
from engine.context import Context
from engine.errors import CaseNotRunning, CommandRefused, MailFailed, MotcuaError
from engine.jobs.connectors import CONNECTORS, JobFailed
from engine.jobs.lease import kept
from engine.records.jobs import DueTimer, Job
from engine.records.outcomes import SUSPENDED
from engine.store import jobs, timers
from engine.store.cases import get_case
from engine.store.expiry import drop_expired

LOG = logging.getLogger("motcua.worker")
Wait: TypeAlias = Callable[[float], object]
BATCH = 20
PAUSE_SECONDS = 0.5
LEASE_SECONDS = 60.0
MOST_ATTEMPTS = 6
REST = timedelta(minutes=10)
# After so long a round gives way to the timers that have become due meanwhile.
ROUND_SECONDS = 0.5
TIDY_EVERY = timedelta(minutes=10)


def run_due(context: Context, worker: str = "worker") -> int:
    """Carry out what is due now: a batch of timers, then jobs, one after the other.

    Jobs are taken one by one: a slow one must not use up the lease of those behind it.
    Return how many rows were taken.
    """
    now, began = context.clock.now(), time.monotonic()
    with context.database.begin() as db:
        due = timers.claim_due(db, now, BATCH, LEASE_SECONDS)
    for timer in due:
        _fire(context, timer)
    count = len(due)
    while count < 2 * BATCH and (taken := _take(context, worker)):
        _run_guarded(context, taken[0])
        count += 1
        if time.monotonic() - began > ROUND_SECONDS:
            break
    return count


def work(context: Context, stop: Event, wait: Wait, worker: str = "worker") -> None:
    """Run until `stop` is set; look for work again after `wait`, at once while there is any."""
    tidy_at = context.clock.now()
    while not stop.is_set():
        try:
            taken = run_due(context, worker)
            if context.clock.now() >= tidy_at:
                tidy(context)
                tidy_at = context.clock.now() + TIDY_EVERY
        except Exception:  # noqa: BLE001  the one place where a worker must live on, whatever it met
            LOG.exception("a round of background work failed")
            taken = 0
        if not taken:
            wait(PAUSE_SECONDS)


def tidy(context: Context) -> int:
    """Delete what has had its time: sessions, unfinished filings, messages; return how many."""
    with context.database.begin() as db:
        return drop_expired(db, context.clock.now())


def _take(context: Context, worker: str) -> tuple[Job, ...]:
    with context.database.begin() as db:
        return jobs.claim_due(db, context.clock.now(), worker, 1, LEASE_SECONDS)


def _fire(context: Context, due: DueTimer) -> None:
    place = {"case": due.case_id, "token": due.token}
    try:
        fire_timer(context, due)
    except (CommandRefused, CaseNotRunning) as error:
        LOG.info("timer waits: %s", error.code, extra=place)
        with context.database.begin() as db:
            timers.postpone(db, due, context.clock.now() + REST)
    except Exception:  # noqa: BLE001
        # The lease ends by itself, and the timer is taken again; other cases must not wait for it.
        LOG.exception("timer failed", extra=place)


def _run_guarded(context: Context, job: Job) -> None:
    """Run a job; one that cannot even be reported as failed is put off, not tried at once again."""
    try:
        if job.settles and _is_suspended(context, job):
            # What it would do outside could not be written down now, and would be done again.
            _rest(context, job)
        else:
            _run(context, job)
    except Exception as error:  # noqa: BLE001  other cases must not wait for this one
        place = {"case": job.case_id, "token": job.token, "kind": job.kind}
        LOG.exception("job failed and could not be reported", extra=place)
        _try_again(context, job, REST, type(error).__name__)


def _run(context: Context, job: Job) -> None:
    place = {"case": job.case_id, "token": job.token, "kind": job.kind}
    try:
        connector = CONNECTORS.get(job.kind)
        if connector is None:
            raise JobFailed(reason=f"there is no connector {job.kind}", again=False)
        with kept(context, job, LEASE_SECONDS):
            result = connector(context, job)
        _settle(context, job, result)
    except CaseNotRunning:
        _rest(context, job)
    except CommandRefused:
        LOG.info("job no longer awaited", extra=place)
        with context.database.begin() as db:
            jobs.settle(db, job)
    except JobFailed as error:
        _failed(context, job, str(error), error.again, error.error_code)
    except MailFailed as error:
        _failed(context, job, str(error), error.again)
    except MotcuaError as error:
        _failed(context, job, str(error), again=False)
    except Exception as error:  # noqa: BLE001  any failure of a connector is retried
        LOG.exception("job failed", extra=place)
        _failed(context, job, type(error).__name__, again=True)


def _is_suspended(context: Context, job: Job) -> bool:
    with context.database.read() as db:
        return get_case(db, job.case_id).standing.status == SUSPENDED


def _rest(context: Context, job: Job) -> None:
    with context.database.begin() as db:
        jobs.rest(db, job, context.clock.now() + REST)


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


def _try_again(context: Context, job: Job, after: timedelta, reason: str) -> None:
    with context.database.begin() as db:
        jobs.retry_later(db, job, context.clock.now() + after, reason)
