"""How much work lies on whose desk: counts by holder and step, and the tasks themselves."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    BindParameter,
    Connection,
    Integer,
    and_,
    bindparam,
    func,
    not_,
    or_,
    select,
    tuple_,
)

from engine.records.cases import Task
from engine.records.people import APPLICANT, Person
from engine.records.team import Load
from engine.store.inbox import tally
from engine.store.inbox_counts import IS_DONE
from engine.store.people import PEOPLE, people_from
from engine.store.tables import log, person, post, task
from engine.store.tasks import TASKS, task_from
from engine.store.types import Instant

OFFICES: BindParameter[int] = bindparam("offices", expanding=True)
RUNNING = not_(task.c.paused)
# What waits for the applicant lies on nobody's desk.
OURS = (task.c.office_id.in_(OFFICES), task.c.post != APPLICANT)
LOADS = (
    select(
        task.c.holder_id,
        task.c.version_id,
        task.c.element,
        func.count().label("open"),
        tally(and_(RUNNING, task.c.urgent_at < bindparam("now", type_=Instant))).label("late"),
        tally(
            and_(
                RUNNING,
                task.c.urgent_at >= bindparam("now", type_=Instant),
                task.c.urgent_at < bindparam("soon", type_=Instant),
            )
        ).label("soon"),
    )
    .where(*OURS)
    .group_by(task.c.holder_id, task.c.version_id, task.c.element)
)
DONE = (
    select(log.c.by, func.count(type_=Integer).label("done"))
    .where(
        log.c.by.in_(bindparam("people", expanding=True)),
        log.c.at >= bindparam("since", type_=Instant),
        IS_DONE,
    )
    .group_by(log.c.by)
)
ORDER = (task.c.pressing.desc(), task.c.urgent_at, task.c.case_id, task.c.token)
IN_OFFICES = TASKS.where(*OURS).order_by(*ORDER).limit(bindparam("most"))
OF_HOLDER = IN_OFFICES.where(task.c.holder_id == bindparam("holder"))
OF_NOBODY = IN_OFFICES.where(task.c.holder_id.is_(None))
STAFF = PEOPLE.where(
    person.c.disabled_at.is_(None),
    person.c.id.in_(select(post.c.person_id).where(post.c.office_id.in_(OFFICES))),
)


def list_loads(
    db: Connection, offices: Sequence[int], now: datetime, soon: datetime
) -> tuple[Load, ...]:
    """Return the open tasks of offices, counted by holder and step; one statement."""
    rows = db.execute(LOADS, {"offices": list(offices), "now": now, "soon": soon})
    return tuple(
        Load(
            holder_id=row.holder_id,
            version_id=row.version_id,
            element=row.element,
            open=row.open,
            late=row.late,
            soon=row.soon,
        )
        for row in rows
    )


def count_done(db: Connection, people: Sequence[int], since: datetime) -> dict[int, int]:
    """Return how many tasks each of these people has completed since an instant."""
    rows = db.execute(DONE, {"people": list(people), "since": since})
    return {row.by: row.done for row in rows}


def list_staff(db: Connection, offices: Sequence[int]) -> tuple[Person, ...]:
    """Return who works in one of these offices, with all their posts, in the order of names."""
    found = people_from(db.execute(STAFF, {"offices": list(offices)}).all())
    return tuple(sorted(found, key=lambda one: one.name))


def list_tasks_of(
    db: Connection, offices: Sequence[int], holder_id: int | None, most: int
) -> tuple[Task, ...]:
    """Return the open tasks of offices that somebody, or nobody, holds; the most urgent first."""
    given = {"offices": list(offices), "most": most}
    if holder_id is None:
        rows = db.execute(OF_NOBODY, given)
    else:
        rows = db.execute(OF_HOLDER, {**given, "holder": holder_id})
    return tuple(task_from(row) for row in rows)


def list_tasks_at(db: Connection, places: Sequence[tuple[int, int]]) -> tuple[Task, ...]:
    """Return the open tasks at these places, case id and token, the most urgent first."""
    if not places:
        return ()
    at = tuple_(task.c.case_id, task.c.token).in_(list(places))
    return tuple(task_from(row) for row in db.execute(TASKS.where(at).order_by(*ORDER)))


def list_equal_tasks(db: Connection, reader: Person, model: Task, most: int) -> tuple[Task, ...]:
    """Return the open tasks of the same step and version that the reader holds or could take."""
    holders = [reader.person_id, *(one.person_id for one in reader.stands_for)]
    found = TASKS.where(
        task.c.office_id == model.office_id,
        task.c.post == model.post,
        task.c.version_id == model.version_id,
        task.c.element == model.element,
        or_(task.c.holder_id.in_(holders), task.c.holder_id.is_(None)),
    )
    rows = db.execute(found.order_by(*ORDER).limit(most))
    return tuple(task_from(row) for row in rows)
