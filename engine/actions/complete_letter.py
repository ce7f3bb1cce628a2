"""Giving a letter what it lacked, so that it can be issued after all."""

from collections.abc import Mapping

from engine.access import post_name
from engine.context import Context
from engine.drafting.rights import may_handle_letter
from engine.errors import AccessDenied, InputRefused, Words
from engine.records.connectors import LETTER
from engine.records.letters import STUCK, Letter
from engine.records.people import Person
from engine.records.values import Json
from engine.store.cases import lock_case
from engine.store.crossing import incoming, leave_jobs
from engine.store.directory import Directory
from engine.store.letters import change_letter, get_letter, lock_letter

LONGEST = 5_000


def complete_letter(
    context: Context, person: Person, letter_id: int, given: Mapping[str, str]
) -> Letter:
    """Fill in what a letter lacks and let a worker try again.

    given    texts by the names that are missing; others are left aside
    Raises   NotFound; AccessDenied; InputRefused for a letter that lacks nothing, or where
             something is still empty
    """
    with context.database.begin() as db:
        case = lock_case(db, get_letter(db, letter_id).case_id)
        letter = lock_letter(db, letter_id)
        require_letter_post(person, letter, context.offices.get(db))
        if letter.state != STUCK:
            raise InputRefused(
                reason=Words(en="the letter lacks nothing", vi="văn bản không thiếu gì")
            )
        facts = {**letter.facts, **_wanted(letter, given)}
        change_letter(db, letter_id, {"facts": facts, "state": "asked"})
        job = incoming(LETTER, letter.element or "", {"letter": letter_id}, letter.token or 0)
        leave_jobs(db, [(case.case_id, job)], context.clock.now())
        context.wake(db)
        return get_letter(db, letter_id)


def require_letter_post(person: Person, letter: Letter, directory: Directory) -> None:
    """Raise AccessDenied unless the person works with the letters of this office."""
    if not may_handle_letter(person, letter, directory):
        raise AccessDenied(post=post_name("clerk"))


def _wanted(letter: Letter, given: Mapping[str, str]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for one in letter.lack or ():
        name = one["name"]
        text = given.get(name, "").strip()[:LONGEST]
        if name and not text:
            reason = Words(vi=f"“{one['vi']}” còn trống", en=f"“{one['en']}” is empty")
            raise InputRefused(reason=reason)
        if name:
            found[name] = text
    return found
