"""The papers of a dossier as letters list them."""

from collections.abc import Mapping, Sequence

from engine.procedures.papers import asked_names, is_open, is_wanted
from engine.procedures.procedure import Procedure
from engine.records.cards import Paper
from engine.records.papers import HANDED_IN, SORT_NAMES, PaperMark
from engine.records.values import Json

IF_ANY = "(nếu có)"


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
