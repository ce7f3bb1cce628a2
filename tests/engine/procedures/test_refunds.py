"""When a fee goes back stands on the card; what cannot be read there is named."""

from pathlib import Path

import pytest

from engine.procedures.card import read_card
from engine.records.cards import RefundRule

CARD = Path("tests/folders/nop-phi/procedure.toml").read_text(encoding="utf-8")
RULE = '\n[[refunds]]\nwhen = "not-accepted"\nshare = 100\nlegal_basis = "NQ 01, Điều 5"\n'


def test_a_card_says_when_a_fee_goes_back() -> None:
    card, findings = read_card((CARD + RULE).encode())
    assert card is not None
    assert [one for one in findings if "refunds" in str(one)] == []
    rule = RefundRule(when="not-accepted", share=100, legal_basis="NQ 01, Điều 5")
    assert card.refunds == (rule,)


def test_without_a_rule_nothing_goes_back() -> None:
    card, _findings = read_card(CARD.encode())
    assert card is not None
    assert card.refunds == ()


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("not-accepted", "sometimes", "refunds[1].when"),
        ("share = 100", "share = 0", "refunds[1].share"),
        ("share = 100", "share = 101", "refunds[1].share"),
        ("share = 100\n", "", "refunds[1].share"),
        ('"NQ 01, Điều 5"', "5", "refunds[1].legal_basis"),
    ],
)
def test_what_cannot_be_read_is_named(old: str, new: str, place: str) -> None:
    assert old in RULE
    card, findings = read_card((CARD + RULE.replace(old, new)).encode())
    assert card is None
    assert place in [one.element for one in findings]
