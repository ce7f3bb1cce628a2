"""The open task that somebody wants to work on, locked together with its case."""

from engine.errors import TaskGone
from engine.records.cases import Case, Task
from engine.store.cases import lock_case_with_task
from engine.store.database import Db


def lock_open_task(db: Db, place: tuple[int, int]) -> tuple[Case, Task]:
    """Lock a case and return it with its open task.

    place   case id and token of the task
    Raises  NotFound without the case; TaskGone when the task is not, or no longer, open
    """
    case, task = lock_case_with_task(db, *place)
    if task is None:
        raise TaskGone
    return case, task
