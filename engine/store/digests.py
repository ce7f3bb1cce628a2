"""What the digests of the morning are made from, office by office, and that they were made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Integer, bindparam, func, not_, select
from sqlalchemy import case as choose
from sqlalchemy.dialects import postgresql, sqlite

from engine.records.people import APPLICANT, Person
from engine.store.people import PEOPLE, people_from
from engine.store.tables import person, post, task
from engine.store.team_tables import digest_run, notice
from engine.store.types import Instant

BEGIN = {
    "sqlite": sqlite.insert(digest_run).on_conflict_do_nothing().returning(digest_run.c.day),
    "postgresql": postgresql.insert(digest_run)
    .on_conflict_do_nothing()
    .returning(digest_run.c.day),
}
MADE = select(digest_run.c.office_id).where(digest_run.c.day == bindparam("wanted"))
STAFFED = select(post.c.office_id).distinct()
STAFF = PEOPLE.where(
    person.c.disabled_at.is_(None),
    person.c.id.in_(select(post.c.person_id).where(post.c.office_id == bindparam("in_office"))),
)
PRESSING = (
    not_(task.c.paused),
    task.c.urgent_at < bindparam("day_ends", type_=Instant),
)
HELD = (
    select(task.c.holder_id, task.c.code, task.c.element, task.c.version_id, task.c.urgent_at)
    .where(task.c.holder_id.in_(bindparam("people", expanding=True)), *PRESSING)
    .order_by(task.c.urgent_at, task.c.case_id, task.c.token)
)
OURS = (
    task.c.office_id.in_(bindparam("offices", expanding=True)),
    task.c.post != APPLICANT,
)
IN_OFFICES = (
    select(
        task.c.office_id,
        func.sum(
            choose((task.c.urgent_at < bindparam("now", type_=Instant), 1), else_=0), type_=Integer
        ).label("late"),
        func.count().label("whole"),
    )
    .where(*OURS, *PRESSING)
    .group_by(task.c.office_id)
)
FREE = (
    select(task.c.office_id, func.count().label("free"))
    .where(*OURS, task.c.holder_id.is_(None), not_(task.c.paused))
    .group_by(task.c.office_id)
)
RETURNED = (
    select(notice.c.person_id, notice.c.content)
    .where(
        notice.c.person_id.in_(bindparam("people", expanding=True)),
        notice.c.channel == "page",
        notice.c.kind == "returned",
        notice.c.created_at >= bindparam("since", type_=Instant),
    )
    .order_by(notice.c.id)
)


@dataclass(frozen=True, kw_only=True)
class HeldTask:
    """A task that somebody holds and that is late or due before the day ends."""

    holder_id: int
    code: str
    element: str
    version_id: int
    urgent_at: datetime


@dataclass(frozen=True, kw_only=True)
class OfficeLoad:
    """Tasks of an office that are late, due before the day ends, and held by nobody."""

    office_id: int
    late: int
    today: int
    free: int


def begin_digest(db: Connection, day: date, office_id: int) -> bool:
    """Take on the digests of an office for a day; False if they were made before."""
    given = {"day": day, "office_id": office_id}
    return db.execute(BEGIN[db.dialect.name], given).first() is not None


def offices_to_tell(db: Connection, day: date) -> tuple[int, ...]:
    """Return the offices in which people work and whose digests of the day are not made yet."""
    made = set(db.execute(MADE, {"wanted": day}).scalars())
    return tuple(sorted(set(db.execute(STAFFED).scalars()) - made))


def list_staff(db: Connection, office_id: int) -> tuple[Person, ...]:
    """Return who works in an office and can sign in, with all their posts."""
    return people_from(db.execute(STAFF, {"in_office": office_id}).all())


def list_held(db: Connection, people: Sequence[int], day_ends_at: datetime) -> tuple[HeldTask, ...]:
    """Return the tasks of people that are late or due before the day ends, the first due first."""
    rows = db.execute(HELD, {"people": list(people), "day_ends": day_ends_at})
    return tuple(
        HeldTask(
            holder_id=row.holder_id,
            code=row.code,
            element=row.element,
            version_id=row.version_id,
            urgent_at=row.urgent_at,
        )
        for row in rows
    )


def list_loads(
    db: Connection, offices: Sequence[int], now: datetime, day_ends_at: datetime
) -> dict[int, OfficeLoad]:
    """Return what presses in offices; two statements."""
    if not offices:
        return {}
    given = {"offices": list(offices), "now": now, "day_ends": day_ends_at}
    late = {row.office_id: (row.late, row.whole) for row in db.execute(IN_OFFICES, given)}
    free = {row.office_id: row.free for row in db.execute(FREE, {"offices": list(offices)})}
    return {
        one: OfficeLoad(
            office_id=one,
            late=late.get(one, (0, 0))[0],
            today=late.get(one, (0, 0))[1] - late.get(one, (0, 0))[0],
            free=free.get(one, 0),
        )
        for one in offices
    }


def list_returned(
    db: Connection, people: Sequence[int], since: datetime
) -> dict[int, list[dict[str, str]]]:
    """Return what came back to people since an instant, as their notices tell it."""
    found: dict[int, list[dict[str, str]]] = {}
    for row in db.execute(RETURNED, {"people": list(people), "since": since}):
        found.setdefault(row.person_id, []).append(row.content)
    return found
