"""Comments on a draft, or on an element of it; and how many people must agree to publishing."""

from engine.access import require_post
from engine.context import Context
from engine.errors import InputRefused, Words
from engine.records.people import Person
from engine.records.publications import Comment
from engine.store.drafts import get_draft
from engine.store.publications import insert_comment, resolve_comment, set_rule

LONGEST = 2_000
LONGEST_PLACE = 200
MOST_APPROVALS = 9
READERS = ("designer", "approver")


def comment_on_draft(
    context: Context, person: Person, draft_id: int, place: tuple[str, str], text: str
) -> int:
    """Write a comment on the newest save of a draft and return its id.

    place   file and id of the element; empty for the draft as a whole
    Raises  AccessDenied; NotFound; InputRefused for an empty comment
    """
    require_post(person, *READERS)
    said = text.strip()[:LONGEST]
    if not said:
        reason = Words(en="write something.", vi="hãy ghi góp ý.")
        raise InputRefused(reason=reason)
    with context.database.begin() as db:
        draft = get_draft(db, draft_id)
        given = Comment(
            comment_id=0,
            draft_id=draft_id,
            save=draft.number,
            path=place[0][:LONGEST_PLACE],
            element=place[1][:LONGEST_PLACE],
            text=said,
            at=context.clock.now(),
            by=person.person_id,
            by_name=person.name,
        )
        return insert_comment(db, given)


def settle_comment(
    context: Context, person: Person, draft_id: int, comment_id: int, done: bool
) -> None:
    """Mark a comment as dealt with, or as open again; raise AccessDenied, NotFound."""
    require_post(person, *READERS)
    with context.database.begin() as db:
        resolve_comment(db, draft_id, comment_id, context.clock.now() if done else None)


def set_approvals(context: Context, person: Person, procedure_key: str, needed: int) -> None:
    """Say how many people must agree to a procedure, or with an empty key to any.

    It counts for drafts that are sent from now on.
    Raises  AccessDenied; InputRefused for a number out of bounds
    """
    require_post(person, "administrator")
    if not 1 <= needed <= MOST_APPROVALS:
        reason = Words(
            en=f"write a number from 1 to {MOST_APPROVALS}.",
            vi=f"hãy ghi một số từ 1 đến {MOST_APPROVALS}.",
        )
        raise InputRefused(reason=reason)
    with context.database.begin() as db:
        set_rule(db, procedure_key, needed, person.person_id, context.clock.now())
