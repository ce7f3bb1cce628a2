"""The papers as the desk ticks them off while the citizen waits."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import request

from engine.queries.paper_file import is_open, papers_asked
from engine.records.cards import Card, Paper
from engine.records.desk import Missing
from engine.records.papers import PaperMark, PaperSort
from engine.records.values import Json

# What the desk can find on the spot; re-use and registers stand on the page of the papers.
AT_DESK: tuple[PaperSort, ...] = (
    "original",
    "certified",
    "copy",
    "electronic",
    "waived",
    "missing",
)
# "All that is not marked is there": one tick for a dossier that is complete.
REST = "rest"
EXTRA_ROWS = 2
LONGEST = 500


@dataclass(frozen=True, kw_only=True)
class CheckRow:
    """One paper of the list with what was ticked so far."""

    number: int
    paper: Paper
    sort: str
    copies: str
    why: str
    is_open: bool


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """The papers that the answers ask for, and what else is missing, as (what, why).

    rest_is_there   whoever takes it in has said that all that is not marked was handed in
    """

    rows: tuple[CheckRow, ...]
    extra: tuple[tuple[str, str], ...]
    rest_is_there: bool = False

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Everything that is missing, with its reason: the whole list of form 02."""
        named = [
            Missing(what=row.paper.name.vi, reason=row.why)
            for row in self.rows
            if row.sort == "missing"
        ]
        more = [Missing(what=what, reason=why) for what, why in self.extra if what]
        return (*named, *more)

    @property
    def unchecked(self) -> tuple[Paper, ...]:
        """The papers that this dossier must have and of which nobody has said what was found."""
        return tuple(
            row.paper
            for row in self.rows
            if not row.sort and not row.is_open and (row.paper.case is None or row.paper.when)
        )

    @property
    def marks(self) -> tuple[PaperMark, ...]:
        """The papers that were found, for the log."""
        return tuple(
            PaperMark(
                number=row.number,
                name=row.paper.name,
                sort=row.sort,  # type: ignore[arg-type]
                copies=int(row.copies) if row.copies.isdecimal() else 1,
                note=row.why,
            )
            for row in self.rows
            if row.sort
        )


def read_checklist(card: Card, answers: Mapping[str, object]) -> Checklist:
    """Return the list for the answers so far with what this request ticks."""
    names: dict[str, Json] = {
        key: value
        for key, value in answers.items()
        if isinstance(value, str | bool | int | float | list)
    }
    rows = tuple(
        _row(number, one, is_open(one, answers.keys()))
        for number, one in papers_asked(card.papers, names)
    )
    extra = tuple(
        (_typed(f"extra-{place}-what"), _typed(f"extra-{place}-why")) for place in range(EXTRA_ROWS)
    )
    read = Checklist(rows=rows, extra=extra, rest_is_there=_typed(REST) == "yes")
    if not read.rest_is_there:
        return read
    there = {id(one) for one in read.unchecked}
    return replace(read, rows=tuple(_found(one) if id(one.paper) in there else one for one in rows))


def _found(row: CheckRow) -> CheckRow:
    return replace(row, sort="original" if row.paper.originals else "copy")


def _row(number: int, one: Paper, is_open_case: bool) -> CheckRow:
    sort = _typed(f"paper-{number}-sort")
    return CheckRow(
        number=number,
        paper=one,
        sort=sort if sort in AT_DESK else "",
        copies=_typed(f"paper-{number}-copies") or str(max(1, one.originals + one.copies)),
        why=_typed(f"paper-{number}-why"),
        is_open=is_open_case,
    )


def _typed(name: str) -> str:
    return request.form.get(name, "").strip()[:LONGEST]
