"""The mark of urgent cases, on the case and on its open tasks."""

from sqlalchemy import Connection, bindparam, update

from engine.store.tables import case, task

SET_CASE = (
    update(case).where(case.c.id == bindparam("wanted")).values(pressing=bindparam("new_mark"))
)
SET_TASKS = (
    update(task).where(task.c.case_id == bindparam("wanted")).values(pressing=bindparam("new_mark"))
)


def set_pressing(db: Connection, case_id: int, pressing: bool) -> None:
    """Mark a case and its open tasks as urgent, or as usual."""
    for statement in (SET_CASE, SET_TASKS):
        db.execute(statement, {"wanted": case_id, "new_mark": pressing})
