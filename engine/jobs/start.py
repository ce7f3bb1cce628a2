"""One worker process: from the name it shows to the last thing it finishes."""

from contextlib import ExitStack

from engine.context import Context
from engine.jobs.loop import Wait
from engine.jobs.worker import Carrier, Worker, work
from engine.store.wakeup import Listener


def run_worker(context: Context, worker: Worker, carrier: Carrier | None = None) -> None:
    """Work until `worker.stop` is set, woken by notices where the database gives them."""
    with ExitStack() as stack:

        def open_wait() -> Wait:
            if context.database.is_postgres:
                return stack.enter_context(Listener(context.database, worker.name)).wait
            return worker.stop.wait

        work(context, worker, open_wait, carrier)
