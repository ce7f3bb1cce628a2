"""How often a dossier may be sent to be completed, and when it is closed: rules with validity."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

# As often as needed: only by a procedure's own exception.
NO_LIMIT = 0


@dataclass(frozen=True, kw_only=True)
class SupplementRule:
    """What holds for requests to complete a dossier.

    rounds       how often the applicant may be asked in one case
    close_after  term after which a case without an answer is closed, as a timer writes it
    basis        the article
    """

    valid_from: date
    rounds: int
    basis: str
    close_after: str | None = None


@cache
def general_rules() -> tuple[SupplementRule, ...]:
    """Return the rules for all procedures, the oldest first."""
    text = Path(__file__).with_name("supplements.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["rule"]
    return tuple(sorted((SupplementRule(**row) for row in rows), key=lambda one: one.valid_from))


def rule_on(day: date) -> SupplementRule:
    """Return the rule that holds for what is received on a day; the oldest for days before it."""
    rules = general_rules()
    return next((one for one in reversed(rules) if one.valid_from <= day), rules[0])


def newest_rule() -> SupplementRule:
    """Return the rule that procedures are drawn for."""
    return general_rules()[-1]
