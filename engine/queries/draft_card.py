"""The card of a draft as the fields of its page, and as it would be with other fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from engine.context import Context
from engine.errors import InputRefused
from engine.procedures.card import FILE
from engine.procedures.card_fields import (
    COST,
    TABLES,
    TOP,
    Column,
    add_row,
    count_rows,
    move_row,
    read_fields,
    write_fields,
)
from engine.procedures.check import check_procedure
from engine.queries.drafts import DraftPage, get_draft
from engine.records.cards import Text
from engine.records.findings import Finding
from engine.records.offices import OFFICE_KINDS


@dataclass(frozen=True, kw_only=True)
class CardPage:
    """A draft's card.

    fields     by their place: "papers.0.name.vi"
    rows       how many rows each list and table has
    findings   of the card only
    source     the file's text
    broken     why the file cannot be read; then there are no fields
    forms      ids of the draft's forms
    """

    page: DraftPage
    fields: Mapping[str, str]
    rows: Mapping[str, int]
    findings: tuple[Finding, ...]
    source: str
    broken: InputRefused | None
    forms: tuple[str, ...]
    office_kinds: Mapping[str, Text]

    @property
    def columns(self) -> Mapping[str, tuple[Column, ...]]:
        """The columns of each table, of the costs ("cost") and of the card itself ("")."""
        return {**TABLES, "cost": COST, "": TOP}


def get_card(context: Context, draft_id: int, fields: Mapping[str, str] | None = None) -> CardPage:
    """Return a draft's card, or what it would be with these fields; raise NotFound."""
    page = get_draft(context, draft_id)
    saved = page.files.get(FILE, b"")
    broken, source = None, saved
    try:
        source = saved if fields is None else write_fields(saved, fields)
        shown = dict(read_fields(saved) if fields is None else fields)
    except InputRefused as error:
        broken, shown = error, {}
    findings = check_procedure(page.draft.procedure_key, {**page.files, FILE: source})
    return CardPage(
        page=page,
        fields=shown,
        rows={key: count_rows(shown, key) for key in (*TABLES, "steps", "results", "conditions")},
        findings=tuple(one for one in findings if one.file == FILE),
        source=source.decode("utf-8", "replace"),
        broken=broken,
        forms=tuple(
            sorted(PurePosixPath(path).stem for path in page.files if path.startswith("forms/"))
        ),
        office_kinds=OFFICE_KINDS,
    )


def card_with(context: Context, draft_id: int, fields: Mapping[str, str]) -> bytes:
    """Return the card's file with these fields; raise NotFound, InputRefused for a broken file."""
    return write_fields(get_draft(context, draft_id).files.get(FILE, b""), fields)


def change_rows(fields: Mapping[str, str], act: str) -> Mapping[str, str]:
    """Return the fields after a button was pressed: add:papers, remove:papers:1, up:papers:1."""
    name, _, rest = act.partition(":")
    key, _, place = rest.partition(":")
    if key not in (*TABLES, "steps", "results", "conditions"):
        return fields
    if name == "add":
        return add_row(fields, key)
    if not place.isdecimal() or len(place) > 4:
        return fields
    moves = {"remove": None, "up": int(place) - 1, "down": int(place) + 1}
    return move_row(fields, key, int(place), moves[name]) if name in moves else fields
