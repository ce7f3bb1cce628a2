"""What the tests of carriers share: a database, real time, cases, and what became of them."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

from sqlalchemy import select, update

from engine.actions.start_case import start_case
from engine.context import Context
from engine.records.cases import Case
from engine.records.filings import Filing
from engine.store.log import read_log
from engine.store.tables import job
from engine.store.tasks import list_case_tasks
from tests.jobs.carriers import Carrying
from tests.make import Cast, citizen

PATIENCE_SECONDS = 60.0
STEP_SECONDS = 0.05


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Where it is played.

    folder  what the probe is told and what it tells
    """

    context: Context
    cast: Cast
    carrier: Carrying
    folder: Path
    broker: str = ""

    def file(self, key: str, number: str, behaviour: str = "") -> Case:
        """Open a case of a citizen with this number; the look-up will behave as told."""
        if behaviour:
            (self.folder / number).write_text(behaviour, encoding="utf-8")
        answers = citizen(so_dinh_danh=number)
        office = self.cast.office_id
        return start_case(
            self.context, Filing(procedure_key=key, office_id=office, answers=answers)
        )

    def asked(self, number: str) -> int:
        """Return how often the look-up was asked for this citizen."""
        path = self.folder / f"asked-{number}"
        return len(path.read_text(encoding="utf-8").splitlines()) if path.exists() else 0

    def kinds(self, case: Case) -> Counter[str]:
        """Return how often each kind of command is in the log."""
        with self.context.database.read() as db:
            return Counter(one.kind for one in read_log(db, case.case_id))

    def has_task(self, case: Case) -> bool:
        """Tell whether a task waits."""
        with self.context.database.read() as db:
            return bool(list_case_tasks(db, case.case_id))

    def job(self, case: Case) -> Any:
        """Return attempt, run_at and worker of the job that the case waits for; None without."""
        columns = select(job.c.attempt, job.c.run_at, job.c.worker)
        with self.context.database.read() as db:
            found = db.execute(columns.where(job.c.case_id == case.case_id, job.c.settles))
            return found.one_or_none()

    def hasten(self, case: Case) -> None:
        """Let the job that waits for its next attempt be taken now."""
        waits = (job.c.case_id == case.case_id, job.c.settles, job.c.worker.is_(None))
        with self.context.database.begin() as db:
            db.execute(update(job).where(*waits).values(run_at=self.context.clock.now()))

    def seconds_to(self, instant: datetime) -> float:
        """Return the seconds from now."""
        return (instant - self.context.clock.now()).total_seconds()


def wait_until(is_so: Callable[[], object], what: str) -> None:
    """Return once it is so; fail when it takes too long."""
    pause = Event()
    for _ in range(int(PATIENCE_SECONDS / STEP_SECONDS)):
        if is_so():
            return
        pause.wait(STEP_SECONDS)
    raise AssertionError(f"in {PATIENCE_SECONDS} seconds not so: {what}")
