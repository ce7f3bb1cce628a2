"""Who signs what: read from bpmn/letters/signing.toml."""

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from engine.records.signing import SigningRule, SigningStep

FILE: Final = Path(__file__).parents[2] / "bpmn" / "letters" / "signing.toml"


@cache
def signing_rules() -> tuple[SigningRule, ...]:
    """Return the rules that came with this release."""
    return read_rules(FILE.read_text(encoding="utf-8"))


def read_rules(text: str) -> tuple[SigningRule, ...]:
    """Return the rules of a file; raise KeyError or ValueError for one that is none."""
    return tuple(_rule(one) for one in tomllib.loads(text)["rules"])


def steps_of(
    signer: str, day: date, rules: Sequence[SigningRule] | None = None
) -> tuple[SigningStep, ...]:
    """Return the signatures that a letter issued on a day needs, in their order.

    A post that no rule names signs itself, and the seal follows; "" needs none.
    """
    if not signer:
        return ()
    for one in signing_rules() if rules is None else rules:
        if one.signer == signer and one.since <= day and (one.until is None or day < one.until):
            return one.steps
    return otherwise(signer)


def otherwise(signer: str) -> tuple[SigningStep, SigningStep]:
    """Return the signatures of a letter whose signer no rule names."""
    return (
        SigningStep(number=0, role="leader", posts=(signer,), required=True),
        SigningStep(number=1, role="seal", posts=("clerk",), required=True),
    )


def _rule(table: dict[str, Any]) -> SigningRule:
    steps = tuple(
        SigningStep(
            number=number,
            role=one["role"],
            posts=tuple(one["posts"]),
            required=bool(one["required"]),
        )
        for number, one in enumerate(table["steps"])
    )
    return SigningRule(
        signer=table["signer"],
        since=table["valid_from"],
        until=table.get("valid_until"),
        source=table["source"],
        steps=steps,
    )
