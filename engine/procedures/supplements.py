"""How often a procedure may ask the applicant to complete a dossier."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from engine.calendars.supplementing import SupplementRule
from engine.errors import Words
from engine.procedures import rules
from engine.records.cards import Card, SupplementException

_COUNT = Words(vi="một số nguyên từ 0", en="a whole number from 0")
_PLAIN = Words(vi="một dòng chữ", en="a line of text")


def supplement_rule(card: Card | None, general: SupplementRule) -> SupplementRule:
    """Return what holds for a procedure: its own exception, where the law makes one.

    general   the rule in force for all procedures on the day of receipt
    """
    if card is None or not card.supplements:
        return general
    own = card.supplements[0]
    return replace(
        general,
        rounds=own.rounds,
        basis=own.legal_basis,
        close_after=own.close_after or general.close_after,
    )


def read_supplement(
    add: Callable[..., None], table: Mapping[str, Any], name: str
) -> SupplementException:
    """Return an exception from a row of [[supplements]].

    add   takes a rule, the name of a key and values for the sentence
    """
    rounds, basis, after = (table.get(key) for key in ("rounds", "legal_basis", "close_after"))
    if type(rounds) is not int or rounds < 0:
        add(rules.CARD_VALUE, f"{name}.rounds", wanted=_COUNT)
    if not isinstance(basis, str) or not basis.strip():
        add(rules.CARD_KEY_MISSING, f"{name}.legal_basis", wanted=_PLAIN)
    if not isinstance(after, str | None):
        add(rules.CARD_VALUE, f"{name}.close_after", wanted=_PLAIN)
    return SupplementException(
        rounds=rounds if type(rounds) is int else 1,
        legal_basis=str(basis or ""),
        close_after=after or None,
    )
