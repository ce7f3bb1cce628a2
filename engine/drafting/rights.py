"""Who works with the letters of an office."""

from collections.abc import Iterable

from engine.access import acts_in, is_administrator, is_auditor
from engine.records.letters import Letter
from engine.records.people import Person

LETTER_POSTS = ("desk", "specialist", "head", "leader", "clerk")


def may_handle_letter(person: Person, letter: Letter) -> bool:
    """Tell whether the person works with the letters of the office that issues this one."""
    return acts_in(person, letter.office_id, *LETTER_POSTS) or is_administrator(person)


def register_offices(person: Person, every: Iterable[int]) -> tuple[int, ...]:
    """Return the offices whose register the person may read, of these."""
    if is_administrator(person) or is_auditor(person):
        return tuple(every)
    return tuple(one for one in every if acts_in(person, one, *LETTER_POSTS))
