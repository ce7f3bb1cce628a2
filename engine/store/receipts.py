"""Receipts: numbers of an office, year and series without gaps; a cancelled one keeps its own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, bindparam, insert, select, text, update

from engine.records.fees import Receipt
from engine.store.money_tables import receipt as table
from engine.store.types import AnyRow, Instant

MOST_SHOWN = 500
# The row stays locked until the caller's transaction ends: a number that is not used after all is
# given again.
NEXT_NUMBER = text(
    "INSERT INTO receipt_counter (office_id, year, series, value)"
    " VALUES (:office_id, :year, :series, 1)"
    " ON CONFLICT (office_id, year, series)"
    " DO UPDATE SET value = receipt_counter.value + 1 RETURNING value"
).bindparams(bindparam("office_id"), bindparam("year"), bindparam("series"))
INSERT = insert(table).returning(table.c.id)
OF_CASE = select(table).where(table.c.case_id == bindparam("wanted")).order_by(table.c.id)
OF_ORDER = (
    select(table)
    .where(table.c.order_id == bindparam("wanted"), table.c.cancelled_at.is_(None))
    .order_by(table.c.id.desc())
)
BY_ID = select(table).where(table.c.id == bindparam("wanted"))
CANCEL = (
    update(table)
    .where(table.c.id == bindparam("wanted"), table.c.cancelled_at.is_(None))
    .values(
        cancelled_at=bindparam("at", type_=Instant),
        cancelled_by=bindparam("by"),
        cancel_reason=bindparam("why"),
    )
)
FORGET_FILE = update(table).where(table.c.id == bindparam("wanted")).values(digest=None)
# Only what says of the cancelling what the row says now: it may have changed since it was read.
KEEP_FILE = (
    update(table)
    .where(
        table.c.id == bindparam("wanted"),
        table.c.cancelled_at.is_not_distinct_from(bindparam("seen", type_=Instant)),
    )
    .values(digest=bindparam("made"))
)


def next_number(db: Connection, office_id: int, year: int, series: str) -> int:
    """Return the next receipt number of an office, year and series."""
    given = {"office_id": office_id, "year": year, "series": series}
    number: int = db.execute(NEXT_NUMBER, given).scalar_one()
    return number


def insert_receipt(db: Connection, receipt: Receipt) -> Receipt:
    """Insert a receipt and return it with its id."""
    row = {key: value for key, value in vars(receipt).items() if key != "receipt_id"}
    receipt_id: int = db.execute(INSERT, row).scalar_one()
    return replace(receipt, receipt_id=receipt_id)


def list_receipts(db: Connection, case_id: int) -> tuple[Receipt, ...]:
    """Return the receipts of a case, the first first."""
    return tuple(receipt_from(row) for row in db.execute(OF_CASE, {"wanted": case_id}))


def find_receipt(db: Connection, order_id: int) -> Receipt | None:
    """Return the receipt of an order that was not cancelled."""
    row = db.execute(OF_ORDER, {"wanted": order_id}).first()
    return None if row is None else receipt_from(row)


def get_receipt(db: Connection, receipt_id: int) -> Receipt | None:
    """Return a receipt by id."""
    row = db.execute(BY_ID, {"wanted": receipt_id}).first()
    return None if row is None else receipt_from(row)


def cancel_receipt(db: Connection, receipt_id: int, by: int, reason: str, at: datetime) -> bool:
    """Mark a receipt as cancelled; False when it was already."""
    given = {"wanted": receipt_id, "by": by, "why": reason, "at": at}
    return db.execute(CANCEL, given).rowcount == 1


def keep_receipt_file(db: Connection, printed: Receipt, digest: str) -> bool:
    """Remember the PDF of a receipt; False when it was cancelled since it was read."""
    given = {"wanted": printed.receipt_id, "seen": printed.cancelled_at, "made": digest}
    return db.execute(KEEP_FILE, given).rowcount == 1


def forget_receipt_file(db: Connection, receipt_id: int) -> None:
    """Let the PDF of a receipt be printed anew: it says now that it was cancelled."""
    db.execute(FORGET_FILE, {"wanted": receipt_id})


def receipts_between(
    db: Connection, offices: Sequence[int] | None, since: datetime, until: datetime
) -> tuple[Receipt, ...]:
    """Return the receipts made in a span by these offices, or (None) by all, by number."""
    wanted: Select[Any] = select(table).where(
        table.c.created_at >= since, table.c.created_at < until
    )
    if offices is not None:
        wanted = wanted.where(table.c.office_id.in_(list(offices)))
    order = (table.c.office_id, table.c.year, table.c.series, table.c.number)
    return tuple(receipt_from(row) for row in db.execute(wanted.order_by(*order).limit(MOST_SHOWN)))


def receipt_from(row: AnyRow) -> Receipt:
    """Return the receipt in a row."""
    return Receipt(
        receipt_id=row.id,
        office_id=row.office_id,
        year=row.year,
        series=row.series,
        number=row.number,
        order_id=row.order_id,
        case_id=row.case_id,
        amount=row.amount,
        payer=row.payer,
        created_at=row.created_at,
        created_by=row.created_by,
        digest=row.digest,
        cancelled_at=row.cancelled_at,
        cancelled_by=row.cancelled_by,
        cancel_reason=row.cancel_reason,
    )
