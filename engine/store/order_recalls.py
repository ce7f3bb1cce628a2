"""What providers are told of orders: that they are to be paid, and that they count no more.

Apart from the orders themselves, for it happens outside and is tried again where it fails.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from engine.records.fees import OPEN, Order
from engine.store.fee_orders import order_from
from engine.store.money_tables import payment_order as table
from engine.store.types import Instant

ANNOUNCE = (
    update(table)
    .where(table.c.id == bindparam("wanted"), table.c.state == OPEN)
    .values(announced_at=bindparam("at", type_=Instant))
)
# It was closed before its provider had answered: what was told meanwhile may have come too soon.
KEEP_ADDRESS = (
    update(table)
    .where(table.c.id == bindparam("wanted"), table.c.state == OPEN)
    .values(pay_url=bindparam("address"))
)
RECALL = (
    update(table)
    .where(
        table.c.id == bindparam("wanted"),
        table.c.state != OPEN,
        table.c.method.is_distinct_from("online"),
    )
    .values(recall_at=bindparam("at", type_=Instant), recalled_at=None, recall_tries=0)
)
DUE = (
    select(table)
    .where(
        table.c.recall_at <= bindparam("at", type_=Instant),
        table.c.provider.in_(bindparam("providers", expanding=True)),
    )
    .order_by(table.c.recall_at, table.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
CLAIM = (
    update(table)
    .where(table.c.id == bindparam("wanted"))
    .values(recall_at=bindparam("until", type_=Instant), recall_tries=table.c.recall_tries + 1)
)
END = (
    update(table)
    .where(table.c.id == bindparam("wanted"))
    .values(recall_at=None, recalled_at=bindparam("at", type_=Instant))
)
PUT_OFF = (
    update(table)
    .where(table.c.id == bindparam("wanted"))
    .values(recall_at=bindparam("until", type_=Instant))
)


def note_announcing(db: Connection, order: Order, now: datetime) -> bool:
    """Remember that a provider is told of an order, before it is: it may hear of it at once.

    False for one that was closed meanwhile: nobody is to be told of it.
    """
    return db.execute(ANNOUNCE, {"wanted": order.order_id, "at": now}).rowcount == 1


def keep_pay_url(db: Connection, order: Order, address: str | None, now: datetime) -> None:
    """Keep where the applicant pays an order; one that was closed meanwhile is to be recalled."""
    if address is not None:
        db.execute(KEEP_ADDRESS, {"wanted": order.order_id, "address": address})
    db.execute(RECALL, {"wanted": order.order_id, "at": now})


def claim_recalls(
    db: Connection, providers: Collection[str], now: datetime, until: datetime, most: int
) -> tuple[tuple[Order, int], ...]:
    """Take orders that their providers are to be told of, each with the number of this attempt.

    until   when they are taken again by whoever comes, if nothing is heard of them
    """
    given = {"at": now, "providers": sorted(providers), "most": most}
    rows = db.execute(DUE, given).all()
    for row in rows:
        db.execute(CLAIM, {"wanted": row.id, "until": until})
    return tuple((order_from(row), row.recall_tries + 1) for row in rows)


def end_recall(db: Connection, order: Order, recalled_at: datetime | None) -> None:
    """Write that a provider was told, or (None) that it cannot be."""
    db.execute(END, {"wanted": order.order_id, "at": recalled_at})


def put_off_recall(db: Connection, order: Order, until: datetime) -> None:
    """Let a provider be told later."""
    db.execute(PUT_OFF, {"wanted": order.order_id, "until": until})
