"""Handing back the tasks that somebody holds and may no longer do."""

from engine.access import acts_in
from engine.actions.carry_out import carry_out
from engine.context import Context
from engine.records.cases import Task
from engine.records.commands import Release
from engine.records.outcomes import RUNNING
from engine.records.people import Person
from engine.store.cases import lock_case_with_task
from engine.store.tasks import list_held


def release_held(context: Context, by: Person, holder: Person) -> None:
    """Hand back to their offices the tasks whose post a person does not do any more.

    holder   as they are now: with the posts that are left, and whom they still stand in for

    Each task is a transaction of its own; one in a suspended case stays, and is refused later.
    """
    with context.database.read() as db:
        held = list_held(db, holder.person_id)
    for one in held:
        if not acts_in(holder, one.office_id, one.post):
            _release(context, by, one)


def _release(context: Context, by: Person, held: Task) -> None:
    with context.database.begin() as db:
        case, task = lock_case_with_task(db, held.case_id, held.token)
        still = task is not None and task.holder_id == held.holder_id
        if still and case.standing.status == RUNNING:
            carry_out(context, db, case, Release(token=held.token, by=by.person_id))
