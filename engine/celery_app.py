"""Celery's side: `celery -A engine.celery_app worker` carries out what `motcua work` sends.

It needs the same DATABASE_URL, MOTCUA_VAR and MOTCUA_CELERY_BROKER as the process that sends.
"""

import os
from functools import cache

from engine.cli import read_wires, read_worker
from engine.context import Context
from engine.jobs.carriers.broker import check_broker
from engine.jobs.carriers.celery_queue import add_tasks, make_app
from engine.jobs.worker import Worker
from engine.wiring import make_context


@cache
def context_of_process() -> Context:
    """Return the context, made on first use: after Celery has forked."""
    return make_context(read_wires(None))


@cache
def worker_of_process() -> Worker:
    """Return the name and the lease under which this process takes jobs."""
    return read_worker(name=f"celery-{os.getpid()}")


app = make_app(check_broker(os.environ.get("MOTCUA_CELERY_BROKER", "")))
add_tasks(app, context_of_process, worker_of_process)
