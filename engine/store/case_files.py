"""What the pages of one case read: the case with a task, and its log with the names in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, and_, bindparam, select

from engine.records.cases import Case, Entry, Task
from engine.store.cases import CASE_COLUMNS, WIDTH, case_from
from engine.store.log import ENTRY_COLUMNS, entry_from
from engine.store.people import names_of
from engine.store.tables import case, log, person, task
from engine.store.tasks import TASK_COLUMNS, task_from

WITH_TASK = (
    select(*CASE_COLUMNS, *TASK_COLUMNS)
    .select_from(
        case.outerjoin(
            task, and_(task.c.case_id == case.c.id, task.c.token == bindparam("at_token"))
        ).outerjoin(person, person.c.id == task.c.holder_id)
    )
    .where(case.c.id == bindparam("wanted"))
)
NAMED_LOG = (
    select(*ENTRY_COLUMNS, person.c.name.label("by_name"))
    .select_from(log.outerjoin(person, person.c.id == log.c.by))
    .where(log.c.case_id == bindparam("wanted"))
    .order_by(log.c.seq)
)


@dataclass(frozen=True, kw_only=True)
class NamedLog:
    """The log of a case, and the names of the people who wrote it, by id."""

    entries: tuple[Entry, ...]
    names: Mapping[int, str]


def find_case_with_task(
    db: Connection, case_id: int, token: int
) -> tuple[Case, Task | None] | None:
    """Return a case with one of its open tasks, None for a task that is not open; one statement."""
    row = db.execute(WITH_TASK, {"wanted": case_id, "at_token": token}).first()
    if row is None:
        return None
    return case_from(row), None if row[WIDTH] is None else task_from(row, WIDTH)


def read_named_log(db: Connection, case_id: int) -> NamedLog:
    """Return the log; one more statement where a task was given to somebody who never wrote."""
    rows = db.execute(NAMED_LOG, {"wanted": case_id}).all()
    entries = tuple(entry_from(row) for row in rows)
    names = {row.by: row.by_name for row in rows if row.by is not None}
    names |= names_of(db, _named(entries) - names.keys())
    return NamedLog(entries=entries, names=names)


def _named(entries: tuple[Entry, ...]) -> set[int]:
    holders = (
        event.values.get("holder")
        for entry in entries
        for event in entry.events
        if event.kind in ("task-reassigned", "task-opened")
    )
    found = {holder for holder in holders if isinstance(holder, int)}
    absent = (getattr(entry.command, "instead_of", None) for entry in entries)
    return found | {one for one in absent if one is not None}
