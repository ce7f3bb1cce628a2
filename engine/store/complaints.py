"""Ratings, complaints and suggestions: writing them, finding them, and what was answered."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, insert, not_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from engine.access import ends_with
from engine.errors import NotFound, Words
from engine.records.complaints import ASKED, NEW, Complaint, Rating
from engine.store.citizen_tables import complaint, rating
from engine.store.folding import is_storable
from engine.store.inbox import tally
from engine.store.tables import case
from engine.store.types import AnyRow, Instant

COLUMNS = tuple(one.name for one in fields(Complaint) if one.name != "complaint_id")
ALL = select(complaint)
BY_CODE = ALL.where(complaint.c.code == bindparam("wanted"))
BY_ID = ALL.where(complaint.c.id == bindparam("wanted"))
LOCK = ALL.where(complaint.c.id == bindparam("wanted")).with_for_update()
OF_OFFICES = (
    ALL.where(complaint.c.office_id.in_(bindparam("offices", expanding=True)))
    .order_by(complaint.c.due_at, complaint.c.id)
    .limit(bindparam("most"))
)
OPEN = OF_OFFICES.where(complaint.c.state.in_((NEW, ASKED)))
CLOSED = OF_OFFICES.where(complaint.c.state.not_in((NEW, ASKED))).order_by(None)
LATE = complaint.c.due_at < bindparam("now", type_=Instant)
WAITING = (
    select(
        complaint.c.office_id,
        tally(LATE),
        tally(and_(not_(LATE), complaint.c.due_at < bindparam("day_ends", type_=Instant))),
        func.count(),
    )
    .where(
        complaint.c.office_id.in_(bindparam("offices", expanding=True)),
        complaint.c.state.in_((NEW, ASKED)),
    )
    .group_by(complaint.c.office_id)
)
PUBLISHED = (
    ALL.where(complaint.c.published_at.is_not(None))
    .order_by(complaint.c.published_at.desc(), complaint.c.id.desc())
    .limit(bindparam("most"))
)
INSERT = insert(complaint).returning(complaint.c.id)
RATED = select(rating).where(rating.c.case_id == bindparam("wanted"))
MEANS = (
    select(rating.c.office_id, func.count(), func.avg(rating.c.points))
    .where(rating.c.office_id.in_(bindparam("offices", expanding=True)))
    .group_by(rating.c.office_id)
)

LAST_RATED = (
    select(rating, case.c.code)
    .join(case, case.c.id == rating.c.case_id)
    .where(rating.c.office_id.in_(bindparam("offices", expanding=True)))
    .order_by(rating.c.at.desc(), rating.c.case_id.desc())
    .limit(bindparam("most"))
)


def insert_complaint(db: Connection, one: Complaint) -> Complaint:
    """Write a new complaint and return it with its id."""
    given = {name: getattr(one, name) for name in COLUMNS}
    found = db.execute(INSERT, given).scalar_one()
    return Complaint(complaint_id=found, **given)


def own_complaint(db: Connection, own: tuple[str, str]) -> Complaint:
    """Return the complaint that its code and the telephone's last digits open.

    Raises  NotFound for a wrong code and wrong digits alike
    """
    code = own[0].strip().upper()
    row = db.execute(BY_CODE, {"wanted": code}).first() if is_storable(code) else None
    if row is None or not ends_with(row.phone, own[1]):
        raise NotFound(what=Words(en="complaint", vi="phản ánh"), key=code[:60])
    return complaint_from(row)


def get_complaint(db: Connection, complaint_id: int) -> Complaint:
    """Return a complaint; raise NotFound."""
    row = db.execute(BY_ID, {"wanted": complaint_id}).first()
    if row is None:
        raise NotFound(what=Words(en="complaint", vi="phản ánh"), key=complaint_id)
    return complaint_from(row)


def count_waiting(
    db: Connection, offices: Collection[int], now: datetime, day_ends_at: datetime
) -> Mapping[int, tuple[int, int, int]]:
    """Return how many complaints of offices are late, due before the day ends, and wait at all."""
    given = {"offices": sorted(offices), "now": now, "day_ends": day_ends_at}
    return {row[0]: (row[1], row[2], row[3]) for row in db.execute(WAITING, given)}


def lock_complaint(db: Connection, complaint_id: int) -> Complaint:
    """Return a complaint and keep others off it; raise NotFound."""
    row = db.execute(LOCK, {"wanted": complaint_id}).first()
    if row is None:
        raise NotFound(what=Words(en="complaint", vi="phản ánh"), key=complaint_id)
    return complaint_from(row)


def change_complaint(db: Connection, complaint_id: int, changes: Mapping[str, Any]) -> None:
    """Write what has changed of a complaint."""
    db.execute(update(complaint).where(complaint.c.id == complaint_id).values(**changes))


def list_complaints(
    db: Connection, offices: Collection[int], is_open: bool, most: int
) -> tuple[Complaint, ...]:
    """Return the complaints that offices have to answer, or have answered.

    Those to be answered come by their term, the others by their answer, the last first.
    """
    given = {"offices": sorted(offices), "most": most}
    statement = OPEN if is_open else CLOSED.order_by(complaint.c.replied_at.desc())
    return tuple(complaint_from(row) for row in db.execute(statement, given))


def list_published(db: Connection, most: int) -> tuple[Complaint, ...]:
    """Return what is published, the last first."""
    return tuple(complaint_from(row) for row in db.execute(PUBLISHED, {"most": most}))


def keep_rating(db: Connection, one: Rating, office_id: int) -> None:
    """Write a rating; the applicant may change their mind."""
    values = {"points": one.points, "text": one.text, "at": one.at}
    given = {"case_id": one.case_id, "office_id": office_id, **values}
    make = sqlite.insert if db.dialect.name == "sqlite" else postgresql.insert
    statement = make(rating).values(**given)
    db.execute(statement.on_conflict_do_update(index_elements=["case_id"], set_=values))


def find_rating(db: Connection, case_id: int) -> Rating | None:
    """Return the rating of a case."""
    row = db.execute(RATED, {"wanted": case_id}).first()
    if row is None:
        return None
    return Rating(case_id=row.case_id, points=row.points, text=row.text, at=row.at)


def list_ratings(
    db: Connection, offices: Collection[int], most: int
) -> tuple[tuple[str, Rating], ...]:
    """Return the last ratings of the dossiers of offices, each with the dossier's code."""
    rows = db.execute(LAST_RATED, {"offices": sorted(offices), "most": most})
    return tuple(
        (row.code, Rating(case_id=row.case_id, points=row.points, text=row.text, at=row.at))
        for row in rows
    )


def mean_ratings(db: Connection, offices: Collection[int]) -> Mapping[int, tuple[int, float]]:
    """Return for each office how many dossiers were rated, and their mean points."""
    rows = db.execute(MEANS, {"offices": sorted(offices)})
    return {row[0]: (row[1], float(row[2])) for row in rows}


def complaint_from(row: AnyRow) -> Complaint:
    """Return the complaint of a row."""
    return Complaint(complaint_id=row.id, **{name: getattr(row, name) for name in COLUMNS})
