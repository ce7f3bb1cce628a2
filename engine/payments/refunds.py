"""How much of a payment goes back, by the card of the procedure and by what became of the case."""

from collections.abc import Sequence

from engine.errors import Words
from engine.records.cards import RefundRule
from engine.records.fees import PAID, REJECTED, Call, Order, Refund
from engine.records.outcomes import Standing
from engine.refusals import RefundRefused

NOT_ACCEPTED_STATUS = 3


def occasion_of(standing: Standing) -> str | None:
    """Return on what occasion the fee of a case as it stands may go back; None for none."""
    if standing.ending == "withdrawn":
        return "withdrawn"
    if standing.ending == "refused":
        is_first = standing.portal_status == NOT_ACCEPTED_STATUS
        return "not-accepted" if is_first else "refused"
    return None


def refundable(order: Order, standing: Standing, rules: Sequence[RefundRule]) -> RefundRule:
    """Return the rule by which a paid order goes back.

    Raises  RefundRefused where the order was not paid, or no rule of the card gives it back
    """
    if order.state != PAID:
        raise RefundRefused(reason=_words("nothing was paid on it.", "khoản này chưa được nộp."))
    occasion = occasion_of(standing)
    for rule in rules:
        if rule.when == occasion and rule.share > 0:
            return rule
    raise RefundRefused(
        reason=_words(
            "by the card of the procedure this fee is not given back.",
            "theo quy định của thủ tục, khoản này không hoàn trả.",
        )
    )


def share_of(order: Order, rule: RefundRule) -> int:
    """Return what goes back of an order, in whole đồng, halves to the applicant."""
    return (order.amount * rule.share + 50) // 100


def held_of(call: Call) -> int:
    """Return the money that a call-back told of although none was owed; raise RefundRefused."""
    if not call.amount:
        raise RefundRefused(
            reason=_words("the notice names no amount.", "thông báo không ghi số tiền.")
        )
    return call.amount


def refund_of(call: Call, calls: Sequence[Call], refunds: Sequence[Refund]) -> Refund | None:
    """Return the refund that was asked for the money of a call-back; None without one.

    calls   of the case: two that name the same transaction tell of the same money
    """
    alike = {call.call_id}
    if call.transaction:
        same = (call.provider, call.transaction)
        alike |= {one.call_id for one in calls if (one.provider, one.transaction) == same}
    counts = (one for one in refunds if one.state != REJECTED)
    return next((one for one in counts if one.call_id in alike), None)


def _words(en: str, vi: str) -> Words:
    return Words(en=en, vi=vi)
