"""The payments of a day through one provider, compared with its statement."""

from datetime import date, tzinfo

from sqlalchemy import Connection

from engine.payments.reconcile import bounds_of, compare_day
from engine.records.fees import Compared
from engine.store.fee_orders import paid_through
from engine.store.payment_calls import calls_of_day
from engine.store.payment_statements import find_statement


def compare(
    db: Connection, provider: str, day: date, zone: tzinfo
) -> tuple[bool, tuple[Compared, ...]]:
    """Return whether there is a statement of a local day, and its payments compared."""
    orders = paid_through(db, provider, *bounds_of(day, zone))
    known = find_statement(db, provider, day.isoformat())
    calls = calls_of_day(db, provider, day.isoformat())
    return known is not None, compare_day(orders, known[1] if known else None, calls)
