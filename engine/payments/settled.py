"""What was paid or waived at a step before: not asked for again when the case comes back to it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from engine.records.fees import PAID, REJECTED, REPLACED, WAIVED, FeeLine, Order, Refund


def less_settled(
    lines: Sequence[FeeLine], before: Sequence[Order], refunds: Sequence[Refund]
) -> tuple[tuple[FeeLine, ...], int]:
    """Return lines without what was settled before, and what was paid beyond them.

    before    the orders of the same step, the first first
    refunds   of the case; what was asked back no longer counts as paid
    """
    waived = _waived(before)
    purse = sum(one.amount for one in before if one.state == PAID)
    purse -= sum(given_back(one, refunds) for one in before)
    left: list[FeeLine] = []
    for line in lines:
        free = min(line.due, waived[line.code])
        waived[line.code] -= free
        paid = min(line.due - free, purse)
        purse -= paid
        left.append(replace(line, settled=free + paid))
    return tuple(left), purse


def excess_of(order: Order, orders: Sequence[Order], refunds: Sequence[Refund]) -> int:
    """Return what of a paid order is more than the last order of its step asks for in all.

    orders   of the case, the first first
    """
    if order.state != PAID or order.element is None:
        return 0
    *before, last = (one for one in orders if one.element == order.element)
    whole = [replace(line, settled=0) for line in last.lines]
    too_much = less_settled(whole, before, refunds)[1]
    return min(too_much, order.amount - given_back(order, refunds))


def given_back(order: Order, refunds: Sequence[Refund]) -> int:
    """Return what of a payment goes back, or went: money that was never owed does not count."""
    return sum(
        one.amount
        for one in refunds
        if one.order_id == order.order_id and one.call_id is None and one.state != REJECTED
    )


def _waived(before: Sequence[Order]) -> Counter[str]:
    """Return what was waived, by the code of the line: all of an order, or some of its lines."""
    found: Counter[str] = Counter()
    for order in before:
        if order.state == WAIVED:
            found.update({line.code: line.due for line in order.lines})
    for order, following in pairwise(before):
        if order.state == REPLACED:
            now = {line.code: line.due for line in following.lines}
            found.update({line.code: line.due - now.get(line.code, 0) for line in order.lines})
    return found
