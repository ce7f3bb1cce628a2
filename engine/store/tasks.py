"""Tasks: the rows that mirror what a case waits for from people."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy import case as choose

from engine.errors import NotFound, Words
from engine.records.cases import Case, Task
from engine.records.outcomes import OpenTask, Outcome, Standing
from engine.records.values import Json
from engine.store.database import run_rows
from engine.store.folding import fold
from engine.store.tables import person, task
from engine.store.types import FAR, AnyRow, JsonText

TASK_COLUMNS = (
    task.c.case_id,
    task.c.token,
    task.c.element,
    task.c.code,
    task.c.version_id,
    task.c.office_id,
    task.c.post,
    task.c.form,
    task.c.label,
    task.c.holder_id,
    person.c.name.label("holder_name"),
    task.c.forbidden,
    task.c.opened_at,
    task.c.due_at,
    task.c.case_due_at,
    task.c.paused,
    task.c.applicant_name,
    task.c.pressing,
    task.c.draft,
    task.c.ready,
)
TASKS = select(*TASK_COLUMNS).select_from(task.outerjoin(person, person.c.id == task.c.holder_id))
BY_TOKEN = TASKS.where(task.c.case_id == bindparam("wanted"), task.c.token == bindparam("token"))
OF_CASE = TASKS.where(task.c.case_id == bindparam("wanted")).order_by(task.c.token)
HELD = TASKS.where(task.c.holder_id == bindparam("wanted")).order_by(task.c.case_id, task.c.token)

INSERT_TASK = insert(task)
CHANGE_TASK = (
    update(task)
    .where(task.c.case_id == bindparam("wanted"), task.c.token == bindparam("at_token"))
    .values(
        holder_id=bindparam("new_holder"),
        office_id=bindparam("new_office"),
        post=bindparam("new_post"),
        due_at=bindparam("new_due"),
        urgent_at=bindparam("new_urgent"),
        forbidden=bindparam("new_forbidden", type_=JsonText),
        element=bindparam("new_element"),
        form=bindparam("new_form"),
        version_id=bindparam("new_version"),
    )
)
# As parts of the one statement that writes a usual step in PostgreSQL.
OPEN_ONE = insert(task).values(
    {one.name: bindparam(f"task_{one.name}", type_=one.type) for one in task.c}
)
CLOSE_ONE = delete(task).where(
    task.c.case_id == bindparam("case_id"), task.c.token == bindparam("closed_token")
)
CLOSE_TASKS = delete(task).where(
    task.c.case_id == bindparam("wanted"), task.c.token.in_(bindparam("tokens", expanding=True))
)
MOVE_CASE_DUE = (
    update(task)
    .where(task.c.case_id == bindparam("wanted"))
    .values(
        case_due_at=bindparam("new_case_due"),
        paused=bindparam("new_paused"),
        ready=bindparam("new_ready"),
        urgent_at=choose(
            (task.c.due_at < bindparam("new_urgent", type_=task.c.urgent_at.type), task.c.due_at),
            else_=bindparam("new_urgent", type_=task.c.urgent_at.type),
        ),
    )
)
SAVE_DRAFT = (
    update(task)
    .where(task.c.case_id == bindparam("wanted"), task.c.token == bindparam("at_token"))
    .values(draft=bindparam("new_draft", type_=JsonText))
)


def save(
    db: Connection,
    old: Case,
    new: Case,
    outcome: Outcome,
    directory: Mapping[str, int],
    now: datetime,
) -> None:
    """Carry out what an outcome says about tasks, and keep the order of the inbox right."""
    if outcome.closed:
        db.execute(CLOSE_TASKS, {"wanted": new.case_id, "tokens": list(outcome.closed)})
    run_rows(db, CHANGE_TASK, [changed_row(new, one, directory) for one in outcome.changed])
    before, after = old.standing, new.standing
    if _pressing(before) != _pressing(after) and old.seq > 0:
        db.execute(
            MOVE_CASE_DUE,
            {
                "wanted": new.case_id,
                "new_case_due": after.due_at,
                "new_paused": after.paused,
                "new_ready": after.ready,
                "new_urgent": after.due_at or FAR,
            },
        )
    run_rows(db, INSERT_TASK, [opened_row(new, one, directory, now) for one in outcome.opened])


def is_usual(old: Case, outcome: Outcome) -> bool:
    """Tell whether a step closes one task and opens one at most, and changes no other.

    Or is the first of its case and opens one.
    """
    before, after = old.standing, outcome.standing
    closed, opened = len(outcome.closed), len(outcome.opened)
    if outcome.changed:
        return False
    if old.seq == 0:
        return (closed, opened) == (0, 1)
    return closed == 1 and opened <= 1 and _pressing(before) == _pressing(after)


def _pressing(standing: Standing) -> tuple[datetime | None, bool, bool]:
    """Return what the rows of a case's tasks repeat of its clock."""
    return standing.due_at, standing.paused, standing.ready


def usual_rows(
    new: Case, outcome: Outcome, directory: Mapping[str, int], now: datetime
) -> dict[str, Any]:
    """Return the parameters of CLOSE_ONE, if a task closes, and of OPEN_ONE, if one opens."""
    given: dict[str, Any] = {}
    if outcome.closed:
        given["closed_token"] = outcome.closed[0]
    for one in outcome.opened:
        row = opened_row(new, one, directory, now)
        given |= {f"task_{name}": value for name, value in row.items()}
    return given


def opened_row(
    owner: Case, one: OpenTask, directory: Mapping[str, int], now: datetime
) -> dict[str, Any]:
    """Return the row of a new task."""
    return {
        "case_id": owner.case_id,
        "token": one.token,
        "version_id": owner.version_id,
        "office_id": office_of(one, directory),
        "holder_id": one.holder,
        "paused": owner.standing.paused,
        "pressing": owner.pressing,
        "element": one.element,
        "code": owner.code,
        "post": one.post,
        "form": one.form,
        "label": one.label,
        "forbidden": list(one.forbidden) or None,
        "applicant_name": owner.applicant.name,
        "applicant_search": fold(f"{owner.applicant.name} {owner.code}"),
        "opened_at": now,
        "due_at": one.due_at,
        "case_due_at": owner.standing.due_at,
        "urgent_at": urgent_at(one, owner),
        "draft": None,
        "ready": owner.standing.ready,
    }


def changed_row(owner: Case, one: OpenTask, directory: Mapping[str, int]) -> dict[str, Any]:
    """Return the parameters of CHANGE_TASK."""
    return {
        "wanted": owner.case_id,
        "at_token": one.token,
        "new_holder": one.holder,
        "new_office": office_of(one, directory),
        "new_post": one.post,
        "new_due": one.due_at,
        "new_urgent": urgent_at(one, owner),
        "new_forbidden": list(one.forbidden) or None,
        "new_element": one.element,
        "new_form": one.form,
        "new_version": owner.version_id,
    }


def office_of(one: OpenTask, directory: Mapping[str, int]) -> int:
    """Return the id of a task's office; raise NotFound for a code that is not in the directory."""
    try:
        return directory[one.office]
    except KeyError:
        raise NotFound(what=Words(en="office", vi="cơ quan"), key=one.office) from None


def urgent_at(one: OpenTask, owner: Case) -> datetime:
    """Return what orders the inbox: the earlier of the task's and the case's deadlines."""
    return min(one.due_at or FAR, owner.standing.due_at or FAR)


def find_task(db: Connection, case_id: int, token: int) -> Task | None:
    """Return an open task."""
    row = db.execute(BY_TOKEN, {"wanted": case_id, "token": token}).first()
    return None if row is None else task_from(row)


def list_case_tasks(db: Connection, case_id: int) -> tuple[Task, ...]:
    """Return the open tasks of a case in the order they were opened."""
    return tuple(task_from(row) for row in db.execute(OF_CASE, {"wanted": case_id}))


def list_held(db: Connection, holder_id: int) -> tuple[Task, ...]:
    """Return the open tasks that somebody holds."""
    return tuple(task_from(row) for row in db.execute(HELD, {"wanted": holder_id}))


def save_draft(db: Connection, case_id: int, token: int, draft: Mapping[str, Json] | None) -> bool:
    """Keep half-finished answers with the task; tell whether the task is still open."""
    given = {"wanted": case_id, "at_token": token, "new_draft": draft or None}
    return db.execute(SAVE_DRAFT, given).rowcount == 1


def task_from(row: AnyRow, start: int = 0) -> Task:
    """Return the task in the columns TASK_COLUMNS of a row, which begin at number `start`."""
    (
        case_id,
        token,
        element,
        code,
        version_id,
        office_id,
        post,
        form,
        label,
        holder_id,
        holder_name,
        forbidden,
        opened_at,
        due_at,
        case_due_at,
        paused,
        applicant_name,
        pressing,
        draft,
        ready,
    ) = row[start : start + len(TASK_COLUMNS)]
    return Task(
        case_id=case_id,
        token=token,
        element=element,
        code=code,
        version_id=version_id,
        office_id=office_id,
        post=post,
        form=form,
        label=label,
        holder_id=holder_id,
        holder_name=holder_name,
        forbidden=tuple(forbidden or ()),
        opened_at=opened_at,
        due_at=due_at,
        case_due_at=case_due_at,
        paused=paused,
        applicant_name=applicant_name,
        pressing=pressing,
        draft=draft or {},
        ready=ready,
    )
