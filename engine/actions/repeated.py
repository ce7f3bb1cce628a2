"""A request that comes a second time: the result of the first is given, and nothing is done."""

from engine.context import Context
from engine.errors import CommandRefused
from engine.records.cases import Case
from engine.store.cases import get_case
from engine.store.log import find_request


def was_done(context: Context, request_key: str | None) -> Case | None:
    """Return the case that this request has already moved; None if it was never carried out."""
    if request_key is None:
        return None
    with context.database.read() as db:
        entry = find_request(db, request_key)
        return None if entry is None else get_case(db, entry.case_id)


def find_repeated(context: Context, request_key: str | None) -> Case:
    """Return the case that this request has already moved.

    Raises  CommandRefused when it was never carried out
    """
    case = was_done(context, request_key)
    if case is None:
        raise CommandRefused(what=f"request {request_key}")
    return case
