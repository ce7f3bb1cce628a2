"""Which papers of the card a case asks for."""

from collections.abc import Collection, Mapping

from engine.errors import MotcuaError
from engine.expressions.expression import compile_expression
from engine.procedures.procedure import Procedure
from engine.records.cards import Paper
from engine.records.values import Json


def is_wanted(paper: Paper, names: Mapping[str, Json], whole_case: bool = True) -> bool:
    """Tell whether the answers ask for a paper of the card; one that cannot be said is.

    whole_case   also those of a case (trường hợp) that only a person can tell
    """
    if paper.when is None:
        return whole_case or paper.case is None
    try:
        return compile_expression(paper.when).value(names, missing_is_null=True) is not False
    except MotcuaError:
        return True


def is_open(paper: Paper, asked: Collection[str]) -> bool:
    """Tell whether the condition of a paper reads what nobody was asked, such as in a guide only.

    asked   names that were asked for in the case
    """
    if paper.when is None:
        return False
    try:
        return not compile_expression(paper.when).names <= set(asked)
    except MotcuaError:
        return True


def asked_names(procedure: Procedure, names: Mapping[str, Json]) -> frozenset[str]:
    """Return the names that were asked for: those of the case, and the fields of the filing."""
    filing = procedure.forms.get(procedure.card.filing_form)
    return frozenset((*names, *(one.key for one in (filing.fields if filing else ()))))
