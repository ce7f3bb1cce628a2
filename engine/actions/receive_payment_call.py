"""A call-back of a provider of payments: believed only where everything about it is right.

What is forged, too old, doubled, late or of a wrong amount changes nothing; it is kept for those
who look after the money. docs/adr/0026-payments.md says why in this order.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from engine.actions.order_payment import note
from engine.actions.settle_fee import Payment, settle_paid
from engine.context import Context
from engine.errors import NotFound, Words
from engine.payments.calling import Heard, hear
from engine.payments.providers import Provider
from engine.payments.wording import VERDICTS, sum_text
from engine.records.commands import Note
from engine.records.fees import (
    ACCEPTED,
    DECLINED,
    DOUBLED,
    FORGED,
    LATE,
    ONLINE,
    OPEN,
    PAID,
    PAID_TWICE,
    REPLAYED,
    UNKNOWN_ORDER,
    UNREADABLE,
    WRONG_AMOUNT,
    WRONG_CURRENCY,
    Incoming,
    Order,
)
from engine.records.outcomes import RUNNING, SUSPENDED
from engine.store import fee_orders, payment_calls
from engine.store.cases import lock_case
from engine.store.database import Db

# A case's own log tells only what its provider has signed, and each of these once.
TOLD_TO_CASE = (WRONG_AMOUNT, WRONG_CURRENCY, LATE, PAID_TWICE)
UNDERSTOOD = (ACCEPTED, DECLINED, DOUBLED)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a provider is told: the verdict, and whether it need not send this again."""

    verdict: str

    @property
    def understood(self) -> bool:
        """Tell whether there is nothing wrong with the call-back."""
        return self.verdict in UNDERSTOOD


def receive_payment_call(context: Context, key: str, incoming: Incoming) -> Answer:
    """Take a call-back; return what came of it.

    Raises  NotFound for a provider that is not known
    """
    provider = context.payments.get(key)
    if provider is None:
        what = Words(en="provider of payments", vi="đơn vị thanh toán")
        raise NotFound(what=what, key=key[:40])
    now = context.clock.now()
    heard = hear(provider, incoming, now)
    with context.database.begin() as db:
        order = _order_of(db, provider, heard)
        verdict = heard.fault or _judge(context, db, provider, heard, order)
        if verdict == ACCEPTED and order is not None:
            payment = Payment(method=ONLINE, transaction=heard.transaction)
            settle_paid(context, db, order, payment)
        row = _row(context, provider, incoming, heard, now)
        is_new = _keep(db, {**row, "verdict": verdict}, order)
        if is_new and order is not None and verdict in TOLD_TO_CASE:
            _tell_case(context, db, order, heard, verdict)
    return Answer(verdict=verdict)


def _order_of(db: Db, provider: Provider, heard: Heard) -> Order | None:
    """Return the order that a call-back names; its case is locked for one that is signed."""
    if not heard.reference:
        return None
    found = fee_orders.find_by_reference(db, heard.reference)
    if found is None or found.provider != provider.key:
        return None
    if heard.fault == FORGED:
        # Whoever sends it must not be able to hold up the case.
        return found
    lock_case(db, found.case_id)
    return fee_orders.get_order(db, found.order_id)


def _judge(context: Context, db: Db, provider: Provider, heard: Heard, order: Order | None) -> str:
    """Return what a signed, fresh and readable call-back comes to."""
    now = context.clock.now()
    if not payment_calls.keep_nonce(db, provider.key, heard.nonce, now):
        before = payment_calls.verdict_before(db, provider.key, heard.digest)
        return DOUBLED if before in UNDERSTOOD else before or REPLAYED
    if order is None:
        return UNKNOWN_ORDER
    if heard.state == DECLINED:
        return DECLINED  # no money moved, whatever sum it names
    if heard.currency != order.currency:
        return WRONG_CURRENCY
    if heard.amount != order.amount:
        return WRONG_AMOUNT
    if not heard.state:
        return UNREADABLE
    return _judge_paid(db, heard, order, now)


def _judge_paid(db: Db, heard: Heard, order: Order, now: datetime) -> str:
    """Return what news of a payment of the right amount comes to."""
    if order.state == PAID:
        return DOUBLED if _is_same(order, heard) else PAID_TWICE
    if order.state != OPEN or order.expires_at <= max(now, heard.paid_at or now):
        return LATE
    case = lock_case(db, order.case_id)
    runs = case.standing.status in (RUNNING, SUSPENDED)
    return ACCEPTED if runs and fee_orders.is_awaited(db, order) else LATE


def _is_same(order: Order, heard: Heard) -> bool:
    """Tell whether it is the very payment that settled the order."""
    return order.state == PAID and order.transaction == heard.transaction


def _row(
    context: Context, provider: Provider, incoming: Incoming, heard: Heard, now: datetime
) -> dict[str, Any]:
    local = now.astimezone(context.calendars.current.tz)
    return {
        "provider": provider.key,
        "at": now,
        "day": local.date().isoformat(),
        "address": incoming.address[:100],
        "digest": heard.digest,
        "reference": heard.reference or None,
        "amount": heard.amount if heard.transaction else None,
        "currency": heard.currency if heard.transaction else None,
        "transaction_number": heard.transaction or None,
    }


def _keep(db: Db, row: dict[str, Any], order: Order | None) -> bool:
    """Keep a call-back; tell whether it is the first of its kind."""
    whole = {
        **row,
        "order_id": order.order_id if order else None,
        "case_id": order.case_id if order else None,
        "office_id": order.office_id if order else None,
    }
    if payment_calls.count_alike(db, whole, by_stranger=row["verdict"] == FORGED):
        return False
    payment_calls.insert_call(db, whole)
    return True


def _tell_case(context: Context, db: Db, order: Order, heard: Heard, verdict: str) -> None:
    why = VERDICTS[verdict]
    event = Note(
        event="payment-reported",
        values={
            "order": order.reference,
            "verdict": verdict,
            "why": why.vi,
            "why_en": why.en,
            "amount": heard.amount,
            "sum": sum_text(heard.amount),
            "transaction": heard.transaction,
        },
    )
    note(context, db, order.case_id, event)
