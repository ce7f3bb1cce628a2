"""Telling providers of payments that an order counts no more: waived, replaced, paid in cash, over.

Only those that were told of the order, and that name an address for it (`cancel_url`). What is paid
all the same is reported as late, and given back.
"""

import logging
from datetime import timedelta
from threading import Event

import orjson

from engine.actions.order_payment import note
from engine.context import Context
from engine.errors import CallFailed, MotcuaError
from engine.jobs.http import PASSING
from engine.jobs.loop import keep_on
from engine.jobs.rounds import watched
from engine.outside.http import Request, refuse
from engine.payments.exchange import recall_body
from engine.payments.providers import Provider
from engine.records.commands import Note
from engine.records.fees import Order
from engine.records.jobs import MOST_ATTEMPTS
from engine.records.values import Json
from engine.store.cases import get_case, lock_case
from engine.store.jobs import back_off
from engine.store.order_recalls import claim_recalls, end_recall, put_off_recall

BATCH = 5
LEASE = timedelta(minutes=5)
EVERY_SECONDS = 5.0
LOG = logging.getLogger("motcua.worker")


def keep_recalls(context: Context, stop: Event) -> None:
    """Tell providers until `stop` is set; nothing where none can be told."""

    def turn() -> float:
        return 0.0 if recall_orders(context) else EVERY_SECONDS

    if _told(context):
        keep_on(turn, stop, stop.wait, watched(context, "recalls"))


def recall_orders(context: Context) -> int:
    """Tell providers of orders that count no more; return how many were tried."""
    providers = _told(context)
    if not providers:
        return 0
    now = context.clock.now()
    with context.database.begin() as db:
        taken = claim_recalls(db, providers, now, now + LEASE, BATCH)
    for order, attempt in taken:
        try:
            _carry(context, providers[order.provider or ""], order, attempt)
        except MotcuaError:
            LOG.exception("recalling the order %s failed; it is tried again", order.reference)
            with context.database.begin() as db:
                put_off_recall(db, order, context.clock.now() + back_off(attempt))
    return len(taken)


def _told(context: Context) -> dict[str, Provider]:
    """Return the providers that can be told."""
    return {key: one for key, one in context.payments.items() if one.cancel_url is not None}


def _carry(context: Context, provider: Provider, order: Order, attempt: int) -> None:
    try:
        _tell(context, provider, order)
    except CallFailed as error:
        if error.again and attempt < MOST_ATTEMPTS:
            with context.database.begin() as db:
                put_off_recall(db, order, context.clock.now() + back_off(attempt))
        else:
            _end(context, provider, order, error)
        return
    _end(context, provider, order, None)


def _tell(context: Context, provider: Provider, order: Order) -> None:
    """Tell a provider that nothing is to be paid on an order any more; raise CallFailed."""
    with context.database.read() as db:
        code = get_case(db, order.case_id).code
    request = Request(
        method="POST",
        url=provider.cancel_url or "",
        headers={
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Idempotency-Key": f"{order.reference}-cancelled",
        },
        body=orjson.dumps(recall_body(provider, order, code)),
        secret=provider.order_secret,
    )
    status = context.outside.call(request).status
    if not 200 <= status < 300:
        raise refuse(
            f"the provider answered {status}",
            f"đơn vị thanh toán trả lời {status}",
            again=status >= 500 or status in PASSING,
        )


def _end(context: Context, provider: Provider, order: Order, error: CallFailed | None) -> None:
    """Write into the log that a provider was told, or why it could not be."""
    values: dict[str, Json] = {"order": order.reference, "provider": provider.name.vi}
    if error is not None:
        values |= {"why": error.text("vi"), "why_en": error.text("en")}
    event = Note(event="order-not-recalled" if error else "order-recalled", values=values)
    with context.database.begin() as db:
        lock_case(db, order.case_id)
        end_recall(db, order, None if error else context.clock.now())
        note(context, db, order.case_id, event)
