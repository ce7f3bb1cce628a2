"""Our payments of a day beside a provider's: what agrees, what one side lacks, what differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from engine.records.fees import (
    DIFFERING,
    MATCHED,
    MISSING_HERE,
    MISSING_THERE,
    UNCHECKED,
    Call,
    Compared,
    Order,
    StatementLine,
)


@dataclass(frozen=True, kw_only=True)
class Beside:
    """The days before and after: what is paid at midnight is told of on the next day."""

    orders: Sequence[Order] = ()
    lines: Sequence[StatementLine] = ()


NOTHING = Beside()


def bounds_of(day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the instants, UTC, at which a local day begins and ends."""
    starts = datetime.combine(day, time(), zone)
    ends = datetime.combine(day + timedelta(days=1), time(), zone)
    return starts.astimezone(UTC), ends.astimezone(UTC)


def compare_day(
    orders: Sequence[Order],
    lines: Sequence[StatementLine] | None,
    calls: Sequence[Call],
    beside: Beside = NOTHING,
) -> tuple[Compared, ...]:
    """Return each payment of a day with what comparing it found.

    orders   paid that day through the provider
    lines    of its statement; None as long as there is none
    calls    its call-backs of that day, which tell why we do not know a payment
    beside   an order may have its line on the day before or after, which is of the order's day then
    """
    if lines is None:
        return tuple(_of_order(order, None, UNCHECKED) for order in orders)
    return tuple(_compared(orders, lines, calls, beside))


def _compared(
    orders: Sequence[Order],
    lines: Sequence[StatementLine],
    calls: Sequence[Call],
    beside: Beside,
) -> Iterator[Compared]:
    elsewhere = {(one.reference, one.transaction) for one in beside.orders}
    left = [one for one in lines if (one.reference, one.transaction) not in elsewhere]
    near = {(one.reference, one.transaction): one for one in beside.lines}
    for order in orders:
        line = _best(order, left)
        if line is not None:
            left.remove(line)
        else:
            line = near.get((order.reference, order.transaction or ""))
        if line is None:
            yield _of_order(order, None, MISSING_THERE)
            continue
        same = (line.transaction, line.amount, line.currency)
        agrees = same == (order.transaction, order.amount, order.currency)
        yield _of_order(order, line, MATCHED if agrees else DIFFERING)
    verdicts = {(one.reference, one.transaction): one.verdict for one in calls}
    for line in left:
        yield Compared(
            outcome=MISSING_HERE,
            reference=line.reference,
            transaction=line.transaction,
            theirs=line.amount,
            verdict=verdicts.get((line.reference, line.transaction)),
        )


def _best(order: Order, lines: Sequence[StatementLine]) -> StatementLine | None:
    """Return the line of an order: that of its transaction before others of its reference."""
    found = [one for one in lines if one.reference == order.reference]
    exact = [one for one in found if one.transaction == order.transaction]
    return next(iter((*exact, *found)), None)


def _of_order(order: Order, line: StatementLine | None, outcome: str) -> Compared:
    return Compared(
        outcome=outcome,
        reference=order.reference,
        transaction=order.transaction or "",
        ours=order.amount,
        theirs=line.amount if line else None,
        order_id=order.order_id,
        case_id=order.case_id,
        office_id=order.office_id,
    )
