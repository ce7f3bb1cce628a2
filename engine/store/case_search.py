"""Finding cases: by words, state and procedure, within what a person may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, not_, or_, select

from engine.records.cases import Case
from engine.records.codes import read_code, spellings
from engine.records.outcomes import RUNNING
from engine.store.cases import CASE_COLUMNS, case_from
from engine.store.desk_tables import reception
from engine.store.folding import pattern_of
from engine.store.inbox import versions_of
from engine.store.inbox_counts import IS_DONE
from engine.store.tables import case, log, task

# Beyond this a number says "very many"; counting on would read the whole table.
MOST_COUNTED = 10_000
LATE = "late"


@dataclass(frozen=True, kw_only=True)
class CaseWish:
    """Which cases are looked for.

    reader_id   the person who looks
    office_ids  the offices whose cases they may see; None for all
    status      running, suspended, finished, cancelled, or late: past the day promised; "" is all
    now         what "late" is measured by
    """

    reader_id: int
    office_ids: Collection[int] | None
    now: datetime
    status: str = ""
    procedure: str = ""
    text: str = ""


def search_cases(
    db: Connection, wish: CaseWish, number: int, size: int
) -> tuple[tuple[Case, ...], int]:
    """Return page `number` (from 1) of the cases, the newest first, and how many there are."""
    wanted = and_(*_conditions(wish)) if _conditions(wish) else None
    base = select(case.c.id) if wanted is None else select(case.c.id).where(wanted)
    total: int = db.execute(
        select(func.count()).select_from(base.limit(MOST_COUNTED).subquery())
    ).scalar_one()
    query = select(*CASE_COLUMNS)
    if wanted is not None:
        query = query.where(wanted)
    query = query.order_by(case.c.opened_at.desc(), case.c.id.desc())
    rows = db.execute(query.limit(size).offset((number - 1) * size))
    return tuple(case_from(row) for row in rows), total


def count_running(db: Connection) -> dict[int, int]:
    """Return how many cases run or rest, by version."""
    rows = db.execute(
        select(case.c.version_id, func.count().label("number"))
        .where(case.c.closed_at.is_(None))
        .group_by(case.c.version_id)
    )
    return {row.version_id: row.number for row in rows}


def _conditions(wish: CaseWish) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if wish.office_ids is not None:
        asked.append(_within_rights(wish.reader_id, wish.office_ids))
    if wish.status == LATE:
        asked += [case.c.status == RUNNING, case.c.due_at < wish.now, not_(case.c.paused)]
    elif wish.status:
        asked.append(case.c.status == wish.status)
    if wish.procedure:
        asked.append(case.c.version_id.in_(versions_of(wish.procedure)))
    if read_code(wish.text) is not None:
        asked.append(case.c.code.in_(spellings(wish.text)))
    elif wish.text.strip():
        asked.append(case.c.applicant_search.like(pattern_of(wish.text), escape="\\"))
    return asked


def _within_rights(reader_id: int, office_ids: Collection[int]) -> ColumnElement[bool]:
    """Return the cases of these offices, those they work on, and those the reader worked on."""
    offices = sorted(office_ids)
    waiting = select(task.c.case_id).where(
        or_(task.c.office_id.in_(offices), task.c.holder_id == reader_id)
    )
    done = select(log.c.case_id).where(log.c.by == reader_id, IS_DONE)
    taken_in = select(reception.c.case_id).where(
        or_(reception.c.desk_id.in_(offices), reception.c.proxy_id.in_(offices)),
        reception.c.case_id.is_not(None),
    )
    return or_(
        case.c.office_id.in_(offices),
        *(case.c.id.in_(found) for found in (waiting, done, taken_in)),
    )
