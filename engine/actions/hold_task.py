"""Taking a task, handing it back, giving it to another person."""

from engine.access import (
    find_absent,
    may_be_given,
    may_claim,
    may_reassign,
    may_release,
    may_see_task,
    post_name,
)
from engine.actions.carry_out import carry_out
from engine.actions.open_task import lock_open_task
from engine.actions.repeated import Asked, once
from engine.actions.tell_people import tell_people
from engine.context import Context
from engine.errors import AccessDenied, TaskAlreadyClaimed
from engine.records.cases import Case, Task
from engine.records.commands import Claim, Reassign, Release
from engine.records.notices import Occasion
from engine.records.people import Person
from engine.store.database import Db
from engine.store.people import list_people_in_post


def claim_task(
    context: Context, person: Person, place: tuple[int, int], request_key: str | None = None
) -> Case:
    """Take a task. Raises TaskGone, TaskAlreadyClaimed, AccessDenied."""

    def act() -> Case:
        with context.database.begin() as db:
            case, task = lock_open_task(db, place)
            if task.holder_id == person.person_id:
                return case
            if not may_claim(person, task):
                raise refusal(person, task)
            absent = find_absent(person, task)
            command = Claim(token=task.token, by=person.person_id, instead_of=absent)
            return carry_out(context, db, case, command, request_key)

    return once(context, _asked(request_key, Claim.kind, person, place), act)


def release_task(
    context: Context, person: Person, place: tuple[int, int], request_key: str | None = None
) -> Case:
    """Hand a task back to its office. Raises TaskGone, AccessDenied."""

    def act() -> Case:
        with context.database.begin() as db:
            case, task = lock_open_task(db, place)
            if not may_release(person, task):
                raise refusal(person, task)
            command = Release(token=task.token, by=person.person_id)
            return carry_out(context, db, case, command, request_key)

    return once(context, _asked(request_key, Release.kind, person, place), act)


def reassign_task(
    context: Context,
    person: Person,
    place: tuple[int, int],
    to: int,
    request_key: str | None = None,
    reason: str | None = None,
) -> Case:
    """Give a task to another person of its post who can sign in, and tell them.

    Raises  TaskGone, AccessDenied
    """

    def act() -> Case:
        with context.database.begin() as db:
            case, task = lock_open_task(db, place)
            if not may_reassign(person, task):
                raise AccessDenied(post=post_name("head"))
            holders = list_people_in_post(db, task.office_id, task.post)
            if not any(one.person_id == to and may_be_given(one, task) for one in holders):
                raise AccessDenied(post=post_name(task.post))
            command = Reassign(token=task.token, to=to, by=person.person_id, reason=reason)
            saved = carry_out(context, db, case, command, request_key)
            if to != person.person_id:
                tell_people(context, db, _given(context, db, person, (saved, task), reason), (to,))
            return saved

    return once(context, _asked(request_key, Reassign.kind, person, place), act)


def _given(
    context: Context, db: Db, person: Person, place: tuple[Case, Task], reason: str | None
) -> Occasion:
    """Return what the receiver of a task is told."""
    case, task = place
    process = context.versions.get(db, task.version_id).compiled.procedure.diagram.process
    node = process.find(task.element)
    step = (node.name if node else None) or task.element
    return Occasion(
        kind="task-given",
        case_id=case.case_id,
        content={
            "code": case.code,
            "token": task.token,
            "step": step,
            "step_en": (node.attributes.get("nameEn") if node else None) or step,
            "by": person.name,
            "reason": reason or "–",
        },
    )


def refusal(person: Person, task: Task) -> AccessDenied | TaskAlreadyClaimed:
    """Return why a task cannot be taken or handed back: somebody holds it.

    Or the post is missing; who holds it is told only to those who may know of the task.
    """
    if task.holder_id is not None and may_see_task(person, task):
        return TaskAlreadyClaimed(holder=task.holder_name, case=task.code)
    return AccessDenied(post=post_name(task.post))


def _asked(key: str | None, kind: str, person: Person, place: tuple[int, int]) -> Asked:
    return Asked(key=key, kind=kind, by=person.person_id, case_id=place[0], token=place[1])
