"""Payment orders: what a dossier was asked to pay. Whoever changes one has locked its case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Boolean, Connection, bindparam, insert, select, update
from sqlalchemy import case as sql_case

from engine.records.cards import Text
from engine.records.connectors import PAYMENT_ORDER
from engine.records.fees import EXPIRED, ONLINE, OPEN, ORDER_CANCELLED, PAID, FeeLine, Order
from engine.store.money_tables import payment_order as table
from engine.store.tables import job
from engine.store.types import AnyRow, Instant

MOST_SHOWN = 500
# Longer than any call outside takes.
CALL_TAKES = timedelta(minutes=2)
INSERT = insert(table).returning(table.c.id)
BY_ID = select(table).where(table.c.id == bindparam("wanted"))
BY_REFERENCE = select(table).where(table.c.reference == bindparam("wanted"))
BY_KEY = select(table).where(table.c.request_key == bindparam("wanted"))
OF_CASE = select(table).where(table.c.case_id == bindparam("wanted")).order_by(table.c.id)
# The job row stands as long as the case waits for the payment: it goes with the token.
AWAITED = select(job.c.id).where(
    job.c.case_id == bindparam("wanted"),
    job.c.token == bindparam("at_token"),
    job.c.kind == PAYMENT_ORDER,
)
CLOSE = (
    update(table)
    .where(table.c.id == bindparam("wanted"), table.c.state == OPEN)
    .values(
        state=bindparam("new_state"),
        closed_at=bindparam("at", type_=Instant),
        closed_by=bindparam("by"),
        method=bindparam("how"),
        transaction_number=bindparam("number"),
        reason=bindparam("why"),
        legal_basis=bindparam("basis"),
        # A provider that was told of it may take money as long as it is not told otherwise.
        recall_at=sql_case(
            (
                table.c.announced_at.is_not(None) & bindparam("is_recalled", type_=Boolean),
                # Not before the order itself, which may still be on its way.
                sql_case(
                    (
                        table.c.pay_url.is_(None)
                        & (table.c.announced_at > bindparam("since", type_=Instant)),
                        bindparam("later", type_=Instant),
                    ),
                    else_=bindparam("at", type_=Instant),
                ),
            ),
            else_=None,
        ),
    )
)
WAKE = (
    update(job)
    .where(
        job.c.case_id == bindparam("wanted"),
        job.c.token == bindparam("at_token"),
        job.c.kind == PAYMENT_ORDER,
        job.c.worker.is_(None),
    )
    .values(run_at=bindparam("at", type_=Instant))
)
# Orders whose case no longer waits for them, or whose time is over without anybody waiting.
GONE = (
    select(table)
    .where(
        table.c.state == OPEN,
        table.c.token.is_not(None),
        ~select(job.c.id)
        .where(
            job.c.case_id == table.c.case_id,
            job.c.token == table.c.token,
            job.c.kind == PAYMENT_ORDER,
        )
        .exists(),
    )
    .order_by(table.c.id)
    .limit(bindparam("most"))
)
OVER = (
    select(table)
    .where(
        table.c.state == OPEN,
        table.c.token.is_(None),
        table.c.expires_at < bindparam("at", type_=Instant),
    )
    .order_by(table.c.id)
    .limit(bindparam("most"))
)


def insert_order(db: Connection, order: Order, request_key: str) -> Order:
    """Insert an order and return it with its number."""
    row = {
        "case_id": order.case_id,
        "token": order.token,
        "element": order.element,
        "office_id": order.office_id,
        "reference": order.reference,
        "request_key": request_key,
        "lines": [asdict(line) for line in order.lines],
        "amount": order.amount,
        "currency": order.currency,
        "collected_at_step": order.step,
        "provider": order.provider,
        "pay_url": order.pay_url,
        "state": order.state,
        "created_at": order.created_at,
        "created_by": order.created_by,
        "expires_at": order.expires_at,
        "closed_at": order.closed_at,
        "closed_by": order.closed_by,
        "method": order.method,
        "transaction_number": order.transaction,
        "reason": order.reason,
        "legal_basis": order.legal_basis,
    }
    order_id: int = db.execute(INSERT, row).scalar_one()
    return replace(order, order_id=order_id)


def get_order(db: Connection, order_id: int) -> Order | None:
    """Return an order by number."""
    return _one(db.execute(BY_ID, {"wanted": order_id}).first())


def find_by_reference(db: Connection, reference: str) -> Order | None:
    """Return the order that providers know by this reference."""
    return _one(db.execute(BY_REFERENCE, {"wanted": reference}).first())


def find_by_key(db: Connection, request_key: str) -> Order | None:
    """Return the order made under a key."""
    return _one(db.execute(BY_KEY, {"wanted": request_key}).first())


def list_orders(db: Connection, case_id: int) -> tuple[Order, ...]:
    """Return the orders of a case, the first first."""
    return tuple(order_from(row) for row in db.execute(OF_CASE, {"wanted": case_id}))


def is_awaited(db: Connection, order: Order) -> bool:
    """Tell whether the case still waits at the token of an order; True for one made by hand."""
    if order.token is None:
        return True
    given = {"wanted": order.case_id, "at_token": order.token}
    return db.execute(AWAITED, given).first() is not None


def close_order(
    db: Connection,
    order: Order,
    state: str,
    at: datetime,
    told: Mapping[str, Any] | None = None,
) -> bool:
    """Close an open order; False when it was closed already.

    told   `by`, `how` (online, cash), `number` (of the provider), `why`, `basis`
    """
    given = {"by": None, "how": None, "number": None, "why": None, "basis": None, **(told or {})}
    row = {"wanted": order.order_id, "new_state": state, "at": at, **given}
    row |= {"is_recalled": given["how"] != ONLINE, "since": at - CALL_TAKES}
    row["later"] = at + CALL_TAKES
    return db.execute(CLOSE, row).rowcount == 1


def wake_order(db: Connection, order: Order, now: datetime) -> None:
    """Let the job that waits for an order look again now."""
    if order.token is not None:
        db.execute(WAKE, {"wanted": order.case_id, "at_token": order.token, "at": now})


def list_gone(db: Connection, now: datetime, most: int) -> tuple[tuple[Order, str], ...]:
    """Return open orders that can no longer be paid, each with the state it is to have."""
    gone = [(order_from(row), ORDER_CANCELLED) for row in db.execute(GONE, {"most": most})]
    over = [(order_from(row), EXPIRED) for row in db.execute(OVER, {"at": now, "most": most})]
    return (*gone, *over)


def list_paid(
    db: Connection, offices: Iterable[int] | None, since: datetime, until: datetime
) -> tuple[Order, ...]:
    """Return what was paid in a span, to these offices or (None) to all."""
    wanted = select(table).where(
        table.c.state == PAID, table.c.closed_at >= since, table.c.closed_at < until
    )
    if offices is not None:
        wanted = wanted.where(table.c.office_id.in_(list(offices)))
    rows = db.execute(wanted.order_by(table.c.closed_at, table.c.id).limit(MOST_SHOWN))
    return tuple(order_from(row) for row in rows)


def list_open(db: Connection, offices: Sequence[int] | None, most: int) -> tuple[Order, ...]:
    """Return orders that wait for money, the first to expire first."""
    wanted = select(table).where(table.c.state == OPEN)
    if offices is not None:
        wanted = wanted.where(table.c.office_id.in_(list(offices)))
    rows = db.execute(wanted.order_by(table.c.expires_at, table.c.id).limit(most))
    return tuple(order_from(row) for row in rows)


def paid_through(
    db: Connection, provider: str, since: datetime, until: datetime
) -> tuple[Order, ...]:
    """Return what was paid through a provider in a span."""
    wanted = select(table).where(
        table.c.provider == provider,
        table.c.state == PAID,
        table.c.method == "online",
        table.c.closed_at >= since,
        table.c.closed_at < until,
    )
    return tuple(order_from(row) for row in db.execute(wanted.order_by(table.c.id)))


def order_from(row: AnyRow) -> Order:
    """Return the order in a row."""
    return Order(
        order_id=row.id,
        case_id=row.case_id,
        token=row.token,
        element=row.element,
        office_id=row.office_id,
        reference=row.reference,
        lines=tuple(line_from(one) for one in row.lines),
        amount=row.amount,
        currency=row.currency,
        step=row.collected_at_step,
        provider=row.provider,
        pay_url=row.pay_url,
        state=row.state,
        created_at=row.created_at,
        created_by=row.created_by,
        expires_at=row.expires_at,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        method=row.method,
        transaction=row.transaction_number,
        reason=row.reason,
        legal_basis=row.legal_basis,
    )


def line_from(kept: Mapping[str, Any]) -> FeeLine:
    """Return a line as it was kept."""
    return FeeLine(**{**kept, "name": Text(**kept["name"])})


def _one(row: AnyRow | None) -> Order | None:
    return None if row is None else order_from(row)
