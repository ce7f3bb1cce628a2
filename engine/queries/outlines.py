"""A diagram in words: that of a draft, or of a published version."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.context import Context
from engine.errors import NotFound, Words
from engine.outline.outline import outline_of
from engine.procedures.parts import DIAGRAM_FILE, read_parts
from engine.queries.drafts import DraftPage, get_draft, title_in
from engine.records.cards import Text
from engine.records.findings import Finding
from engine.records.outlines import Outline
from engine.records.versions import Version
from engine.store.folding import is_storable
from engine.store.versions import find_numbered, get_bundle


@dataclass(frozen=True, kw_only=True)
class Told:
    """An outline, or why there is none.

    findings   why the diagram cannot be read; empty where there is an outline
    """

    title: Text
    outline: Outline | None
    findings: tuple[Finding, ...]


def outline_draft(context: Context, draft_id: int) -> tuple[DraftPage, Told]:
    """Return a draft and its diagram in words; raise NotFound."""
    page = get_draft(context, draft_id)
    return page, _told(page.files, page.title)


def outline_version(context: Context, key: str, number: int) -> tuple[Version, Told]:
    """Return a version and its diagram in words; raise NotFound."""
    with context.database.read() as db:
        version = find_numbered(db, key, number) if is_storable(key) else None
        if version is None:
            raise NotFound(what=Words(en="version", vi="phiên bản"), key=f"{key} {number}")
        files = get_bundle(db, version.version_id).files
    return version, _told(files, title_in(files) or Text(vi=key, en=key))


def _told(files: Mapping[str, bytes], title: Text) -> Told:
    parts = read_parts(files)
    if parts.diagram is None:
        findings = tuple(one for one in parts.findings if one.file == DIAGRAM_FILE)
        return Told(title=title, outline=None, findings=findings)
    return Told(title=title, outline=outline_of(parts.diagram.process, parts), findings=())
