"""A context on both databases, with the cast and a small procedure."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.actions.start_case import start_case
from engine.clock import FixedClock
from engine.context import Context
from engine.records.cases import Case
from engine.records.filings import Filing
from engine.store.database import Database
from tests.make import TEST_PROCEDURES, Cast, citizen, make_cast, make_context, publish, task_at


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A context with the cast and one published procedure."""

    context: Context
    cast: Cast

    @property
    def clock(self) -> FixedClock:
        """The clock, to be moved."""
        assert isinstance(self.context.clock, FixedClock)
        return self.context.clock

    def file(self, request_key: str | None = None, procedure_key: str = "hai-nguoi") -> Case:
        """Open a case as Dora."""
        return start_case(
            self.context,
            Filing(
                procedure_key=procedure_key,
                office_id=self.cast.office_id,
                answers=citizen(),
                request_key=request_key,
            ),
        )

    def task(self, case: Case, element: str) -> tuple[int, int]:
        """Return the place of an open task."""
        return task_at(self.context, case, element)


@pytest.fixture
def stage(database: Database, tmp_path: Path) -> Stage:
    """Give a stage on a new database."""
    context = make_context(database, tmp_path)
    cast = make_cast(context)
    publish(context, "hai-nguoi", TEST_PROCEDURES)
    return Stage(context=context, cast=cast)
