"""Celery as the carrier: ids of due work go through its broker to its workers.

The rows stay the truth. A row that was sent is left alone for a lease; if nobody has taken it by
then, it is sent again. What arrives twice is taken once. ADR 0012.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from celery import Celery
from kombu.entity import Queue
from kombu.exceptions import OperationalError

from engine.context import Context
from engine.jobs.carry import carry_job, carry_timer
from engine.jobs.loop import CarrierLost
from engine.jobs.worker import Carrier, Worker
from engine.records.jobs import DueTimer
from engine.store import sending, timers

LOG = logging.getLogger("motcua.worker")
JOB, TIMER = "motcua.job", "motcua.timer"
# Two queues, so that a worker of its own can keep timers from waiting behind slow jobs.
JOBS_QUEUE, TIMERS_QUEUE = "motcua", "motcua-timers"
QUEUES = tuple(Queue(one) for one in (JOBS_QUEUE, TIMERS_QUEUE))  # type: ignore[no-untyped-call]
BATCH = 50
# Sent and not taken; more stays in the rows, so that a slow broker is not buried.
MOST_SENT = 1_000
# How long to leave it alone when so many are sent.
FULL_SECONDS = 0.5
OPTIONS = {
    "task_queues": QUEUES,
    "task_default_queue": JOBS_QUEUE,
    "task_routes": {TIMER: {"queue": TIMERS_QUEUE}},
    "task_serializer": "json",
    "accept_content": ["json"],
    "task_ignore_result": True,
    # What a worker was at when it died goes to another at once; the fence sees to the rest.
    "task_acks_late": True,
    "task_reject_on_worker_lost": True,
    "worker_prefetch_multiplier": 1,
    "worker_hijack_root_logger": False,
    "worker_send_task_events": False,
    "broker_connection_retry_on_startup": True,
    "broker_connection_timeout": 4,
    "enable_utc": True,
}


def make_app(broker: str) -> Celery:
    """Return the Celery application of sender and workers."""
    app = Celery("motcua", broker=broker, set_as_current=False)
    app.conf.update(OPTIONS)
    return app


def make_carrier(broker: str) -> Carrier:
    """Return the carrier that sends what is due."""
    app = make_app(broker)
    return Carrier(
        timers=lambda context, worker: send_timers(app, context, worker),
        jobs=lambda context, worker: send_jobs(app, context, worker),
    )


def send_jobs(app: Celery, context: Context, worker: Worker) -> int:
    """Send the ids of due jobs; return how many. Raises CarrierLost."""
    now = context.clock.now()
    until = now + timedelta(seconds=worker.lease_seconds)
    with context.database.begin() as db:
        room = MOST_SENT - sending.count_sent_jobs(db, now, until, MOST_SENT)
        lost = sending.count_lost_jobs(db, now, BATCH)
        sent = sending.send_jobs(db, now, until, min(room, BATCH)) if room > 0 else ()
    if lost:
        LOG.warning("%d jobs sent to Celery were not taken in time; sending again", lost)
    if room <= 0:
        worker.stop.wait(FULL_SECONDS)
    try:
        _send(app, JOB, [[number] for number in sent])
    except OperationalError as error:
        with context.database.begin() as db:
            sending.unsend_jobs(db, sent, context.clock.now())
        raise CarrierLost(str(error)) from error
    return len(sent)


def send_timers(app: Celery, context: Context, worker: Worker) -> int:
    """Send due timers; return how many. Raises CarrierLost."""
    now = context.clock.now()
    until = now + timedelta(seconds=worker.lease_seconds)
    with context.database.begin() as db:
        room = MOST_SENT - sending.count_sent_timers(db, now, until, MOST_SENT)
        most = min(room, BATCH)
        due = timers.claim_due(db, now, most, worker.lease_seconds) if room > 0 else ()
    if room <= 0:
        worker.stop.wait(FULL_SECONDS)
    try:
        _send(app, TIMER, [message_of(one) for one in due])
    except OperationalError as error:
        with context.database.begin() as db:
            for one in due:
                timers.postpone(db, one, one.due_at)
        raise CarrierLost(str(error)) from error
    return len(due)


def message_of(one: DueTimer) -> list[object]:
    """Return a timer as a message."""
    return [one.case_id, one.token, one.element, one.due_at.isoformat(), one.fence]


def add_tasks(
    app: Celery, context_of: Callable[[], Context], worker_of: Callable[[], Worker]
) -> None:
    """Let workers of the application carry out what is sent.

    context_of  gives the context of this process; never called before it is forked
    worker_of   gives its name and lease
    """

    @app.task(name=JOB)  # type: ignore[untyped-decorator]  # Celery has no types
    def run_job(job_id: int) -> None:
        context, worker = context_of(), worker_of()
        now = context.clock.now()
        until = now + timedelta(seconds=worker.lease_seconds)
        with context.database.begin() as db:
            taken = sending.take_job(db, job_id, now, worker.name, until)
        if taken is not None:
            carry_job(context, taken, worker.lease_seconds)

    @app.task(name=TIMER)  # type: ignore[untyped-decorator]
    def run_timer(case_id: int, token: int, element: str, due_at: str, fence: int) -> None:
        due = DueTimer(
            case_id=case_id,
            token=token,
            element=element,
            due_at=datetime.fromisoformat(due_at),
            fence=fence,
        )
        carry_timer(context_of(), due)


def _send(app: Celery, task: str, messages: Sequence[Sequence[object]]) -> None:
    for message in messages:
        app.send_task(task, args=message, retry=False)
