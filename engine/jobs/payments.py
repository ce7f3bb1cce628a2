"""The connector payment-order: asks for fees, makes them known to a provider, and waits.

While a provider is told of an order nothing is locked: the order may be waived, replaced or paid in
cash meanwhile. Then it keeps no address to pay at, its provider is told that it counts no more, and
the one that took its place is made known in the next round.
"""

from urllib.parse import quote

import orjson

from engine.actions.order_payment import await_payment, order_payment
from engine.context import Context
from engine.jobs.http import PASSING, read_body
from engine.outside.http import Reply, Request, refuse
from engine.payments.exchange import order_body
from engine.payments.providers import Provider
from engine.records.fees import OPEN, Order
from engine.records.jobs import Job
from engine.records.values import Json
from engine.store.cases import get_case, lock_case
from engine.store.order_recalls import keep_pay_url, note_announcing

LONGEST_URL = 2_000


def ask_payment(context: Context, job: Job) -> Json:
    """Return how the fees were settled, once they are; until then the job rests.

    Inputs  lines, or amount, name and legal_basis; at, expires, provider
    Raises  FeesUnreadable, TermRefused; CallFailed where the provider did not take the order
    """
    order = order_payment(context, job)
    provider = context.payments.get(order.provider or "")
    if order.state == OPEN and order.pay_url is None and provider is not None:
        _announce(context, provider, order)
    return dict(await_payment(context, job, order))


def _announce(context: Context, provider: Provider, order: Order) -> None:
    """Make an order known to its provider, and keep where the applicant pays.

    Nothing where it was closed since it was read.
    """
    if provider.order_url is not None:
        with context.database.begin() as db:
            if not note_announcing(db, order, context.clock.now()):
                return
    address = _told_address(context, provider, order)
    with context.database.begin() as db:
        lock_case(db, order.case_id)
        keep_pay_url(db, order, address, context.clock.now())


def _told_address(context: Context, provider: Provider, order: Order) -> str | None:
    """Tell a provider of an order; return where the applicant pays."""
    if provider.order_url is not None:
        with context.database.read() as db:
            code = get_case(db, order.case_id).code
        request = Request(
            method="POST",
            url=provider.order_url,
            headers={
                "Content-Type": "application/json",
                "Accept": "application/json",
                # The same in every attempt, so that the other side makes it once.
                "Idempotency-Key": order.reference,
            },
            body=orjson.dumps(order_body(provider, order, code)),
            secret=provider.order_secret,
        )
        told = _address_in(context.outside.call(request))
        if told is not None:
            return told
    if provider.pay_url is None:
        return None
    return provider.pay_url.replace("{reference}", quote(order.reference)).replace(
        "{amount}", str(order.amount * provider.amount_factor)
    )


def _address_in(reply: Reply) -> str | None:
    """Return the address for the applicant that a provider answered; raise CallFailed."""
    if not 200 <= reply.status < 300:
        again = reply.status >= 500 or reply.status in PASSING
        raise refuse(
            f"the provider answered {reply.status}",
            f"đơn vị thanh toán trả lời {reply.status}",
            again=again,
            error_code=f"http-{reply.status}",
        )
    body = read_body(reply)
    address = body.get("pay_url") if isinstance(body, dict) else None
    if address is None:
        return None
    if not isinstance(address, str) or not _is_web_address(address):
        raise refuse("pay_url is no https address", "pay_url không phải địa chỉ https")
    return address


def _is_web_address(address: str) -> bool:
    """Tell whether an applicant may be led there: https, and nothing that hides in it."""
    plain = address.isascii() and address.isprintable() and " " not in address
    return plain and address.startswith("https://") and len(address) <= LONGEST_URL
