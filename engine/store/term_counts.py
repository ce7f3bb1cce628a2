"""How many cases of offices are due soon, late, or owe something: for one person, or by office.

A desk that took dossiers in for other offices counts those as well.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, and_, func, select

from engine.records.terms import APOLOGY, REPORT, TermCounts
from engine.store.desk_tables import reception
from engine.store.term_tables import term, term_duty


def taken_in(table: Table, offices: Collection[int]) -> ColumnElement[bool]:
    """Return what these desks took in on behalf of other offices."""
    wanted = sorted(offices)
    mine = select(reception.c.case_id).where(
        reception.c.proxy_id.in_(wanted), reception.c.case_id.is_not(None)
    )
    return and_(table.c.case_id.in_(mine), table.c.office_id.not_in(wanted))


def of_offices(table: Table, offices: Collection[int]) -> ColumnElement[bool]:
    """Return what these offices decide."""
    return table.c.office_id.in_(sorted(offices))


def is_soon(now: datetime) -> ColumnElement[bool]:
    """Return what was warned of and is not late."""
    return and_(term.c.runs, term.c.due_at >= now, term.c.reached > 0)


def is_late(now: datetime) -> ColumnElement[bool]:
    """Return what runs and is late."""
    return and_(term.c.runs, term.c.due_at < now)


def is_owed(kind: str) -> ColumnElement[bool]:
    """Return what is owed of a kind."""
    return and_(term_duty.c.kind == kind, term_duty.c.settled_at.is_(None))


def count_terms(db: Connection, offices: Collection[int], now: datetime) -> TermCounts:
    """Return how many cases of offices are due soon, late, or owe something; one statement."""
    if not offices:
        return TermCounts()

    def count(table: Table, what: ColumnElement[bool]) -> ColumnElement[int]:
        found = select(func.count()).select_from(table)
        here, there = (place(table, offices) for place in (of_offices, taken_in))
        return (
            found.where(here, what).scalar_subquery() + found.where(there, what).scalar_subquery()
        )

    row = db.execute(
        select(
            count(term, is_soon(now)).label("soon"),
            count(term, is_late(now)).label("late"),
            count(term_duty, is_owed(APOLOGY)).label("apology"),
            count(term_duty, is_owed(REPORT)).label("report"),
        )
    ).one()
    return TermCounts(soon=row.soon, late=row.late, apology=row.apology, report=row.report)


def count_by_office(
    db: Connection, offices: Collection[int], now: datetime
) -> Mapping[int, TermCounts]:
    """Return the same office by office, those they decide; four statements, none for no office."""
    if not offices:
        return {}

    def count(table: Table, what: ColumnElement[bool]) -> dict[int, int]:
        wanted = select(table.c.office_id, func.count()).where(of_offices(table, offices), what)
        rows = db.execute(wanted.group_by(table.c.office_id)).all()
        return {row[0]: row[1] for row in rows}

    soon, late = count(term, is_soon(now)), count(term, is_late(now))
    apology, report = (count(term_duty, is_owed(kind)) for kind in (APOLOGY, REPORT))
    return {
        one: TermCounts(
            soon=soon.get(one, 0),
            late=late.get(one, 0),
            apology=apology.get(one, 0),
            report=report.get(one, 0),
        )
        for one in offices
    }
