"""The validity of offices, and what goes over to a successor when one is closed."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.expression import Executable

from engine.records.complaints import ASKED, NEW
from engine.records.desk import INCOMPLETE
from engine.records.letters import ASKED as LETTER_ASKED
from engine.records.letters import STUCK
from engine.records.registers import Closing
from engine.store.citizen_tables import complaint
from engine.store.database import run_rows
from engine.store.desk_tables import office_term, reception
from engine.store.letter_tables import letter
from engine.store.people import PEOPLE, people_from
from engine.store.tables import case, office, post, task
from engine.store.term_tables import term, term_duty

PLANNED = ("valid_to", "successor_id", "basis", "planned_by")
DUE = select(office_term).where(
    office_term.c.valid_to.is_not(None),
    office_term.c.valid_to <= bindparam("today"),
    office_term.c.closed_at.is_(None),
)
CLOSED = select(office_term.c.office_id).where(
    office_term.c.closed_at.is_not(None), office_term.c.successor_id.is_not(None)
)
CLOSE = (
    update(office_term)
    .where(office_term.c.office_id == bindparam("wanted"), office_term.c.closed_at.is_(None))
    .values(closed_at=bindparam("at"))
)
BEGIN = insert(office_term)


def _planning(kind: "type[sqlite.Insert] | type[postgresql.Insert]") -> Executable:
    """Return the statement that plans a closing, or plans it anew."""
    statement = kind(office_term)
    changed = {name: statement.excluded[name] for name in PLANNED}
    return statement.on_conflict_do_update(index_elements=["office_id"], set_=changed)


PLANS = {"sqlite": _planning(sqlite.Insert), "postgresql": _planning(postgresql.Insert)}
GIVE_POSTS: Mapping[str, Executable] = {
    "sqlite": sqlite.Insert(post).on_conflict_do_nothing(),
    "postgresql": postgresql.Insert(post).on_conflict_do_nothing(),
}
CALL_OFF = (
    update(office_term)
    .where(
        office_term.c.office_id == bindparam("wanted"),
        office_term.c.closed_at.is_(None),
        office_term.c.valid_to.is_not(None),
    )
    .values(valid_to=None, successor_id=None)
)


def begin_term(db: Connection, office_id: int, valid_from: date, basis: str) -> None:
    """Say from which day a new office is one."""
    given = {"office_id": office_id, "valid_from": valid_from.isoformat(), "basis": basis}
    db.execute(BEGIN, given)


def plan_closing(db: Connection, given: Closing, by: int | None) -> None:
    """Say when an office closes and who takes over; what was planned before is replaced."""
    row = {
        "office_id": given.office_id,
        "valid_to": given.on.isoformat(),
        "successor_id": given.successor_id,
        "basis": given.basis,
        "planned_by": by,
    }
    db.execute(PLANS[db.dialect.name], row)


def call_off_closing(db: Connection, office_id: int) -> bool:
    """Let an office stay; False when it is closed already."""
    return db.execute(CALL_OFF, {"wanted": office_id}).rowcount == 1


def list_due_closings(db: Connection, today: date) -> tuple[tuple[Closing, int | None], ...]:
    """Return the closings whose day has come and that were not carried out, with who planned."""
    rows = db.execute(DUE, {"today": today.isoformat()})
    return tuple(
        (
            Closing(
                office_id=row.office_id,
                successor_id=row.successor_id,
                on=date.fromisoformat(row.valid_to),
                basis=row.basis,
            ),
            row.planned_by,
        )
        for row in rows
    )


def close_office(db: Connection, office_id: int, now: datetime) -> bool:
    """Close an office; False when somebody else has just done so."""
    return db.execute(CLOSE, {"wanted": office_id, "at": now}).rowcount == 1


def list_closed(db: Connection) -> tuple[int, ...]:
    """Return the closed offices that have a successor."""
    return tuple(db.execute(CLOSED).scalars())


def move_work(db: Connection, from_id: int, to_id: int) -> int:
    """Give the open work of an office to another; return how many tasks.

    Tasks, running cases, what is watched or owed of their terms, letters without a number, open
    complaints. A letter with a number stays in the register of the office that issued it: its
    successor signs and delivers it.
    """
    # Cases before tasks, as every step takes them: the other way round two would wait for ever.
    here = select(task.c.case_id).where(task.c.office_id == from_id)
    own = (case.c.office_id == from_id) & case.c.closed_at.is_(None)
    concerned = select(case.c.id).where(own | case.c.id.in_(here)).order_by(case.c.id)
    db.execute(concerned.with_for_update(key_share=True)).all()
    moved = db.execute(
        update(task).where(task.c.office_id == from_id).values(office_id=to_id)
    ).rowcount
    db.execute(
        update(case)
        .where(case.c.office_id == from_id, case.c.closed_at.is_(None))
        .values(office_id=to_id)
    )
    for watched in (term, term_duty):
        db.execute(update(watched).where(watched.c.office_id == from_id).values(office_id=to_id))
    for waiting, states in ((letter, (LETTER_ASKED, STUCK)), (complaint, (NEW, ASKED))):
        db.execute(
            update(waiting)
            .where(waiting.c.office_id == from_id, waiting.c.state.in_(states))
            .values(office_id=to_id)
        )
    return moved


def move_posts(db: Connection, from_id: int, to_id: int) -> None:
    """Give the people of an office the same posts in another."""
    rows = db.execute(select(post.c.person_id, post.c.kind).where(post.c.office_id == from_id))
    held = [{"person_id": row.person_id, "kind": row.kind, "office_id": to_id} for row in rows]
    db.execute(delete(post).where(post.c.office_id == from_id))
    if held:
        run_rows(db, GIVE_POSTS[db.dialect.name], held)


def move_below(db: Connection, from_id: int, to_id: int) -> None:
    """Put the offices below one under another."""
    db.execute(update(office).where(office.c.parent_id == from_id).values(parent_id=to_id))


def count_work(db: Connection, office_id: int) -> tuple[int, int, int]:
    """Return how many open tasks, running cases and kept receptions an office has."""
    tasks = select(func.count()).select_from(task).where(task.c.office_id == office_id)
    cases = select(func.count()).select_from(case)
    cases = cases.where(case.c.office_id == office_id, case.c.closed_at.is_(None))
    kept = select(func.count()).select_from(reception)
    kept = kept.where(reception.c.office_id == office_id, reception.c.state == INCOMPLETE)
    row = db.execute(
        select(tasks.scalar_subquery(), cases.scalar_subquery(), kept.scalar_subquery())
    ).one()
    return row[0], row[1], row[2]


def names_in(db: Connection, office_id: int) -> tuple[str, ...]:
    """Return the names of the people who hold a post in an office."""
    holders = select(post.c.person_id).where(post.c.office_id == office_id)
    rows = db.execute(PEOPLE.where(PEOPLE.selected_columns.id.in_(holders))).all()
    return tuple(sorted(one.name for one in people_from(rows)))
