"""Noting that somebody looked at a case: looking leaves a trace too."""

from datetime import timedelta

from engine.actions.reading_right import Seen, right_of, see
from engine.context import Context
from engine.records.people import Person
from engine.store.readings import insert_reading, was_read


def note_reading(
    context: Context,
    person: Person,
    case_id: int,
    purpose: str,
    same_within: timedelta | None = None,
    seen: Seen | None = None,
) -> None:
    """Note that the person looked at the case, and in which right.

    purpose      what they opened: case, task, file, replay
    same_within  a look so soon after another of the same purpose is part of it; None notes each
    seen         what the page has read of the case; None to read it here
    """
    now = context.clock.now()
    with context.database.begin() as db:
        if same_within and was_read(db, case_id, person.person_id, purpose, now - same_within):
            return
        right = right_of(person, seen or see(db, case_id))
        insert_reading(db, case_id, person.person_id, purpose, now, right)
