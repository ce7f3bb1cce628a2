"""Keeping half-finished answers with their task."""

from engine.access import require_completer
from engine.context import Context
from engine.errors import TaskGone
from engine.records.people import Person
from engine.records.values import Answers
from engine.store import tasks


def save_draft(context: Context, person: Person, place: tuple[int, int], answers: Answers) -> None:
    """Keep the answers as a draft; nothing is checked. Raises TaskGone, AccessDenied."""
    with context.database.begin() as db:
        task = tasks.find_task(db, *place)
        if task is None:
            raise TaskGone
        require_completer(person, task)
        tasks.save_draft(db, *place, answers)
