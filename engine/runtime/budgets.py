"""What an act on the legal clock counts: the term of the step where it is done, or the case's."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.calendars.terms import Term, parse_term
from engine.records.values import Json
from engine.runtime.ledger import BEGINS, Budget
from engine.runtime.reckoning import given

if TYPE_CHECKING:
    from engine.runtime.step import Marks
    from engine.runtime.version import Compiled


def budget_of(version: "Compiled", marks: "Marks", act: str, names: Mapping[str, Json]) -> Budget:
    """Return what an act counts: the term of the step it begins or adds at, or the procedure's.

    marks   of the step; `names` what its expressions see
    Raises  TermRefused where an expression gives a term that cannot be read
    """
    whole = Budget(term=version.term, legal=version.legal, cutoff=version.cutoff)
    if act not in (*BEGINS, "extend"):
        return whole
    own = _term(given(marks.budget, names))
    if own is not None:
        return Budget(term=own, cutoff=version.cutoff, is_own=True)
    return whole if act == "extend" else replace(whole, extra=_term(given(version.extra, names)))


def _term(text: object) -> Term | None:
    return parse_term(str(text)) if text else None
