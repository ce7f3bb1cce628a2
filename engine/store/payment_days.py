"""The payments of a day through one provider, compared with its statement."""

from collections.abc import Sequence
from datetime import date, timedelta, tzinfo

from sqlalchemy import Connection

from engine.payments.reconcile import Beside, bounds_of, compare_day
from engine.records.fees import Compared, StatementLine
from engine.store.fee_orders import paid_through
from engine.store.payment_calls import calls_of_day
from engine.store.payment_statements import find_statement

DAY = timedelta(days=1)


def compare(
    db: Connection, provider: str, day: date, zone: tzinfo
) -> tuple[bool, tuple[Compared, ...]]:
    """Return whether there is a statement of a local day, and its payments compared."""
    orders = paid_through(db, provider, *bounds_of(day, zone))
    lines = _lines(db, provider, day)
    calls = calls_of_day(db, provider, day.isoformat())
    around = (day - DAY, day + DAY)
    beside = Beside(
        orders=[
            order for one in around for order in paid_through(db, provider, *bounds_of(one, zone))
        ],
        lines=[line for one in around for line in _lines(db, provider, one) or ()],
    )
    return lines is not None, compare_day(orders, lines, calls, beside)


def _lines(db: Connection, provider: str, day: date) -> Sequence[StatementLine] | None:
    """Return what the statement of a day says; None without one."""
    known = find_statement(db, provider, day.isoformat())
    return known[1] if known else None
