"""Taking a task, handing it back, giving it to another person."""

from engine.access import require_claim, require_reassign, require_release
from engine.actions.carry_out import carry_out
from engine.actions.repeated import was_done
from engine.context import Context
from engine.errors import RequestRepeated, TaskGone
from engine.records.cases import Case
from engine.records.commands import Claim, Reassign, Release
from engine.records.people import Person
from engine.store.cases import lock_case_with_task
from engine.store.people import get_person


def claim_task(
    context: Context, person: Person, place: tuple[int, int], request_key: str | None = None
) -> Case:
    """Take a task. Raises TaskGone, TaskAlreadyClaimed, AccessDenied."""
    try:
        with context.database.begin() as db:
            case, task = lock_case_with_task(db, *place)
            if task is None:
                raise TaskGone()
            if task.holder_id == person.person_id:
                return case
            require_claim(person, task)
            command = Claim(token=task.token, by=person.person_id)
            return carry_out(context, db, case, command, request_key)
    except RequestRepeated:
        return _done(context, request_key)


def release_task(
    context: Context, person: Person, place: tuple[int, int], request_key: str | None = None
) -> Case:
    """Hand a task back to its office. Raises TaskGone, AccessDenied."""
    try:
        with context.database.begin() as db:
            case, task = lock_case_with_task(db, *place)
            if task is None:
                raise TaskGone()
            require_release(person, task)
            command = Release(token=task.token, by=person.person_id)
            return carry_out(context, db, case, command, request_key)
    except RequestRepeated:
        return _done(context, request_key)


def reassign_task(
    context: Context,
    person: Person,
    place: tuple[int, int],
    to: int,
    request_key: str | None = None,
) -> Case:
    """Give a task to another person of its post. Raises TaskGone, AccessDenied, NotFound."""
    try:
        with context.database.begin() as db:
            case, task = lock_case_with_task(db, *place)
            if task is None:
                raise TaskGone()
            require_reassign(person, task, get_person(db, to))
            command = Reassign(token=task.token, to=to, by=person.person_id)
            return carry_out(context, db, case, command, request_key)
    except RequestRepeated:
        return _done(context, request_key)


def _done(context: Context, request_key: str | None) -> Case:
    case = was_done(context, request_key)
    if case is None:
        raise TaskGone()
    return case
