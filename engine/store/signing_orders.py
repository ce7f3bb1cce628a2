"""Orders to sign many letters in one go, and what became of each."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update

from engine.errors import NotFound, Words
from engine.records.signing import WAITING, Ordered, SigningOrder
from engine.store.signature_tables import signing_order, signing_order_letter
from engine.store.types import AnyRow

WORDS = Words(en="signing order", vi="lệnh ký")
ORDER = select(signing_order).where(signing_order.c.id == bindparam("wanted"))
LETTERS = (
    select(signing_order_letter)
    .where(signing_order_letter.c.order_id == bindparam("wanted"))
    .order_by(signing_order_letter.c.letter_id)
)
UNFINISHED = (
    select(signing_order_letter.c.order_id)
    .where(signing_order_letter.c.state == WAITING)
    .group_by(signing_order_letter.c.order_id)
    .order_by(signing_order_letter.c.order_id)
)
OLDEST = (
    select(func.min(signing_order.c.ordered_at))
    .join(signing_order_letter, signing_order_letter.c.order_id == signing_order.c.id)
    .where(signing_order_letter.c.state == WAITING)
)


def insert_order(
    db: Connection, person_id: int, letters: Sequence[tuple[int, int]], now: datetime
) -> SigningOrder:
    """Keep an order over letters, each with the step to be signed, and return it."""
    given = insert(signing_order).values(person_id=person_id, ordered_at=now)
    order_id: int = db.execute(given.returning(signing_order.c.id)).scalar_one()
    rows = [
        {"order_id": order_id, "letter_id": letter_id, "step": step, "state": WAITING}
        for letter_id, step in letters
    ]
    if rows:
        db.execute(insert(signing_order_letter), rows)
    return get_order(db, order_id)


def get_order(db: Connection, order_id: int) -> SigningOrder:
    """Return an order with its letters; raise NotFound."""
    row = db.execute(ORDER, {"wanted": order_id}).first()
    if row is None:
        raise NotFound(what=WORDS, key=order_id)
    letters = db.execute(LETTERS, {"wanted": order_id})
    return SigningOrder(
        order_id=row.id,
        person_id=row.person_id,
        ordered_at=row.ordered_at,
        letters=tuple(_ordered(one) for one in letters),
    )


def settle_ordered(db: Connection, order_id: int, settled: Ordered, now: datetime) -> None:
    """Write what became of one letter of an order."""
    words = settled.reason
    db.execute(
        update(signing_order_letter)
        .where(
            signing_order_letter.c.order_id == order_id,
            signing_order_letter.c.letter_id == settled.letter_id,
            signing_order_letter.c.state == WAITING,
        )
        .values(
            state=settled.state,
            reason=None if words is None else {"vi": words.vi, "en": words.en},
            done_at=now,
        )
    )


def unfinished_orders(db: Connection) -> tuple[int, ...]:
    """Return the orders with letters that still wait, the oldest first."""
    return tuple(row.order_id for row in db.execute(UNFINISHED))


def oldest_unfinished(db: Connection) -> datetime | None:
    """Return when the oldest order was given that has letters which still wait."""
    return db.execute(OLDEST).scalar()


def _ordered(row: AnyRow) -> Ordered:
    return Ordered(
        letter_id=row.letter_id,
        step=row.step,
        state=row.state,
        reason=None if row.reason is None else Words(**row.reason),
    )
