"""A table [[refunds]] of a card → RefundRule. docs/reference/payments.md describes it."""

from collections.abc import Callable, Mapping
from typing import Any

from engine.errors import Words
from engine.procedures import rules
from engine.records.cards import RefundRule
from engine.records.fees import BY_RULE

_WHEN = Words(vi=f"một trong: {', '.join(BY_RULE)}", en=f"one of: {', '.join(BY_RULE)}")
_PERCENT = Words(vi="một số nguyên từ 1 đến 100", en="a whole number from 1 to 100")
_LINE = Words(vi="một dòng chữ", en="a line of text")


def read_refund(add: Callable[..., None], table: Mapping[str, Any], name: str) -> RefundRule:
    """Return when a fee goes back.

    add   takes a rule, the name of a key and values for the sentence
    """
    if table.get("when") not in BY_RULE:
        add(rules.CARD_VALUE, f"{name}.when", wanted=_WHEN)
    share = table.get("share")
    if type(share) is not int or not 0 < share <= 100:
        add(rules.CARD_VALUE, f"{name}.share", wanted=_PERCENT)
        share = 0
    basis = table.get("legal_basis")
    if basis is not None and not isinstance(basis, str):
        add(rules.CARD_VALUE, f"{name}.legal_basis", wanted=_LINE)
        basis = None
    return RefundRule(when=str(table.get("when")), share=share, legal_basis=basis or None)
