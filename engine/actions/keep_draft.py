"""What happens to a draft besides saving: a new name, put away and taken up again, who is at it."""

from collections.abc import Sequence
from dataclasses import replace

from engine.access import require_post
from engine.actions.open_draft import LONGEST_NAME
from engine.context import Context
from engine.errors import DraftClosed, InputRefused, Words
from engine.records.drafts import DISCARDED, OPEN, PRESENT, Draft, Presence
from engine.records.people import Person
from engine.store.drafts import (
    end_presence,
    get_draft,
    list_presences,
    lock_draft,
    note_presence,
    rename_draft,
    set_draft_state,
)
from engine.store.people import names_of


def rename(context: Context, person: Person, draft_id: int, name: str) -> Draft:
    """Call a draft something else; raise NotFound, AccessDenied, InputRefused for no name."""
    require_post(person, "designer")
    wanted = name.strip()[:LONGEST_NAME]
    if not wanted:
        raise InputRefused(reason=Words(en="the draft needs a name", vi="bản thảo cần có tên"))
    with context.database.begin() as db:
        lock_draft(db, draft_id)
        rename_draft(db, draft_id, wanted)
        return get_draft(db, draft_id)


def discard_draft(context: Context, person: Person, draft_id: int) -> Draft:
    """Put an open draft away; nothing of it is deleted. Raises NotFound, DraftClosed."""
    return _turn(context, person, draft_id, (OPEN, DISCARDED))


def reopen_draft(context: Context, person: Person, draft_id: int) -> Draft:
    """Take up again a draft that was put away. Raises NotFound, DraftClosed."""
    return _turn(context, person, draft_id, (DISCARDED, OPEN))


def be_present(context: Context, person: Person, draft_id: int, path: str) -> Sequence[Presence]:
    """Note that the person has a draft open, and return who else has, who came first first."""
    now = context.clock.now()
    with context.database.begin() as db:
        draft = get_draft(db, draft_id)
        note_presence(db, draft.draft_id, person.person_id, now, path[:200], now - PRESENT)
        present = list_presences(db, draft_id, now - PRESENT)
        others = [one for one in present if one.person_id != person.person_id]
        names = names_of(db, {one.person_id for one in others})
    return [replace(one, name=names.get(one.person_id, "")) for one in others]


def leave_draft(context: Context, person: Person, draft_id: int) -> None:
    """Note that the person has closed the draft's page."""
    with context.database.begin() as db:
        end_presence(db, draft_id, person.person_id)


def _turn(context: Context, person: Person, draft_id: int, states: tuple[str, str]) -> Draft:
    require_post(person, "designer")
    with context.database.begin() as db:
        if lock_draft(db, draft_id).state != states[0]:
            raise DraftClosed
        set_draft_state(db, draft_id, states[1])
        return get_draft(db, draft_id)
