"""Two sides of a comparison: a draft, a save of it, or any version; what differs, what it asks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.comparison.compare import compare_folders
from engine.context import Context
from engine.errors import NotFound, Words
from engine.measures.measure import measure
from engine.procedures.parts import DIAGRAM_FILE, read_parts
from engine.queries.drafts import DraftPage, get_draft, title_in
from engine.records.cards import Text
from engine.records.changes import Comparison
from engine.records.measures import Measures
from engine.records.versions import Version
from engine.store.database import Db
from engine.store.drafts import read_files
from engine.store.folding import is_storable
from engine.store.people import names_of
from engine.store.versions import get_bundle, list_versions

_REF = re.compile(r"(?P<kind>[vs])(?P<number>[0-9]{1,9})")
_WORDS = Words(en="side to compare", vi="bản để so sánh")


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What can be chosen as a side.

    ref   v3 for version 3, s12 for save 12 of the draft
    by    who published or saved it
    """

    ref: str
    kind: str
    number: int
    at: datetime
    by: str
    is_live: bool = False
    is_newest: bool = False


@dataclass(frozen=True, kw_only=True)
class Sides:
    """Both sides with their files, and all that could stand there instead.

    title   of the procedure on the side after
    """

    key: str
    title: Text
    before: Choice
    after: Choice
    old: Mapping[str, bytes]
    new: Mapping[str, bytes]
    choices: tuple[Choice, ...]

    def diagram(self, side: str) -> bytes | None:
        """Return the diagram of a side: before or after."""
        return (self.old if side == "before" else self.new).get(DIAGRAM_FILE)


def draft_sides(
    context: Context, page: DraftPage, before: str | None = None, after: str | None = None
) -> Sides:
    """Return two sides for a draft: the version in force, or its base, and the newest save.

    Raises  NotFound for a side that is not there
    """
    draft = page.draft
    with context.database.read() as db:
        versions = list_versions(db, draft.procedure_key)
        choices = (*_saves(page), *_versions(db, versions))
        base = page.live or page.base
        usual = f"v{base.number}" if base else f"s{min(one.number for one in page.saves)}"
        chosen = _chosen(choices, before or usual), _chosen(choices, after or f"s{draft.number}")
        old, new = (_files(db, versions, draft.draft_id, one) for one in chosen)
    return _sides(draft.procedure_key, chosen, (old, new), choices)


def sides_of_draft(
    context: Context, draft_id: int, before: str | None = None, after: str | None = None
) -> tuple[DraftPage, Sides]:
    """Return a draft and two sides for it; raise NotFound."""
    page = get_draft(context, draft_id)
    return page, draft_sides(context, page, before, after)


def version_sides(context: Context, key: str, before: str | None, after: str | None) -> Sides:
    """Return two versions of a procedure; the live one and the one before it if none are named.

    before, after   "3" or "v3"
    Raises          NotFound
    """
    with context.database.read() as db:
        versions = list_versions(db, key) if is_storable(key) else ()
        if not versions:
            raise NotFound(what=Words(en="procedure", vi="thủ tục"), key=key)
        choices = _versions(db, versions)
        live = next((one.number for one in versions if one.is_live), versions[0].number)
        last = _ref(after) or f"v{live}"
        usual = max((one.number for one in versions if one.number < int(last[1:])), default=live)
        chosen = _chosen(choices, _ref(before) or f"v{usual}"), _chosen(choices, last)
        old, new = (_files(db, versions, 0, one) for one in chosen)
    return _sides(key, chosen, (old, new), choices)


def compare_sides(sides: Sides) -> Comparison:
    """Return everything in which two sides differ."""
    return compare_folders(sides.old, sides.new)


def compare_draft(context: Context, draft_id: int) -> Comparison:
    """Return everything in which a draft differs from the version in force; raise NotFound."""
    return compare_sides(sides_of_draft(context, draft_id)[1])


def measure_sides(sides: Sides) -> tuple[Measures | None, Measures | None]:
    """Return the figures of both sides; None where a diagram cannot be read."""
    return measure(read_parts(sides.old)), measure(read_parts(sides.new))


def _ref(asked: str | None) -> str | None:
    if not asked:
        return None
    text = asked if asked.startswith("v") else f"v{asked}"
    if _REF.fullmatch(text) is None:
        raise NotFound(what=_WORDS, key=asked[:20])
    return text


def _saves(page: DraftPage) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            ref=f"s{one.number}",
            kind="save",
            number=one.number,
            at=one.at,
            by=page.names.get(one.by, ""),
            is_newest=one.number == page.draft.number,
        )
        for one in sorted(page.saves, key=lambda one: -one.number)
    )


def _versions(db: Db, versions: tuple[Version, ...]) -> tuple[Choice, ...]:
    names = names_of(db, {one.published_by for one in versions if one.published_by is not None})
    return tuple(
        Choice(
            ref=f"v{one.number}",
            kind="version",
            number=one.number,
            at=one.published_at,
            by=names.get(one.published_by or 0, ""),
            is_live=one.is_live,
        )
        for one in versions
    )


def _chosen(choices: tuple[Choice, ...], ref: str) -> Choice:
    for one in choices:
        if one.ref == ref:
            return one
    raise NotFound(what=_WORDS, key=ref[:20])


def _files(
    db: Db, versions: tuple[Version, ...], draft_id: int, choice: Choice
) -> Mapping[str, bytes]:
    if choice.kind == "save":
        return read_files(db, draft_id, choice.number)
    version = next(one for one in versions if one.number == choice.number)
    return get_bundle(db, version.version_id).files


def _sides(
    key: str,
    chosen: tuple[Choice, Choice],
    files: tuple[Mapping[str, bytes], Mapping[str, bytes]],
    choices: tuple[Choice, ...],
) -> Sides:
    return Sides(
        key=key,
        title=title_in(files[1]) or title_in(files[0]) or Text(vi=key, en=key),
        before=chosen[0],
        after=chosen[1],
        old=files[0],
        new=files[1],
        choices=choices,
    )
