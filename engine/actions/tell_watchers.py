"""Telling those who answer for a case what its term has come to: desk, head, leader, office above.

Whoever holds a task of it is told of the task; of a task that nobody holds all those are told who
may take it. Nobody is told of the same day twice.
"""

from collections.abc import Iterable
from datetime import datetime

from engine.access import SUPERVISORS
from engine.actions.tell_holders import tell_holders
from engine.actions.tell_people import tell_people
from engine.context import Context
from engine.records.cases import Case
from engine.records.notices import Occasion
from engine.records.people import Office
from engine.records.values import Json
from engine.store.database import Db
from engine.store.people import list_people_in_post
from engine.store.receptions import find_reception

# What was noted of a term → what those are told who answer for the case.
KINDS = {
    "term-warned": "case-due-soon",
    "apology-due": "apology-due",
    "term-passed": "case-late",
    "second-lateness": "case-late",
}
# What was noted → why the office above is told.
UPWARD = {
    "second-lateness": ("quá hạn lần thứ hai", "late a second time"),
    "apology-missed": ("chưa xin lỗi, chưa hẹn lại", "no apology was made, no new day set"),
}


def tell_watchers(
    context: Context, db: Db, case: Case, event: str, values: dict[str, Json]
) -> None:
    """Tell everybody who is to know what was noted of a term.

    event   kind of the note that was written; `values` what it says
    """
    due_at = case.standing.due_at
    if due_at is None:
        return
    told = tell_holders(context, db, case, event)
    kind = KINDS.get(event)
    if kind is not None:
        content: dict[str, Json] = {"code": case.code, "due": _text(context, due_at)}
        content["basis"] = values.get("basis", "")
        people = {
            one
            for office, posts in _watching(context, db, case)
            for one in _people(db, office, posts)
        }
        key = f"{kind}:{case.case_id}:{due_at.isoformat()}"
        occasion = Occasion(kind=kind, case_id=case.case_id, content=content, key=key)
        tell_people(context, db, occasion, people - (told if kind != "apology-due" else set()))
    if event in UPWARD:
        _tell_upward(context, db, case, event, due_at)


def office_above(context: Context, db: Db, case: Case) -> Office:
    """Return the office above the one that decides a case; itself at the top."""
    directory = context.offices.get(db)
    own = directory.by_id[case.office_id]
    return directory.by_id.get(own.parent_id or 0, own)


def _watching(context: Context, db: Db, case: Case) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the offices, with posts, that are told: the deciding one and the desk of receipt."""
    directory = context.offices.get(db)
    came = find_reception(db, case.case_id)
    desks = {case.office_id}
    if came is not None:
        desks |= {directory.acting(one) for one in (came.desk_id, came.proxy_id) if one}
    return (*((one, ("desk",)) for one in sorted(desks)), (case.office_id, SUPERVISORS))


def _people(db: Db, office_id: int, posts: Iterable[str]) -> set[int]:
    return {one.person_id for post in posts for one in list_people_in_post(db, office_id, post)}


def _tell_upward(context: Context, db: Db, case: Case, event: str, due_at: datetime) -> None:
    directory = context.offices.get(db)
    own, above = directory.by_id[case.office_id], office_above(context, db, case)
    why, why_en = UPWARD[event]
    content: dict[str, Json] = {
        "code": case.code,
        "office": own.name_vi,
        "office_en": own.name_en,
        "due": _text(context, due_at),
        "why": why,
        "why_en": why_en,
    }
    # Without the case: the office above sees it in its list, not the dossier itself.
    key = f"{event}:{case.case_id}:{due_at.isoformat()}"
    occasion = Occasion(kind="reported-up", content=content, key=key)
    tell_people(context, db, occasion, _people(db, above.office_id, SUPERVISORS))


def _text(context: Context, at: datetime) -> str:
    return f"{at.astimezone(context.calendars.current.tz):%H:%M %d/%m/%Y}"
