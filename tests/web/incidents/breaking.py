"""Cases that stand still because their look-up fails."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from engine.actions.start_case import start_case
from engine.jobs import connectors
from engine.jobs.connectors import JobFailed
from engine.jobs.worker import run_due
from engine.records.cases import Case
from engine.records.filings import Filing
from engine.records.jobs import Job
from tests.make import TEST_PROCEDURES, citizen, publish
from tests.web.casework import Casework


@contextmanager
def register_closed() -> Iterator[None]:
    """Let every look-up fail for good."""

    def fail(_context: object, job: Job) -> None:
        raise JobFailed(reason=f"sổ hộ tịch đang đóng ({job.job_id})", again=False)

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(connectors.CONNECTORS, "register-lookup", fail)
        yield


def stick(casework: Casework, number: int = 1) -> list[Case]:
    """Open cases that stand still."""
    publish(casework.context, "tra-cuu", TEST_PROCEDURES)
    filing = Filing(procedure_key="tra-cuu", office_id=casework.cast.office_id, answers=citizen())
    cases = [start_case(casework.context, filing) for _ in range(number)]
    with register_closed():
        for _ in cases:
            run_due(casework.context)
    return cases
