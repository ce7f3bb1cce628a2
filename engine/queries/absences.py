"""Who is away and who stands in for them."""

from dataclasses import dataclass
from datetime import timedelta

from engine.access import leads, may_stand_in
from engine.context import Context, local_day
from engine.records.absences import Absence
from engine.records.people import Person
from engine.store.absences import list_absences
from engine.store.people import list_people

PAST = timedelta(days=31)


@dataclass(frozen=True, kw_only=True)
class AbsenceView:
    """What somebody sees of absences.

    absences     of themselves and, for heads, of their offices, those of the last month too
    people       whose absence they may enter: themselves first
    substitutes  who can stand in for one of these
    """

    absences: tuple[Absence, ...]
    people: tuple[Person, ...]
    substitutes: tuple[Person, ...]


def absent_today(context: Context) -> dict[int, Absence]:
    """Return who is away today, by their id; mostly from memory."""
    known = context.absences.on(context.database, local_day(context))
    return {one.person_id: one for one, _ in known}


def list_own_absences(context: Context, person: Person) -> AbsenceView:
    """Return the absences that a person may see, and what they need to enter one."""
    with context.database.read() as db:
        everybody = list_people(db)
        others = [one for one in everybody if one.person_id != person.person_id]
        people = (person, *(one for one in others if leads(person, one)))
        ids = [one.person_id for one in people]
        found = list_absences(db, ids, local_day(context) - PAST)
    return AbsenceView(
        absences=found,
        people=people,
        substitutes=tuple(
            one for one in everybody if any(may_stand_in(one, other) for other in people)
        ),
    )
