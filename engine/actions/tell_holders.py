"""Telling the officers who hold tasks of a case that its day comes near or has passed."""

from engine.actions.tell_people import tell_people
from engine.context import Context
from engine.records.cases import Case, Task
from engine.records.notices import Occasion
from engine.store.database import Db
from engine.store.people import list_people_in_post
from engine.store.tasks import list_case_tasks

# What was noted of a term → what its officers are told.
KINDS = {"term-warned": "due-soon", "term-passed": "late", "second-lateness": "late"}


def tell_holders(context: Context, db: Db, case: Case, event: str) -> set[int]:
    """Tell whoever holds a task of the case, or may take it where nobody does; return who they are.

    Each once for a promised day; nothing without a word.

    event   kind of the note that was written
    """
    kind, due_at = KINDS.get(event), case.standing.due_at
    if kind is None or due_at is None:
        return set()
    due = due_at.astimezone(context.calendars.current.tz)
    process = context.versions.get(db, case.version_id).compiled.procedure.diagram.process
    told: set[int] = set()
    tasks = list_case_tasks(db, case.case_id)
    for task in sorted(tasks, key=lambda one: (one.holder_id is None, one.token)):
        node = process.find(task.element)
        step = (node.name if node else None) or task.element
        content = {
            "code": case.code,
            "step": step,
            "step_en": (node.attributes.get("nameEn") if node else None) or step,
            "due": f"{due:%H:%M %d/%m/%Y}",
        }
        key = f"{kind}:{case.case_id}:{task.token}:{due_at.isoformat()}"
        occasion = Occasion(kind=kind, case_id=case.case_id, content=content, key=key)
        people = _people_of(db, task, told)
        tell_people(context, db, occasion, people)
        told |= people
    return told


def _people_of(db: Db, task: Task, told: set[int]) -> set[int]:
    """Return who holds a task, or else who may take it and was told of none yet."""
    if task.holder_id is not None:
        return {task.holder_id}
    people = list_people_in_post(db, task.office_id, task.post)
    return {one.person_id for one in people} - told
