"""Taking a task, handing it back, giving it to another person."""

from engine.access import may_be_given, may_claim, may_reassign, may_release, post_name
from engine.actions.carry_out import carry_out
from engine.actions.repeated import was_done
from engine.context import Context
from engine.errors import AccessDenied, RequestRepeated, TaskAlreadyClaimed, TaskGone
from engine.records.cases import Case, Task
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
                raise TaskGone
            if task.holder_id == person.person_id:
                return case
            if not may_claim(person, task):
                raise refusal(task)
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
                raise TaskGone
            if not may_release(person, task):
                raise refusal(task)
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
                raise TaskGone
            receiver = get_person(db, to)
            if not may_reassign(person, task):
                raise AccessDenied(post=post_name("head"))
            if not may_be_given(receiver, task):
                raise AccessDenied(post=post_name(task.post))
            command = Reassign(token=task.token, to=to, by=person.person_id)
            return carry_out(context, db, case, command, request_key)
    except RequestRepeated:
        return _done(context, request_key)


def refusal(task: Task) -> AccessDenied | TaskAlreadyClaimed:
    """Return why a task cannot be taken or handed back: somebody holds it.

    Or the post is missing.
    """
    if task.holder_id is not None:
        return TaskAlreadyClaimed(holder=task.holder_name, case=task.code)
    return AccessDenied(post=post_name(task.post))


def _done(context: Context, request_key: str | None) -> Case:
    case = was_done(context, request_key)
    if case is None:
        raise TaskGone
    return case
