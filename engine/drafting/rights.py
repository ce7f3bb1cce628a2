"""Who works with the letters of an office."""

from collections.abc import Iterable

from engine.access import SIGNING, SUPERVISORS, acts_in, is_administrator, is_auditor
from engine.letters.wording import ZONE
from engine.records.letters import DELIVERED, Letter
from engine.records.people import Person
from engine.signatures.rules import steps_of
from engine.signatures.turns import Houses, may_sign
from engine.store.directory import Directory

# Police and social insurance do the whole of a case themselves, their letters too.
OWN_OFFICES = ("police", "social-insurance")
LETTER_POSTS = ("desk", "specialist", "head", "leader", "clerk", *OWN_OFFICES)


def may_handle_letter(person: Person, letter: Letter, directory: Directory) -> bool:
    """Tell whether the person works with the letters of the office that issues this one.

    Where that was closed, its successor works with them.
    """
    acting = directory.acting(letter.office_id)
    return acts_in(person, acting, *LETTER_POSTS) or is_administrator(person)


def may_recall(person: Person, letter: Letter, houses: Houses) -> bool:
    """Tell whether the person may take an issued letter back.

    Whoever may sign it first, or leads the office. Once it is delivered people rely on it: then
    only a leader or head, and not whoever wrote it.
    """
    leading = houses.signing_for(letter.office_id, SUPERVISORS)
    leads = acts_in(person, leading, *SUPERVISORS)
    if letter.state == DELIVERED:
        return leads and letter.asked_by != person.person_id
    day = letter.issued_at.astimezone(ZONE).date() if letter.issued_at else None
    first = steps_of(letter.signer, day)[:1] if day else ()
    return leads or any(may_sign(person, houses, letter.office_id, step) for step in first)


def may_stop(person: Person, offices: Iterable[int]) -> bool:
    """Tell whether the person stops a case for its applicant: at one of the desks it came to.

    offices   that decides it, that received it, and that took it in on behalf of that one

    Source    NĐ 118/2025/NĐ-CP, Art. 14: the desk that took a dossier in follows it to the end
    """
    return any(acts_in(person, one, "desk", *SUPERVISORS) for one in offices)


def sets_dates(person: Person, office_id: int, houses: Houses) -> bool:
    """Tell whether the person promises another day for an office: its leader, or who signs for one.

    Where an office has no leader of its own, it is the leader of the nearest one above.

    Source   TT 03/2025/TT-VPCP, form 04: signed by the head of the agency that decides
    """
    return acts_in(person, houses.signing_for(office_id, (SIGNING,)), SIGNING)


def register_offices(person: Person, directory: Directory) -> tuple[int, ...]:
    """Return the offices whose register the person may read, those that theirs took over too."""
    if is_administrator(person) or is_auditor(person):
        return tuple(directory.by_id)
    return tuple(
        one for one in directory.by_id if acts_in(person, directory.acting(one), *LETTER_POSTS)
    )
