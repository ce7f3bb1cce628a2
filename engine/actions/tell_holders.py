"""Telling the officers who hold tasks of a case that its day comes near or has passed."""

from engine.actions.tell_people import tell_people
from engine.context import Context
from engine.records.cases import Case
from engine.records.notices import Occasion
from engine.store.database import Db
from engine.store.tasks import list_case_tasks

# What was noted of a term → what its officers are told.
KINDS = {"term-warned": "due-soon", "term-passed": "late", "second-lateness": "late"}


def tell_holders(context: Context, db: Db, case: Case, event: str) -> None:
    """Tell whoever holds a task of the case, each once for a promised day; nothing without a word.

    event   kind of the note that was written
    """
    kind, due_at = KINDS.get(event), case.standing.due_at
    if kind is None or due_at is None:
        return
    due = due_at.astimezone(context.calendars.current.tz)
    process = context.versions.get(db, case.version_id).compiled.procedure.diagram.process
    for task in list_case_tasks(db, case.case_id):
        if task.holder_id is None:
            continue
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
        tell_people(context, db, occasion, (task.holder_id,))
