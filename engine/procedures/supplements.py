"""How often a procedure may ask the applicant to complete a dossier."""

from dataclasses import replace

from engine.calendars.supplementing import SupplementRule
from engine.records.cards import Card


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
