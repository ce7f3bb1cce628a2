"""PostgreSQL's cursor without what nobody reads: most of a short statement's time is the client's.

SQLAlchemy asks each result what columns it has, and looks at none of them when it has run the
statement before.
"""

from collections.abc import Sequence
from typing import Any

from psycopg import Column, Cursor
from psycopg.pq import ExecStatus


class Columns(Sequence[Column]):
    """The columns of a cursor's result, each described when it is asked for."""

    def __init__(self, cursor: Cursor[Any], count: int) -> None:
        self._cursor = cursor
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, place: Any) -> Any:
        wanted = range(self._count)[place]
        if isinstance(wanted, range):
            return [Column(self._cursor, one) for one in wanted]
        return Column(self._cursor, wanted)


class BriefCursor(Cursor[Any]):
    """A cursor that describes the columns of its result when somebody looks at them."""

    @property
    def description(self) -> Columns | None:  # type: ignore[override]  # a sequence, as PEP 249 asks
        """The columns of the result; None for a statement that returns no rows."""
        result = self.pgresult
        if result is None or not (result.nfields or result.status == ExecStatus.TUPLES_OK):
            return None
        return Columns(self, result.nfields)
