"""The heartbeat of a job: its lease is kept alive as long as its connector works."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

from engine.context import Context
from engine.records.jobs import Job
from engine.store import jobs
from engine.store.database import OUTAGE, first_line

LOG = logging.getLogger("motcua.worker")
BEATS_PER_LEASE = 3


@contextmanager
def kept(
    context: Context, job: Job, lease_seconds: float, after_beat: Callable[[], None] = lambda: None
) -> Iterator[None]:
    """Keep the lease of a job while the block runs; a job that is lost settles nothing."""
    done = Event()

    def beat() -> None:
        while not done.wait(lease_seconds / BEATS_PER_LEASE) and _extend(
            context, job, lease_seconds
        ):
            after_beat()

    thread = Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _extend(context: Context, job: Job, lease_seconds: float) -> bool:
    """Extend the lease; False when it was lost."""
    until = context.clock.now() + timedelta(seconds=lease_seconds)
    try:
        with context.database.begin() as db:
            return jobs.extend(db, job, until)
    except OUTAGE as error:
        # The next beat may reach the database again.
        place = {"case": job.case_id, "token": job.token}
        LOG.warning("lease not extended: %s", first_line(error), extra=place)
        return True
