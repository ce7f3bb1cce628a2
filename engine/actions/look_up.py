"""Looking people up by their personal number: a limited number of times, and never unseen."""

from collections.abc import Iterable
from datetime import timedelta

from engine.actions.reading_right import desk_right
from engine.context import Context
from engine.records.people import Person
from engine.store.readings import insert_reading
from engine.store.reception_readings import insert_look
from engine.store.tries import count_try

LOOK_UP = "look-up"
# A desk serves a person in a few minutes; whoever looks up more is not serving those who came.
PER_OFFICER = (40, timedelta(hours=1))
PER_OFFICER_A_DAY = (200, timedelta(days=1))


def count_look_up(context: Context, person: Person) -> None:
    """Count a look-up of an officer, before it is answered; raise TooManyTries.

    Source   OWASP ASVS 5.0, 2.4.1 (limits of business)
    """
    now = context.clock.now()
    named = f"look-up:person:{person.person_id}", f"look-up:person:day:{person.person_id}"
    for key, (most, window) in zip(named, (PER_OFFICER, PER_OFFICER_A_DAY), strict=True):
        with context.database.begin() as db:
            count_try(db, key, now, most, window)


def note_look_up(context: Context, person: Person, case_ids: Iterable[int]) -> None:
    """Note with each of these cases that it was found by a personal number."""
    now, right = context.clock.now(), desk_right(person)
    with context.database.begin() as db:
        for case_id in case_ids:
            insert_reading(db, case_id, person.person_id, LOOK_UP, now, right)


def note_reception_look(context: Context, person: Person, reception_id: int) -> None:
    """Note who looked at a dossier that has no case yet."""
    with context.database.begin() as db:
        insert_look(db, reception_id, person.person_id, context.clock.now())
