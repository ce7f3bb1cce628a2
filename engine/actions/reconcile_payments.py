"""Comparing the payments of each day with what their provider says of it."""

from collections import Counter
from datetime import date, timedelta
from hashlib import sha256

from engine.access import require_post
from engine.actions.order_payment import close_unpaid
from engine.context import Context
from engine.errors import InputRefused, NotFound, Words
from engine.payments.providers import Provider
from engine.payments.statements import read_statement
from engine.records.fees import (
    DIFFERING,
    MATCHED,
    MISSING_HERE,
    MISSING_THERE,
    OPEN,
    PaymentDay,
    Statement,
)
from engine.records.people import Person
from engine.store import fee_orders, payment_calls, payment_days, payment_statements
from engine.store.cases import lock_case
from engine.store.database import Db

DAYS_BACK = 7
AT_ONCE = 100
LONGEST_NAME = 200
NONCES_KEPT = timedelta(days=2)
WHAT = Words(en="provider of payments", vi="đơn vị thanh toán")


def take_statement(
    context: Context, person: Person, place: tuple[str, date], file: tuple[str, bytes]
) -> PaymentDay:
    """Keep a provider's statement of a day and compare it; return what was found.

    place   key of the provider, and the day
    file    name and content
    Raises  AccessDenied, NotFound; StatementUnreadable; InputRefused for a day that is not over
    """
    require_post(person, "administrator")
    key, day = place
    provider = require_provider(context, key)
    now = context.clock.now()
    if day >= now.astimezone(context.calendars.current.tz).date():
        told = Words(en="the day is not over yet.", vi="ngày này chưa kết thúc.")
        raise InputRefused(reason=told)
    name, content = file
    lines = read_statement(content, provider)
    with context.database.begin() as db:
        statement = Statement(
            provider=key,
            day=day.isoformat(),
            name=name[:LONGEST_NAME],
            digest=sha256(content).hexdigest(),
            uploaded_at=now,
            uploaded_by=person.person_id,
        )
        payment_statements.keep_statement(db, statement, lines)
        return check_day(context, db, key, day)


def require_provider(context: Context, key: str) -> Provider:
    """Return a provider; raise NotFound."""
    provider = context.payments.get(key)
    if provider is None:
        raise NotFound(what=WHAT, key=key[:40])
    return provider


def check_day(context: Context, db: Db, key: str, day: date) -> PaymentDay:
    """Compare a day with its statement, keep what was found in numbers, and return it."""
    has_statement, rows = payment_days.compare(db, key, day, context.calendars.current.tz)
    counts = Counter(one.outcome for one in rows)
    found = PaymentDay(
        provider=key,
        day=day.isoformat(),
        matched=counts[MATCHED],
        missing_here=counts[MISSING_HERE],
        missing_there=counts[MISSING_THERE],
        differing=counts[DIFFERING],
        has_statement=has_statement,
        checked_at=context.clock.now(),
    )
    payment_statements.keep_payment_day(db, found)
    return found


def tend_payments(context: Context) -> int:
    """Do what is due about money: close orders nobody waits for, compare days; return how much.

    Called by the worker now and then; twice is as once.
    """
    return _close_gone(context) + _check_days(context) + _forget(context)


def _close_gone(context: Context) -> int:
    now = context.clock.now()
    with context.database.read() as db:
        gone = fee_orders.list_gone(db, now, AT_ONCE)
    for order, state in gone:
        with context.database.begin() as db:
            lock_case(db, order.case_id)
            again = fee_orders.get_order(db, order.order_id)
            waits = order.token is not None and fee_orders.is_awaited(db, order)
            if again is not None and again.state == OPEN and not waits:
                close_unpaid(context, db, again, state)
    return len(gone)


def _check_days(context: Context) -> int:
    """Compare the days that are over and were not compared yet; a statement may come later."""
    today = context.clock.now().astimezone(context.calendars.current.tz).date()
    days = [today - timedelta(days=back) for back in range(1, DAYS_BACK + 1)]
    with context.database.read() as db:
        known = payment_statements.list_payment_days(db, days[-1].isoformat())
    due = [
        (key, day)
        for key in context.payments
        for day in days
        if (key, day.isoformat()) not in known
    ]
    for key, day in due:
        with context.database.begin() as db:
            check_day(context, db, key, day)
    return len(due)


def _forget(context: Context) -> int:
    with context.database.begin() as db:
        return payment_calls.drop_nonces(db, context.clock.now() - NONCES_KEPT)
