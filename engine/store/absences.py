"""Absences: entering, calling off, and who stands in for whom on a day."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from engine.errors import NotFound, Words
from engine.records.absences import Absence, AbsenceWish
from engine.records.people import Post
from engine.store.people import mandate_columns, mandate_from
from engine.store.tables import office, person, post
from engine.store.team_tables import absence
from engine.store.types import AnyRow

substitute, entrant = person.alias("substitute"), person.alias("entrant")
COLUMNS = (
    absence.c.id,
    absence.c.person_id,
    person.c.name.label("person"),
    absence.c.substitute_id,
    substitute.c.name.label("substitute"),
    absence.c.starts_on,
    absence.c.ends_on,
    absence.c.may_sign,
    absence.c.reason,
    entrant.c.name.label("entered_by"),
    absence.c.entered_at,
    absence.c.called_off_at,
    absence.c.mandate,
    absence.c.mandate_on,
)
ABSENCES = (
    select(*COLUMNS)
    .select_from(absence)
    .join(person, person.c.id == absence.c.person_id)
    .join(substitute, substitute.c.id == absence.c.substitute_id)
    .join(entrant, entrant.c.id == absence.c.entered_by)
)
BY_ID = ABSENCES.where(absence.c.id == bindparam("wanted"))
# Nobody stands in for whom the register no longer lets sign in.
LASTING = ABSENCES.where(
    absence.c.called_off_at.is_(None),
    absence.c.ends_on >= bindparam("day"),
    person.c.disabled_at.is_(None),
)
OF_PEOPLE = (
    ABSENCES.where(
        absence.c.ends_on >= bindparam("day"),
        or_(
            absence.c.person_id.in_(bindparam("people", expanding=True)),
            absence.c.substitute_id.in_(bindparam("people", expanding=True)),
        ),
    )
).order_by(absence.c.starts_on, absence.c.id)
POSTS = (
    select(post.c.person_id, post.c.office_id, office.c.code, post.c.kind)
    .join(office, office.c.id == post.c.office_id)
    .where(post.c.person_id.in_(bindparam("people", expanding=True)))
)
# Whoever enters an absence waits for others who do the same for these people.
LOCK_PEOPLE = (
    select(person.c.id)
    .where(person.c.id.in_(bindparam("people", expanding=True)))
    .order_by(person.c.id)
    .with_for_update(key_share=True)
)
INSERT = insert(absence).returning(absence.c.id)
CALL_OFF = (
    update(absence)
    .where(absence.c.id == bindparam("wanted"), absence.c.called_off_at.is_(None))
    .values(called_off_at=bindparam("at"), called_off_by=bindparam("caller"))
)

CALL_OFF_OF = (
    update(absence)
    .where(absence.c.person_id == bindparam("absent"), absence.c.called_off_at.is_(None))
    .where(absence.c.ends_on >= bindparam("day"))
    .values(called_off_at=bindparam("at"), called_off_by=bindparam("caller"))
)


def lock_people(db: Connection, people: Iterable[int]) -> None:
    """Let nobody else enter an absence of these people until this transaction ends."""
    db.execute(LOCK_PEOPLE, {"people": sorted(set(people))})


def insert_absence(db: Connection, wish: AbsenceWish, by: int, now: datetime) -> int:
    """Enter an absence; return its id."""
    given = {
        "entered_at": now,
        "person_id": wish.person_id,
        "substitute_id": wish.substitute_id,
        "entered_by": by,
        "starts_on": wish.starts_on,
        "ends_on": wish.ends_on,
        "may_sign": wish.may_sign,
        "reason": wish.reason,
        **mandate_columns(wish.mandate),
    }
    found: int = db.execute(INSERT, given).scalar_one()
    return found


def call_off(db: Connection, absence_id: int, by: int, now: datetime) -> bool:
    """End an absence before its time; False if it was called off before."""
    given = {"wanted": absence_id, "at": now, "caller": by}
    return db.execute(CALL_OFF, given).rowcount == 1


def call_off_of(db: Connection, person_id: int, by: int, day: date, now: datetime) -> None:
    """End the absences of a person that have not ended before a day."""
    given = {"absent": person_id, "day": day, "at": now, "caller": by}
    db.execute(CALL_OFF_OF, given)


def get_absence(db: Connection, absence_id: int) -> Absence:
    """Return an absence; raise NotFound."""
    row = db.execute(BY_ID, {"wanted": absence_id}).first()
    if row is None:
        raise NotFound(what=Words(en="absence", vi="lịch vắng"), key=absence_id)
    return absence_from(row)


def list_lasting(db: Connection, day: date) -> tuple[Absence, ...]:
    """Return the absences that have not ended before a day, those to come included."""
    return tuple(absence_from(row) for row in db.execute(LASTING, {"day": day}))


def list_absences(db: Connection, people: Sequence[int], since: date) -> tuple[Absence, ...]:
    """Return the absences, called off or not, that these people take or stand in for."""
    if not people:
        return ()
    rows = db.execute(OF_PEOPLE, {"people": list(people), "day": since})
    return tuple(absence_from(row) for row in rows)


def posts_of(db: Connection, people: Iterable[int]) -> dict[int, tuple[Post, ...]]:
    """Return the posts of people by their ids."""
    held: dict[int, tuple[Post, ...]] = {}
    for row in db.execute(POSTS, {"people": sorted(set(people))}):
        one = Post(office_id=row.office_id, office_code=row.code, kind=row.kind)
        held[row.person_id] = (*held.get(row.person_id, ()), one)
    return held


def absence_from(row: AnyRow) -> Absence:
    """Return the absence in a row of COLUMNS."""
    return Absence(
        absence_id=row.id,
        person_id=row.person_id,
        person=row.person,
        substitute_id=row.substitute_id,
        substitute=row.substitute,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        may_sign=row.may_sign,
        reason=row.reason,
        entered_by=row.entered_by,
        entered_at=row.entered_at,
        called_off_at=row.called_off_at,
        mandate=mandate_from(row),
    )
