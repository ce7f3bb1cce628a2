"""Cases of an office and a period, in the order they were received, for the log book."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from engine.records.chain import decode_payload
from engine.records.commands import Start
from engine.records.letters import DELIVERED
from engine.records.values import Answers
from engine.store.desk_tables import reception
from engine.store.letter_tables import letter
from engine.store.tables import case, log

COLUMNS = (
    case.c.id,
    case.c.code,
    case.c.version_id,
    case.c.office_id,
    case.c.applicant_name,
    case.c.phone,
    case.c.opened_at,
    case.c.due_at,
    case.c.closed_at,
    case.c.ending,
    case.c.portal_status,
)


def list_received(
    db: Connection,
    office_ids: Collection[int],
    period: tuple[datetime, datetime],
    version_ids: Collection[int] | None,
    most: int,
) -> tuple[Mapping[str, Any], ...]:
    """Return rows of COLUMNS for cases received in the period, its end not included.

    Those that the offices decide, and those that their desks took in for others.

    version_ids   None for all procedures
    """
    wanted = select(*COLUMNS).where(*_received(office_ids, period))
    if version_ids is not None:
        wanted = wanted.where(case.c.version_id.in_(version_ids))
    rows = db.execute(wanted.order_by(case.c.opened_at, case.c.id).limit(most))
    return tuple(dict(row._mapping) for row in rows)


def list_versions_received(
    db: Connection, office_ids: Collection[int], period: tuple[datetime, datetime]
) -> tuple[int, ...]:
    """Return the versions of the cases received in the period."""
    rows = db.execute(select(case.c.version_id).where(*_received(office_ids, period)).distinct())
    return tuple(rows.scalars())


def answers_filed(db: Connection, case_ids: Collection[int]) -> dict[int, Answers]:
    """Return what was filed for each of these cases; nothing for one that was erased."""
    wanted = (log.c.case_id.in_(case_ids), log.c.kind == Start.kind, log.c.payload.is_not(None))
    rows = db.execute(select(log.c.case_id, log.c.payload).where(*wanted))
    commands = ((row.case_id, decode_payload(Start.kind, row.payload)[0]) for row in rows)
    return {case_id: one.answers for case_id, one in commands if isinstance(one, Start)}


def _received(
    office_ids: Collection[int], period: tuple[datetime, datetime]
) -> tuple[ColumnElement[bool], ...]:
    came_here = select(reception.c.case_id).where(
        or_(reception.c.desk_id.in_(office_ids), reception.c.proxy_id.in_(office_ids)),
        reception.c.case_id.is_not(None),
    )
    return (
        or_(case.c.office_id.in_(office_ids), case.c.id.in_(came_here)),
        case.c.opened_at >= period[0],
        case.c.opened_at < period[1],
    )


def ways_delivered(db: Connection, case_ids: Collection[int]) -> dict[int, str]:
    """Return how the last letter of each case was delivered."""
    rows = db.execute(
        select(letter.c.case_id, letter.c.delivery)
        .where(letter.c.case_id.in_(case_ids), letter.c.state == DELIVERED)
        .order_by(letter.c.delivered_at)
    )
    return {case_id: str((delivery or {}).get("way", "")) for case_id, delivery in rows}
