"""The papers of a dossier as letters list them."""

from collections.abc import Collection, Mapping, Sequence

from engine.errors import MotcuaError
from engine.expressions.expression import compile_expression
from engine.procedures.procedure import Procedure
from engine.records.cards import Paper
from engine.records.papers import HANDED_IN, SORT_NAMES, PaperMark
from engine.records.values import Json

IF_ANY = "(nếu có)"


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


def paper_lines(procedure: Procedure, names: Mapping[str, Json]) -> list[Json]:
    """Return the papers of the card as a receipt lists them, before anybody has looked at them."""
    asked = asked_names(procedure, names)
    return [
        f"{paper_line(one)} {IF_ANY}" if is_open(one, asked) else paper_line(one)
        for one in procedure.card.papers
        if is_wanted(one, names, whole_case=False)
    ]


def paper_line(paper: Paper) -> str:
    """Return a paper of the card as a receipt lists it."""
    parts = (
        *((f"{paper.originals:02} bản chính",) if paper.originals else ()),
        *((f"{paper.copies:02} bản sao",) if paper.copies else ()),
    )
    return f"{paper.name.vi} ({', '.join(parts)})" if parts else paper.name.vi


def handed_in(marks: Sequence[PaperMark]) -> Mapping[str, Json]:
    """Return what form 01 says of papers marked; nothing without any, so it lists the card's."""
    lines: list[Json] = [
        f"{one.name.vi} ({one.copies:02} {SORT_NAMES[one.sort].vi.lower()})"
        for one in marks
        if one.sort in HANDED_IN
    ]
    return {"papers": lines} if lines else {}
