"""How often a procedure may ask the applicant to complete a dossier."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from engine.calendars.calendar import WorkCalendar
from engine.calendars.deadlines import due_at
from engine.calendars.supplementing import NO_LIMIT, SupplementRule, rule_on
from engine.calendars.terms import parse_term
from engine.diagrams.model import Process
from engine.diagrams.supplements import count_requests
from engine.errors import Words
from engine.procedures import rules
from engine.records.cards import Card, SupplementException
from engine.records.events import Event
from engine.refusals import SupplementUsed

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


def sent_home_until(
    card: Card, days: tuple[date, datetime], calendar: WorkCalendar
) -> datetime | None:
    """Return when what was sent home to be completed counts as given up; None for never.

    days    day on which it came first, whose rule holds, and when it was asked to be completed
    Source  NĐ 297/2025/NĐ-CP Art. 6(4): fifteen working days
    """
    received_on, asked_at = days
    rule = supplement_rule(card, rule_on(received_on))
    if rule.close_after is None:
        return None
    return due_at(asked_at, parse_term(rule.close_after), calendar)


def require_round(rule: SupplementRule, process: Process, events: Iterable[Event]) -> None:
    """Raise SupplementUsed for a case that has asked more often than its rule allows.

    events   all that has happened in it
    """
    if rule.rounds != NO_LIMIT and count_requests(process, events) > rule.rounds:
        raise SupplementUsed(rounds=rule.rounds, basis=rule.basis)


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
