"""Receptions: what came to a desk, and what became of it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    insert,
    not_,
    or_,
    select,
    update,
)

from engine.errors import NotFound, Words
from engine.records.desk import ACCEPTED, FILED, INCOMPLETE, Missing, Reception
from engine.records.outcomes import RUNNING
from engine.store.desk_tables import reception
from engine.store.folding import fold, pattern_of
from engine.store.inbox_counts import IS_DONE
from engine.store.tables import case, log, task
from engine.store.types import AnyRow

MOST = 200
COLUMNS = tuple(one for one in reception.c if one.name != "applicant_search")
INSERT = insert(reception).returning(reception.c.id)
BY_ID = select(*COLUMNS).where(reception.c.id == bindparam("wanted"))
OF_CASE = select(*COLUMNS).where(reception.c.case_id == bindparam("wanted"))
# Somebody has finished a step of the case: the desk has dealt with it.
DONE = (
    select(log.c.seq)
    .where(log.c.case_id == reception.c.case_id, IS_DONE, log.c.by.is_not(None))
    .correlate(reception)
)
LOCK = BY_ID.with_for_update()
HAND_OVER = (
    update(reception)
    .where(reception.c.case_id == bindparam("wanted"), reception.c.handed_over_at.is_(None))
    .values(handed_over_at=bindparam("at"), handed_over_by=bindparam("person"))
)
WORDS = Words(en="reception", vi="lượt tiếp nhận")


def insert_reception(db: Connection, given: Reception) -> int:
    """Insert a reception, whatever `reception_id` says; return its id."""
    number: int = db.execute(INSERT, _row(given)).scalar_one()
    return number


def save_reception(db: Connection, given: Reception) -> None:
    """Write a reception as it is now."""
    changed = update(reception).where(reception.c.id == given.reception_id)
    db.execute(changed, _row(given))


def get_reception(db: Connection, reception_id: int, *, lock: bool = False) -> Reception:
    """Return a reception; raise NotFound."""
    row = db.execute(LOCK if lock else BY_ID, {"wanted": reception_id}).first()
    if row is None:
        raise NotFound(what=WORDS, key=reception_id)
    return reception_from(row)


def find_reception(db: Connection, case_id: int) -> Reception | None:
    """Return how a case came in; None for one that no citizen filed."""
    row = db.execute(OF_CASE, {"wanted": case_id}).first()
    return None if row is None else reception_from(row)


def list_desks(db: Connection, case_id: int) -> tuple[int, ...]:
    """Return the desks that a case came to: that received it, and that took it in for that one."""
    came = find_reception(db, case_id)
    return tuple(one for one in (came.desk_id, came.proxy_id) if one) if came else ()


def list_waiting(db: Connection, office_ids: Collection[int]) -> tuple[tuple[Any, ...], ...]:
    """Return the online filings that a desk of these offices has not dealt with, oldest first.

    Each as reception, dossier code, token, holder of its desk task, and whether anybody saw it.
    """
    rows = db.execute(
        select(*COLUMNS, case.c.code, task.c.token, task.c.holder_id)
        .select_from(
            reception.join(case, case.c.id == reception.c.case_id).join(
                task, task.c.case_id == case.c.id
            )
        )
        .where(
            reception.c.state == FILED,
            task.c.office_id.in_(sorted(office_ids)),
            task.c.post == "desk",
            case.c.status == RUNNING,
            not_(DONE.exists()),
        )
        .order_by(reception.c.received_at)
        .limit(MOST)
    )
    return tuple((reception_from(row), row.code, row.token, row.holder_id) for row in rows)


def list_incomplete(
    db: Connection, office_ids: Collection[int], search: str, reach: Collection[int] = ()
) -> tuple[Reception, ...]:
    """Return what was sent home to be completed, the newest first; by number or name if searched.

    reach   offices of the province: whoever returns to another desk of it is found by the whole
            personal number
    """
    found = select(*COLUMNS).where(reception.c.state == INCOMPLETE)
    near: ColumnElement[bool] = _at(office_ids)
    if search.strip():
        named = reception.c.applicant_search.like(pattern_of(search), escape="\\")
        whole = reception.c.number == search.strip()
        found = found.where(or_(near & named, whole & reception.c.desk_id.in_(sorted(reach))))
    else:
        found = found.where(near)
    return _many(db, found.order_by(reception.c.received_at.desc()))


def list_to_hand_over(
    db: Connection, office_ids: Collection[int]
) -> tuple[tuple[Reception, str], ...]:
    """Return what these desks took in on behalf of others and have not handed over, with codes."""
    wanted = sorted(office_ids)
    rows = db.execute(
        select(*COLUMNS, case.c.code)
        .join(case, case.c.id == reception.c.case_id)
        .where(
            reception.c.state == ACCEPTED,
            reception.c.proxy_id.in_(wanted),
            reception.c.handed_over_at.is_(None),
        )
        .order_by(reception.c.received_at)
        .limit(MOST)
    )
    return tuple((reception_from(row), row.code) for row in rows)


def list_lately(
    db: Connection, office_ids: Collection[int], since: datetime
) -> tuple[tuple[Reception, str | None], ...]:
    """Return what these desks took in since an instant, the newest first, with codes."""
    rows = db.execute(
        select(*COLUMNS, case.c.code)
        .outerjoin(case, case.c.id == reception.c.case_id)
        .where(_at(office_ids), reception.c.received_at >= since, reception.c.state != FILED)
        .order_by(reception.c.received_at.desc())
        .limit(MOST)
    )
    return tuple((reception_from(row), row.code) for row in rows)


def set_handed_over(db: Connection, case_id: int, person_id: int, now: datetime) -> bool:
    """Note that a dossier was handed over; False if it was before."""
    given = {"wanted": case_id, "at": now, "person": person_id}
    return db.execute(HAND_OVER, given).rowcount == 1


def _at(office_ids: Collection[int]) -> ColumnElement[bool]:
    wanted = sorted(office_ids)
    return or_(reception.c.desk_id.in_(wanted), reception.c.proxy_id.in_(wanted))


def _many(db: Connection, query: "Select[*tuple[object, ...]]") -> tuple[Reception, ...]:
    return tuple(reception_from(row) for row in db.execute(query.limit(MOST)))


def _row(given: Reception) -> Mapping[str, Any]:
    named = ("received_at", "state", "office_id", "desk_id", "proxy_id", "channel", "by")
    more = ("procedure_key", "version_id", "applicant_name", "number", "case_id", "rounds")
    rest = ("reason", "slip", "asked_at", "asked_by", "handed_over_at", "handed_over_by")
    row = {name: getattr(given, name) for name in (*named, *more, *rest)}
    return {
        **row,
        "applicant_search": fold(f"{given.applicant_name} {given.number or ''}"),
        "missing": [{"what": one.what, "reason": one.reason} for one in given.missing],
        "answers": given.answers or None,
    }


def reception_from(row: AnyRow) -> Reception:
    """Return the reception in a row that has COLUMNS."""
    return Reception(
        reception_id=row.id,
        received_at=row.received_at,
        state=row.state,
        office_id=row.office_id,
        desk_id=row.desk_id,
        proxy_id=row.proxy_id,
        channel=row.channel,
        procedure_key=row.procedure_key,
        version_id=row.version_id,
        applicant_name=row.applicant_name,
        number=row.number,
        by=row.by,
        case_id=row.case_id,
        rounds=row.rounds,
        missing=tuple(Missing(what=one["what"], reason=one["reason"]) for one in row.missing),
        reason=row.reason,
        slip=row.slip,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        handed_over_at=row.handed_over_at,
        handed_over_by=row.handed_over_by,
        answers=row.answers or {},
    )
