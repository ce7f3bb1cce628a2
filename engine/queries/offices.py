"""Offices by their code, as pages name them."""

from engine.context import Context, directory_of
from engine.queries.inbox import office_text
from engine.records.cards import Text
from engine.records.people import Office


def name_office(context: Context, code: str) -> Text:
    """Return the name of an office; a code that nobody has names itself.

    The tree of offices is kept in memory, so that no statement is needed most of the time.
    """
    office = directory_of(context).by_code.get(code)
    return Text(vi=code, en=code) if office is None else office_text(office)


def list_all_offices(context: Context) -> tuple[Office, ...]:
    """Return the offices that are open today, by their code."""
    return tuple(sorted(directory_of(context).open, key=lambda one: one.code))
