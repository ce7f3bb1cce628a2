"""Reading many cases with all their rows at once, for verifying."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.sql.expression import Executable

from engine.records.cases import Case, Entry, Task
from engine.records.codes import spellings
from engine.records.connectors import INCOMING
from engine.store import cases, log, tasks
from engine.store.counters import given_codes
from engine.store.tables import (
    case,
    document,
    hearing,
    incident,
    job,
    person,
    subscription,
    task,
    timer,
)
from engine.store.tables import log as log_table

AFTER = (
    select(*cases.CASE_COLUMNS)
    .where(case.c.id > bindparam("after"))
    .order_by(case.c.id)
    .limit(bindparam("most"))
)
LOGS = (
    select(*log.ENTRY_COLUMNS)
    .where(log_table.c.case_id.between(bindparam("first"), bindparam("last")))
    .order_by(log_table.c.case_id, log_table.c.seq)
)
TASKS = (
    select(*tasks.TASK_COLUMNS)
    .select_from(task.outerjoin(person, person.c.id == task.c.holder_id))
    .where(task.c.case_id.between(bindparam("first"), bindparam("last")))
)
TIMERS = select(timer.c.case_id, timer.c.token, timer.c.due_at).where(
    timer.c.case_id.between(bindparam("first"), bindparam("last"))
)
AWAITED = select(
    subscription.c.case_id,
    subscription.c.token,
    subscription.c.name,
    subscription.c.key,
    subscription.c.audience,
    subscription.c.form,
).where(subscription.c.case_id.between(bindparam("first"), bindparam("last")))
HEARINGS = select(hearing.c.case_id, hearing.c.token, hearing.c.element, hearing.c.name).where(
    hearing.c.case_id.between(bindparam("first"), bindparam("last"))
)
# What other cases left for this one is not in its log.
JOBS = select(
    job.c.case_id, job.c.token, job.c.settles, job.c.element, job.c.kind, job.c.inputs
).where(job.c.case_id.between(bindparam("first"), bindparam("last")), job.c.kind.not_in(INCOMING))
INCIDENTS = select(
    incident.c.case_id, incident.c.token, incident.c.element, incident.c.code, incident.c.text
).where(incident.c.case_id.between(bindparam("first"), bindparam("last")))
DOCUMENTS = select(
    document.c.case_id,
    document.c.field,
    document.c.digest,
    document.c.name,
    document.c.size,
    document.c.media,
    document.c.by,
).where(document.c.case_id.between(bindparam("first"), bindparam("last")))
CODES = select(case.c.code)
COUNT = select(func.count()).select_from(case)


@dataclass(frozen=True, kw_only=True)
class Rows:
    """A case with its log and the rows that mirror its state.

    timers     due instant by token
    awaited    name, key, audience and form by token
    hearings   element and name of the signal by token
    jobs       whether it settles, element, kind and inputs by token
    incidents  element, code and text by token
    documents  name, size, kind and giver by field and digest
    """

    case: Case
    entries: tuple[Entry, ...]
    tasks: tuple[Task, ...]
    timers: Mapping[int, object]
    awaited: Mapping[int, tuple[object, ...]]
    hearings: Mapping[int, tuple[object, ...]]
    jobs: Mapping[int, tuple[object, ...]]
    incidents: Mapping[int, tuple[object, ...]]
    documents: Mapping[tuple[str, str], tuple[object, ...]]


def read_rows(db: Connection, after: int, most: int) -> tuple[Rows, ...]:
    """Return up to `most` cases with ids above `after`, in the order of their ids."""
    found = tuple(cases.case_from(row) for row in db.execute(AFTER, {"after": after, "most": most}))
    return _with_rows(db, found) if found else ()


def rows_of(db: Connection, one: Case) -> Rows:
    """Return one case with its rows."""
    return _with_rows(db, (one,))[0]


def _with_rows(db: Connection, found: tuple[Case, ...]) -> tuple[Rows, ...]:
    span = {"first": found[0].case_id, "last": found[-1].case_id}
    entries: dict[int, list[Entry]] = defaultdict(list)
    for row in db.execute(LOGS, span):
        entries[row.case_id].append(log.entry_from(row))
    open_tasks: dict[int, list[Task]] = defaultdict(list)
    for row in db.execute(TASKS, span):
        made = tasks.task_from(row)
        open_tasks[made.case_id].append(made)
    timers: dict[int, dict[int, object]] = defaultdict(dict)
    for case_id, token, due_at in db.execute(TIMERS, span):
        timers[case_id][token] = due_at
    awaited, jobs = _by_token(db, AWAITED, span), _by_token(db, JOBS, span)
    hearings, incidents = _by_token(db, HEARINGS, span), _by_token(db, INCIDENTS, span)
    documents: dict[int, dict[tuple[str, str], tuple[object, ...]]] = defaultdict(dict)
    for case_id, field, digest, *rest in db.execute(DOCUMENTS, span):
        documents[case_id][field, digest] = tuple(rest)
    return tuple(
        Rows(
            case=one,
            entries=tuple(entries[one.case_id]),
            tasks=tuple(open_tasks[one.case_id]),
            timers=timers[one.case_id],
            awaited=awaited[one.case_id],
            hearings=hearings[one.case_id],
            jobs=jobs[one.case_id],
            incidents=incidents[one.case_id],
            documents=documents[one.case_id],
        )
        for one in found
    )


def _by_token(
    db: Connection, statement: Executable, span: Mapping[str, int]
) -> Mapping[int, Mapping[int, tuple[object, ...]]]:
    """Return the rest of each row by the case and the token it begins with."""
    found: dict[int, dict[int, tuple[object, ...]]] = defaultdict(dict)
    for case_id, token, *rest in db.execute(statement, span):
        found[case_id][token] = tuple(rest)
    return found


def count_cases(db: Connection) -> int:
    """Return how many cases there are."""
    found: int = db.execute(COUNT).scalar_one()
    return found


def missing_codes(db: Connection) -> tuple[str, ...]:
    """Return the dossier codes that were given out and whose case is no longer there."""
    known = set(db.execute(CODES).scalars())
    return tuple(code for code in given_codes(db) if known.isdisjoint(spellings(code)))
