"""The guide of a draft as the fields of its page, and as it would be with other fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from engine.context import Context
from engine.errors import InputRefused
from engine.procedures.card_fields import Column, add_row, count_rows, move_row
from engine.procedures.check import check_procedure
from engine.procedures.guide import FILE
from engine.procedures.guide_fields import (
    FEE,
    OUTCOMES,
    TABLES,
    TOP,
    first_guide,
    read_fields,
    write_fields,
)
from engine.queries.drafts import DraftPage, get_draft
from engine.records.findings import Finding
from engine.store.versions import list_current


@dataclass(frozen=True, kw_only=True)
class GuidePage:
    """A draft's guide.

    exists    the draft has one
    fields    by their place: "outcomes.0.title.vi"
    rows      how many outcomes there are
    findings  of the guide only
    source    the file's text
    broken    why the file cannot be read; then there are no fields
    forms     ids of the draft's forms; `decisions` names of its tables
    known     keys of the procedures an outcome may name
    """

    page: DraftPage
    exists: bool
    fields: Mapping[str, str]
    rows: Mapping[str, int]
    findings: tuple[Finding, ...]
    source: str
    broken: InputRefused | None
    forms: tuple[str, ...]
    decisions: tuple[str, ...]
    known: tuple[str, ...]

    @property
    def columns(self) -> Mapping[str, tuple[Column, ...]]:
        """The columns of the outcomes, of the fee ("fee") and of the guide itself ("")."""
        return {**TABLES, "fee": FEE, "": TOP}


def get_guide(
    context: Context, draft_id: int, fields: Mapping[str, str] | None = None
) -> GuidePage:
    """Return a draft's guide, or what it would be with these fields; raise NotFound."""
    page = get_draft(context, draft_id)
    with context.database.read() as db:
        known = {one.procedure_key for one in list_current(db)}
    saved = page.files.get(FILE, b"")
    broken, source = None, saved
    try:
        source = saved if fields is None else write_fields(saved, fields)
        shown = dict(read_fields(saved) if fields is None else fields)
    except InputRefused as error:
        broken, shown = error, {}
    files = {**page.files, FILE: source} if FILE in page.files else page.files
    findings = check_procedure(page.draft.procedure_key, files, known=known)
    return GuidePage(
        page=page,
        exists=FILE in page.files,
        fields=shown,
        rows={OUTCOMES: count_rows(shown, OUTCOMES)},
        findings=tuple(one for one in findings if one.rule.startswith("guide-")),
        source=source.decode("utf-8", "replace"),
        broken=broken,
        forms=_stems(page, "forms/"),
        decisions=_stems(page, "decisions/"),
        known=tuple(sorted(known - {page.draft.procedure_key})),
    )


def guide_with(context: Context, draft_id: int, fields: Mapping[str, str]) -> bytes:
    """Return the guide's file with these fields; raise NotFound, InputRefused for a broken file."""
    return write_fields(get_draft(context, draft_id).files.get(FILE, b""), fields)


def begun_guide(context: Context, draft_id: int) -> Mapping[str, bytes]:
    """Return the files of a guide to begin with; what the draft has already stays."""
    files = get_draft(context, draft_id).files
    return {path: content for path, content in first_guide().items() if path not in files}


def change_outcomes(fields: Mapping[str, str], act: str) -> Mapping[str, str]:
    """Return the fields after a button was pressed: add:outcomes, remove:outcomes:1."""
    name, _, rest = act.partition(":")
    key, _, place = rest.partition(":")
    if key != OUTCOMES:
        return fields
    if name == "add":
        return add_row(fields, key, TABLES)
    if not place.isdecimal() or len(place) > 4:
        return fields
    moves = {"remove": None, "up": int(place) - 1, "down": int(place) + 1}
    return move_row(fields, key, int(place), moves[name]) if name in moves else fields


def _stems(page: DraftPage, folder: str) -> tuple[str, ...]:
    return tuple(sorted(PurePosixPath(path).stem for path in page.files if path.startswith(folder)))
