"""The bank of the sample: pays an order, or calls back in every way that a real one must not."""

from datetime import timedelta
from secrets import token_hex

from engine.actions.receive_payment_call import receive_payment_call
from engine.context import Context
from engine.errors import NotFound, Words
from engine.payments.simulator import SIMULATOR, signed_call
from engine.records.fees import Order
from engine.records.values import Json
from engine.store.fee_orders import find_by_reference

PAY, DECLINE, TWICE, WRONG = "pay", "decline", "pay-twice", "wrong-amount"
FORGE, LATE, REPEAT = "forge", "late", "repeat"
ACTS = (PAY, DECLINE, TWICE, REPEAT, WRONG, FORGE, LATE)


def simulate_payment(context: Context, reference: str, act: str) -> tuple[str, ...]:
    """Call back about an order as the bank does; return what each call-back was answered.

    Raises  NotFound for an order that is not paid through the simulator, or outside the sample
    """
    order = find_simulated(context, reference)
    told = _told(order)
    if act == TWICE:
        return _call(context, told), _call(context, {**told, "transaction": _number()})
    if act == REPEAT:
        return _call(context, told), _call(context, told)
    if act == FORGE:
        return (_call(context, told, secret=token_hex(32)),)
    changes: dict[str, dict[str, Json]] = {
        DECLINE: {"state": "declined"},
        WRONG: {"amount": order.amount - 1_000},
        LATE: {"paid_at": (order.expires_at + timedelta(seconds=1)).isoformat()},
    }
    return (_call(context, {**told, **changes.get(act, {})}),)


def find_simulated(context: Context, reference: str) -> Order:
    """Return the order that the simulated bank shows; raise NotFound."""
    with context.database.read() as db:
        order = find_by_reference(db, reference) if len(reference) < 40 else None
    known = context.sample_mode and SIMULATOR in context.payments
    if order is None or not known or order.provider != SIMULATOR:
        raise NotFound(what=Words(en="payment order", vi="yêu cầu nộp"), key=reference[:40])
    return order


def _told(order: Order) -> dict[str, Json]:
    return {
        "reference": order.reference,
        "amount": order.amount,
        "currency": order.currency,
        "state": "paid",
        "transaction": _number(),
    }


def _number() -> str:
    return f"NHM{token_hex(5).upper()}"


def _call(context: Context, body: dict[str, Json], secret: str | None = None) -> str:
    now = context.clock.now()
    incoming = signed_call(context.payments[SIMULATOR], body, now, secret=secret)
    return receive_payment_call(context, SIMULATOR, incoming).verdict
