"""Whether the letters of a case may leave the office, for whoever hands its result over."""

from engine.context import Context
from engine.drafting.open_letters import OpenLetter
from engine.drafting.open_letters import open_letters as read_open
from engine.records.cases import Case


def open_letters(
    context: Context, case: Case, element: str | None = None
) -> tuple[OpenLetter, ...]:
    """Return the procedure's own letters that are not delivered yet, once the case is decided."""
    with context.database.read() as db:
        return read_open(context, db, case, element)
