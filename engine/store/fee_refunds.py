"""Refunds: asked by one person, decided by another."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select, update

from engine.records.fees import ASKED, Refund
from engine.store.money_tables import refund as table
from engine.store.types import AnyRow, Instant

INSERT = insert(table).returning(table.c.id)
OF_CASE = select(table).where(table.c.case_id == bindparam("wanted")).order_by(table.c.id)
BY_ID = select(table).where(table.c.id == bindparam("wanted"))
DECIDE = (
    update(table)
    .where(table.c.id == bindparam("wanted"), table.c.state == ASKED)
    .values(
        state=bindparam("new_state"),
        decided_at=bindparam("at", type_=Instant),
        decided_by=bindparam("by"),
        decision_reason=bindparam("why"),
    )
)


def insert_refund(db: Connection, refund: Refund) -> Refund:
    """Insert a refund and return it with its id."""
    row = {key: value for key, value in vars(refund).items() if key != "refund_id"}
    refund_id: int = db.execute(INSERT, row).scalar_one()
    return replace(refund, refund_id=refund_id)


def list_refunds(db: Connection, case_id: int) -> tuple[Refund, ...]:
    """Return the refunds of a case, the first first."""
    return tuple(refund_from(row) for row in db.execute(OF_CASE, {"wanted": case_id}))


def get_refund(db: Connection, refund_id: int) -> Refund | None:
    """Return a refund by id."""
    row = db.execute(BY_ID, {"wanted": refund_id}).first()
    return None if row is None else refund_from(row)


def decide_refund(
    db: Connection, refund: Refund, state: str, told: tuple[int, str], at: datetime
) -> bool:
    """Write the decision on a refund; False when there is one already. `told`: who, and why."""
    by, reason = told
    given = {
        "wanted": refund.refund_id, "new_state": state, "at": at, "by": by, "why": reason,
    }  # fmt: skip
    return db.execute(DECIDE, given).rowcount == 1


def open_refunds(db: Connection, offices: Sequence[int] | None, most: int) -> tuple[Refund, ...]:
    """Return refunds of these offices, or (None) of all, that wait for a decision."""
    wanted: Select[Any] = select(table).where(table.c.state == ASKED)
    if offices is not None:
        wanted = wanted.where(table.c.office_id.in_(list(offices)))
    rows = db.execute(wanted.order_by(table.c.asked_at, table.c.id).limit(most))
    return tuple(refund_from(row) for row in rows)


def refund_from(row: AnyRow) -> Refund:
    """Return the refund in a row."""
    return Refund(
        refund_id=row.id,
        order_id=row.order_id,
        case_id=row.case_id,
        office_id=row.office_id,
        amount=row.amount,
        occasion=row.occasion,
        reason=row.reason,
        legal_basis=row.legal_basis,
        state=row.state,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        decision_reason=row.decision_reason,
        call_id=row.call_id,
    )
