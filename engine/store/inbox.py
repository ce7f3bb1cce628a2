"""The inbox: open tasks by office and post, the most urgent first.

Each post is a query of its own over the index (office, post, urgent_at), all put together by UNION
ALL: so a page costs as many rows as it shows, however many tasks there are. A condition like "any
of my posts" in one query would make the database read and sort them all. What a head has marked as
urgent comes first; these tasks are few and have a small index of their own.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    false,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy import case as choose
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from engine.records.inbox import Horizon, InboxCounts, InboxFilter, InboxPage
from engine.records.people import Person, StandIn
from engine.store.folding import is_storable, pattern_of
from engine.store.tables import person, task, version
from engine.store.tasks import TASK_COLUMNS, task_from

PAGE_SIZE = 50
Columns: TypeAlias = "ReadOnlyColumnCollection[str, Any]"
ORDER = (task.c.urgent_at, task.c.case_id, task.c.token)
COUNTED = (
    task.c.holder_id,
    task.c.urgent_at,
    task.c.paused,
    task.c.office_id,
    task.c.post,
)
# Written out: only so does SQLite see that the partial index task_pressing_ix will do.
PRESSING: ColumnElement[bool] = literal_column("task.pressing")


def list_tasks(
    db: Connection,
    reader: Person,
    wanted: InboxFilter,
    horizon: Horizon,
    number: int = 1,
    size: int = PAGE_SIZE,
) -> InboxPage:
    """Return a page of the tasks that a person holds or could take; one statement."""
    parts = places(reader, wanted.scope)
    if not parts:
        return InboxPage(tasks=(), number=number, size=size, has_more=False)
    narrowed = conditions(wanted, horizon)
    upto = number * size + 1
    ranked = [(0, (PRESSING, or_(*parts))), *((1, (not_(PRESSING), part)) for part in parts)]
    keys = union_all(
        *(
            select(
                select(literal(rank).label("rank"), *ORDER)
                .where(*where, *narrowed)
                .order_by(*ORDER)
                .limit(upto)
                .subquery()
            )
            for rank, where in ranked
        )
    ).subquery()
    chosen = select(keys).order_by(*keys.c).limit(size + 1).offset((number - 1) * size).subquery()
    rows = db.execute(
        select(*TASK_COLUMNS)
        .select_from(
            chosen.join(
                task, and_(task.c.case_id == chosen.c.case_id, task.c.token == chosen.c.token)
            ).outerjoin(person, person.c.id == task.c.holder_id)
        )
        .order_by(*chosen.c)
    ).all()
    shown = tuple(task_from(row) for row in rows[:size])
    return InboxPage(tasks=shown, number=number, size=size, has_more=len(rows) > size)


def count_tasks(db: Connection, reader: Person, horizon: Horizon) -> InboxCounts:
    """Return how many tasks wait for a person, by scope and urgency; one statement."""
    parts = places(reader, "all")
    if not parts:
        return InboxCounts()
    found = union_all(*(select(*COUNTED).where(part) for part in parts)).subquery()
    running, urgent = not_(found.c.paused), found.c.urgent_at
    row = db.execute(
        select(
            tally(held_by(reader, found.c)).label("mine"),
            tally(found.c.holder_id.is_(None)).label("office"),
            func.count().label("whole"),
            tally(and_(running, urgent < horizon.now)).label("late"),
            tally(and_(running, urgent >= horizon.now, urgent < horizon.day_ends_at)).label(
                "today"
            ),
            tally(found.c.paused).label("paused"),
        )
    ).one()
    return InboxCounts(
        mine=row.mine,
        office=row.office,
        all=row.whole,
        late=row.late,
        today=row.today,
        paused=row.paused,
    )


def tally(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Return how many rows fulfil a condition."""
    return func.coalesce(func.sum(choose((condition, 1), else_=0), type_=Integer), 0)


def places(reader: Person, scope: str) -> Sequence[ColumnElement[bool]]:
    """Return where tasks of a scope lie: conditions of which none overlaps another.

    A substitute has the queues of whom they stand in for besides their own.
    """
    held = task.c.holder_id == reader.person_id
    if scope == "mine":
        return [held, *(stood_in(one, task.c) for one in reader.stands_for if one.posts)]
    posts = reader.working_posts
    pairs = sorted({(post.office_id, post.kind) for post in posts})
    queues = [and_(task.c.office_id == office, task.c.post == kind) for office, kind in pairs]
    if scope == "office":
        return [and_(queue, task.c.holder_id.is_(None)) for queue in queues]
    # A task that was given to the person outside their posts.
    elsewhere = and_(held, not_(or_(*queues))) if queues else held
    return [*queues, elsewhere]


def stood_in(absent: StandIn, columns: Columns) -> ColumnElement[bool]:
    """Return the condition that somebody absent holds a task, and that it is passed on."""
    queues = (
        and_(columns.office_id == post.office_id, columns.post == post.kind)
        for post in absent.posts
    )
    return and_(columns.holder_id == absent.person_id, or_(*queues))


def held_by(reader: Person, columns: Columns) -> ColumnElement[bool]:
    """Return the condition that a task is the reader's, or that of somebody they stand in for."""
    absent = [stood_in(one, columns) for one in reader.stands_for if one.posts]
    return or_(columns.holder_id == reader.person_id, *absent)


def conditions(wanted: InboxFilter, horizon: Horizon) -> list[ColumnElement[bool]]:
    """Return what a filter asks of a task besides where it lies."""
    asked: list[ColumnElement[bool]] = []
    running = not_(task.c.paused)
    if wanted.only == "paused":
        asked.append(task.c.paused)
    elif wanted.only == "late":
        asked += [task.c.urgent_at < horizon.now, running]
    elif wanted.only == "today":
        asked += [
            task.c.urgent_at >= horizon.now,
            task.c.urgent_at < horizon.day_ends_at,
            running,
        ]
    if wanted.procedure is not None:
        asked.append(task.c.version_id.in_(versions_of(wanted.procedure)))
    if wanted.text.strip():
        asked.append(task.c.applicant_search.like(pattern_of(wanted.text), escape="\\"))
    return asked or [true()]


def versions_of(procedure_key: str) -> Select[int]:
    """Return the query for the versions of a procedure."""
    wanted = version.c.procedure_key == procedure_key if is_storable(procedure_key) else false()
    return select(version.c.id).where(wanted)
