"""The worker: takes what is due, carries it out, and comes back when more is due.

A row is the truth: it is taken with a lease and a fence, so any number of workers can run, one
that dies loses its lease, and one that comes back late writes nothing.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event, Thread
from typing import TypeAlias

from engine.actions.carry_moves import carry_moves
from engine.actions.keep_offices import carry_closings
from engine.actions.reconcile_payments import tend_payments
from engine.actions.tell_terms import tell_terms
from engine.context import Context
from engine.jobs.carry import carry_job, carry_timer
from engine.jobs.loop import SHORTEST_SECONDS, Wait, keep_on, seconds_until
from engine.jobs.moves import keep_moves
from engine.jobs.outgoing import keep_notices, send_notices
from engine.jobs.partners import keep_partners
from engine.jobs.recalls import keep_recalls, recall_orders
from engine.jobs.rounds import watched
from engine.jobs.signing import keep_signing
from engine.jobs.starts import fire_starts, next_due
from engine.jobs.terms import keep_terms
from engine.store import jobs, timers
from engine.store.expiry import drop_expired

BATCH = 20
LEASE_SECONDS = 60.0
# After so long a round of jobs ends.
ROUND_SECONDS = 0.5
TIDY_EVERY = timedelta(minutes=10)
# What goes on beside timers and jobs, each in a thread of its own.
KEPT: tuple[Callable[[Context, Event], None], ...] = (
    keep_moves,
    keep_partners,
    keep_recalls,
    keep_terms,
    keep_notices,
    keep_signing,
)


@dataclass(frozen=True, kw_only=True)
class Worker:
    """Who takes work.

    name           shown with the jobs it holds
    lease_seconds  how long what it has taken is its own, unless it says that it is still at work
    stop           set when it shall end: it finishes what it is at, and gives back the rest
    """

    name: str = "worker"
    lease_seconds: float = LEASE_SECONDS
    stop: Event = field(default_factory=Event)


Round: TypeAlias = Callable[[Context, Worker], int]


@dataclass(frozen=True, kw_only=True)
class Carrier:
    """Two ways to deal with what is due; each returns how many rows it took."""

    timers: Round
    jobs: Round


def run_due(context: Context, worker: Worker | None = None) -> int:
    """Carry out what is due now and tell of terms; return how many timers, jobs, moves it took."""
    worker = worker or Worker()
    begun = fire_starts(context, worker.lease_seconds, worker.stop)
    done = begun + fire_due(context, worker) + run_jobs(context, worker)
    done += carry_moves(context) + send_notices(context) + recall_orders(context)
    tell_terms(context)
    return done


def fire_due(context: Context, worker: Worker) -> int:
    """Fire a batch of timers that are due; return how many were taken."""
    with context.database.begin() as db:
        due = timers.claim_due(db, context.clock.now(), BATCH, worker.lease_seconds)
    for number, timer in enumerate(due):
        if worker.stop.is_set():
            with context.database.begin() as db:
                for left in due[number:]:
                    timers.postpone(db, left, left.due_at)
            return number
        carry_timer(context, timer)
    return len(due)


def run_jobs(context: Context, worker: Worker) -> int:
    """Do jobs that are due, for a while; return how many.

    They are taken one by one: a slow one must not use up the lease of those behind it.
    """
    began, count = time.monotonic(), 0
    while count < BATCH and not worker.stop.is_set():
        now = context.clock.now()
        with context.database.begin() as db:
            taken = jobs.claim_due(db, now, worker.name, 1, worker.lease_seconds)
        if not taken:
            break
        carry_job(context, taken[0], worker.lease_seconds)
        count += 1
        if time.monotonic() - began > ROUND_SECONDS:
            break
    return count


def work(
    context: Context,
    worker: Worker,
    open_wait: Callable[[], Wait],
    carrier: Carrier | None = None,
) -> None:
    """Deal with timers, jobs and moves until `worker.stop` is set; none holds up the others.

    open_wait  gives a way to wait for a notice; called for the threads of timers and of jobs
    carrier    who does the work; the worker itself when none is given
    """
    does = carrier or Carrier(timers=fire_due, jobs=run_jobs)
    waits = (open_wait(), open_wait())
    threads = [
        Thread(target=_keep_timers, args=(context, worker, waits[0], does), name="timers"),
        *(Thread(target=one, args=(context, worker.stop), name=one.__name__) for one in KEPT),
    ]
    for thread in threads:
        thread.start()
    try:
        keep_on(
            lambda: _take_jobs(context, worker, does),
            worker.stop,
            waits[1],
            watched(context, "jobs"),
        )
    finally:
        worker.stop.set()
        for thread in threads:
            thread.join()


def tidy(context: Context) -> int:
    """Delete what has had its time: sessions, unfinished filings, messages; return how many.

    What is due about money is done with it: orders nobody waits for, days to be compared.
    """
    with context.database.begin() as db:
        dropped = drop_expired(db, context.clock.now())
    return dropped + tend_payments(context)


def _keep_timers(context: Context, worker: Worker, wait: Wait, carrier: Carrier) -> None:
    tidy_at = context.clock.now()

    def turn() -> float:
        nonlocal tidy_at
        if context.clock.now() >= tidy_at:
            # First of all: what fails here must not keep timers from being fired.
            tidy_at = context.clock.now() + TIDY_EVERY
            tidy(context)
            carry_closings(context)
        pause = seconds_until(context, next_due)
        if pause > 0:
            return pause
        # Few, and the carrier has no part in them: whoever looks after timers opens these cases.
        begun = fire_starts(context, worker.lease_seconds, worker.stop)
        return 0.0 if carrier.timers(context, worker) + begun else SHORTEST_SECONDS

    keep_on(turn, worker.stop, wait, watched(context, "timers"))


def _take_jobs(context: Context, worker: Worker, carrier: Carrier) -> float:
    pause = seconds_until(context, jobs.next_due)
    if pause > 0:
        return pause
    return 0.0 if carrier.jobs(context, worker) else SHORTEST_SECONDS
