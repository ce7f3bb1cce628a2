"""Noting that somebody looked at a case: looking leaves a trace too."""

from engine.context import Context
from engine.records.people import Person
from engine.store.readings import insert_reading


def note_reading(context: Context, person: Person, case_id: int, purpose: str) -> None:
    """Note that the person looked at the case; `purpose` is what they opened: case, task, file."""
    with context.database.begin() as db:
        insert_reading(db, case_id, person.person_id, purpose, context.clock.now())
