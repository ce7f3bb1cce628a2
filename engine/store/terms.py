"""Watched terms and duties: found by index, however many cases are open."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    Table,
    bindparam,
    delete,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from engine.records.terms import APOLOGY, REPORT, Duty, TermLine, Watch
from engine.store.tables import case
from engine.store.term_counts import is_late, is_owed, is_soon, of_offices, taken_in
from engine.store.term_tables import term, term_duty
from engine.store.types import AnyRow

PAGE_SIZE = 50
INSERTS: Mapping[str, Callable[[Table], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
LINE = (
    case.c.id,
    case.c.code,
    case.c.version_id,
    case.c.applicant_name,
    case.c.office_id,
    case.c.apologies,
    case.c.due_at,
    case.c.paused,
)
WATCH_COLUMNS = ("case_id", "office_id", "due_at", "reached", "next_at", "runs")
FIND_WATCH = select(term).where(term.c.case_id == bindparam("wanted"))
DROP_WATCH = delete(term).where(term.c.case_id == bindparam("wanted"))
SETTLE = (
    update(term_duty)
    .where(
        term_duty.c.case_id == bindparam("wanted"),
        term_duty.c.kind.in_(bindparam("kinds", expanding=True)),
        term_duty.c.settled_at.is_(None),
    )
    .values(settled_at=bindparam("now"))
)


def keeping(made: Any) -> Any:
    """Return the statement that writes a watch, new or in place of the one before."""
    fresh = {name: made.excluded[name] for name in WATCH_COLUMNS}
    return made.on_conflict_do_update(index_elements=[term.c.case_id], set_=fresh)


KEEP_WATCH = {name: keeping(made(term)) for name, made in INSERTS.items()}


def find_watch(db: Connection, case_id: int) -> Watch | None:
    """Return the watch of a case."""
    row = db.execute(FIND_WATCH, {"wanted": case_id}).first()
    if row is None:
        return None
    return Watch(
        case_id=row.case_id,
        office_id=row.office_id,
        due_at=row.due_at,
        reached=row.reached,
        next_at=row.next_at,
        runs=row.runs,
    )


def keep_watch(db: Connection, watch: Watch) -> None:
    """Write the watch of a case, new or in place of the one before."""
    given = {
        "case_id": watch.case_id,
        "office_id": watch.office_id,
        "due_at": watch.due_at,
        "reached": watch.reached,
        "next_at": watch.next_at,
        "runs": watch.runs,
    }
    db.execute(KEEP_WATCH[db.dialect.name], given)


def drop_watch(db: Connection, case_id: int) -> None:
    """Watch a case no longer."""
    db.execute(DROP_WATCH, {"wanted": case_id})


def list_due(db: Connection, now: datetime, most: int) -> tuple[int, ...]:
    """Return the ids of cases whose watch has something to tell, the earliest first."""
    wanted = select(term.c.case_id).where(term.c.next_at <= now).order_by(term.c.next_at)
    return tuple(db.execute(wanted.limit(most)).scalars())


def put_off(db: Connection, case_id: int, until: datetime) -> None:
    """Let a case that is to be told of now be looked at later."""
    waits = (term.c.case_id == case_id) & term.c.next_at.is_not(None)
    db.execute(update(term).where(waits).values(next_at=until))


def next_due(db: Connection) -> datetime | None:
    """Return when the next watch has something to tell."""
    wanted = select(term.c.next_at).where(term.c.next_at.is_not(None))
    found: datetime | None = db.execute(wanted.order_by(term.c.next_at).limit(1)).scalar()
    return found


def add_duty(db: Connection, duty: Duty) -> None:
    """Write a duty; one of the same kind that was settled is owed again."""
    given = {
        "case_id": duty.case_id,
        "kind": duty.kind,
        "office_id": duty.office_id,
        "at": duty.at,
        "due_at": duty.due_at,
        "settled_at": None,
    }
    made = INSERTS[db.dialect.name](term_duty).values(given)
    keys = [term_duty.c.case_id, term_duty.c.kind]
    db.execute(made.on_conflict_do_update(index_elements=keys, set_=given))


def settle_duties(
    db: Connection, case_id: int, now: datetime, kinds: Collection[str] = (APOLOGY, REPORT)
) -> None:
    """Write that nothing of these kinds is owed any more for a case."""
    db.execute(SETTLE, {"wanted": case_id, "kinds": list(kinds), "now": now})


def list_duties(db: Connection, case_id: int) -> tuple[Duty, ...]:
    """Return what was ever owed for a case."""
    rows = db.execute(select(term_duty).where(term_duty.c.case_id == case_id))
    return tuple(
        Duty(
            case_id=row.case_id,
            kind=row.kind,
            office_id=row.office_id,
            at=row.at,
            due_at=row.due_at,
            settled_at=row.settled_at,
        )
        for row in rows
    )


def list_soon(
    db: Connection, offices: Collection[int], now: datetime, number: int
) -> tuple[TermLine, ...]:
    """Return cases of offices that were warned and are not late, the earliest first.

    Here and in the other lists: what they decide, and what their desks took in for others.
    """
    return _watched(db, _ids(term, offices, is_soon(now)), number)


def list_late(
    db: Connection, offices: Collection[int], now: datetime, number: int
) -> tuple[TermLine, ...]:
    """Return late cases of offices, the latest first."""
    return _watched(db, _ids(term, offices, is_late(now)), number)


def list_owed(
    db: Connection, offices: Collection[int], kind: str, number: int
) -> tuple[TermLine, ...]:
    """Return cases for which offices owe something of a kind, the most urgent first."""
    wanted = (
        select(*LINE, term_duty.c.at)
        .select_from(term_duty.join(case, case.c.id == term_duty.c.case_id))
        .where(
            term_duty.c.kind == kind,
            term_duty.c.case_id.in_(_ids(term_duty, offices, is_owed(kind))),
        )
        .order_by(term_duty.c.due_at, term_duty.c.case_id)
    )
    return _lines(db, wanted, number)


def _ids(
    table: Table, offices: Collection[int], what: ColumnElement[bool]
) -> "CompoundSelect[tuple[int]]":
    """Return the cases of offices of which something is so, and of those that they took in."""
    found = select(table.c.case_id).where(what)
    return union_all(found.where(of_offices(table, offices)), found.where(taken_in(table, offices)))


def _watched(
    db: Connection, ids: "CompoundSelect[tuple[int]]", number: int
) -> tuple[TermLine, ...]:
    wanted = (
        select(*LINE)
        .select_from(term.join(case, case.c.id == term.c.case_id))
        .where(term.c.case_id.in_(ids))
        .order_by(term.c.due_at, term.c.case_id)
    )
    return _lines(db, wanted, number)


def _lines(db: Connection, wanted: Select[tuple[object, ...]], number: int) -> tuple[TermLine, ...]:
    return _rows(db, wanted.limit(PAGE_SIZE + 1).offset((number - 1) * PAGE_SIZE))


def _rows(db: Connection, wanted: Select[tuple[object, ...]]) -> tuple[TermLine, ...]:
    return tuple(map(line_from, db.execute(wanted)))


def line_from(row: AnyRow) -> TermLine:
    """Return the line in a row of LINE, and when it was owed if the row tells it."""
    return TermLine(
        case_id=row.id,
        code=row.code,
        version_id=row.version_id,
        applicant_name=row.applicant_name,
        case_office_id=row.office_id,
        apologies=row.apologies,
        due_at=row.due_at,
        paused=row.paused,
        at=getattr(row, "at", None),
    )
