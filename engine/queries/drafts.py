"""The workshop's list of procedures, and one draft with all that its pages show."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from engine.context import Context
from engine.procedures.card import FILE as CARD_FILE
from engine.procedures.check import check_procedure
from engine.procedures.templates import Template, list_templates
from engine.procedures.toml import read_toml
from engine.records.cards import Text
from engine.records.drafts import DISCARDED, PRESENT, PUBLISHED, Changes, Draft, Presence, Save
from engine.records.findings import Finding
from engine.records.publications import Release
from engine.records.versions import Version
from engine.store.case_search import count_running
from engine.store.database import Db
from engine.store.drafts import get_draft as find_one
from engine.store.drafts import list_all_drafts, list_presences, list_saves, read_files
from engine.store.people import names_of
from engine.store.releases import list_scheduled
from engine.store.versions import (
    find_live,
    get_version,
    list_current,
    list_live,
    list_versions,
)


@dataclass(frozen=True, kw_only=True)
class DraftLine:
    """A draft in a list, with the names of who opened and who saved it last."""

    draft: Draft
    opened_by: str
    saved_by: str
    present: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RunningLine:
    """A version with how many of its cases have not ended; only those that have any, or live."""

    version: Version
    running: int


@dataclass(frozen=True, kw_only=True)
class ProcedureState:
    """A procedure in the workshop: what is live or will be, what is drawn, what still runs."""

    key: str
    title: Text
    live: Version | None
    scheduled: tuple[Release, ...]
    lines: tuple[RunningLine, ...]
    drafts: tuple[DraftLine, ...]


@dataclass(frozen=True, kw_only=True)
class DraftPage:
    """A draft with its files and its history.

    title    of the procedure as the draft's card has it, else the draft's own name
    base     the version it began as; None for a new procedure
    live     the version in force; None where there is none
    names    of all who saved something, by number of person
    present  who has it open just now
    """

    draft: Draft
    title: Text
    files: Mapping[str, bytes]
    base: Version | None
    live: Version | None
    saves: tuple[Save, ...]
    names: Mapping[int, str]
    present: tuple[Presence, ...]


def list_procedure_states(context: Context) -> tuple[ProcedureState, ...]:
    """Return all procedures, live or only drawn, in the order of their titles."""
    with context.database.read() as db:
        live = {one.procedure_key: one for one in list_live(db)}
        drafts = [one for one in list_all_drafts(db) if one.state not in (PUBLISHED, DISCARDED)]
        running = count_running(db)
        scheduled = list_scheduled(db, context.clock.now())
        lines = _draft_lines(context, db, drafts)
        current = {one.procedure_key: one for one in list_current(db)}
        keys = sorted({*current, *(one.procedure_key for one in drafts)})
        found = []
        for key in keys:
            own = tuple(one for one in lines if one.draft.procedure_key == key)
            versions = tuple(
                RunningLine(version=one, running=running.get(one.version_id, 0))
                for one in list_versions(db, key)
                if one.is_live or running.get(one.version_id)
            )
            title = _live_title(context, db, current[key]) if key in current else None
            found.append(
                ProcedureState(
                    key=key,
                    title=title or _drawn_title(db, own[0].draft),
                    live=live.get(key),
                    scheduled=tuple(one for one in scheduled if one.procedure_key == key),
                    lines=versions,
                    drafts=own,
                )
            )
    return tuple(sorted(found, key=lambda one: one.title.vi))


def list_discarded(context: Context) -> tuple[DraftLine, ...]:
    """Return the drafts that were put away, the last one first."""
    with context.database.read() as db:
        drafts = [one for one in list_all_drafts(db) if one.state == DISCARDED]
        return _draft_lines(context, db, drafts)


def get_draft(context: Context, draft_id: int) -> DraftPage:
    """Return a draft with its newest files; raise NotFound."""
    with context.database.read() as db:
        draft = find_one(db, draft_id)
        files = read_files(db, draft_id)
        saves = list_saves(db, draft_id)
        present = list_presences(db, draft_id, context.clock.now() - PRESENT)
        people = {draft.opened_by, *(one.by for one in saves), *(one.person_id for one in present)}
        base = draft.base_version_id
        return DraftPage(
            draft=draft,
            title=title_in(files) or Text(vi=draft.name, en=draft.name),
            files=files,
            base=None if base is None else get_version(db, base),
            live=find_live(db, draft.procedure_key),
            saves=saves,
            names=names_of(db, people),
            present=present,
        )


def files_of_save(context: Context, draft_id: int, number: int) -> Mapping[str, bytes]:
    """Return the files of one save of a draft; raise NotFound."""
    with context.database.read() as db:
        return read_files(db, draft_id, number)


def check_draft(context: Context, draft_id: int, unsaved: Changes) -> tuple[Finding, ...]:
    """Return everything that is wrong with a draft, with what is not saved yet; raise NotFound."""
    with context.database.read() as db:
        draft = find_one(db, draft_id)
        files = {**read_files(db, draft_id), **unsaved}
        known = {one.procedure_key for one in list_current(db)}
    kept = {path: content for path, content in files.items() if content is not None}
    return check_procedure(draft.procedure_key, kept, known=known)


def offered_templates() -> tuple[Template, ...]:
    """Return what a new procedure can begin as."""
    return list_templates()


def title_in(files: Mapping[str, bytes]) -> Text | None:
    """Return the title that the card of a folder gives, however unfinished the card is."""
    try:
        title = read_toml(files.get(CARD_FILE, b"")).get("title")
    except tomllib.TOMLDecodeError:
        return None
    if not isinstance(title, dict) or not isinstance(title.get("vi"), str) or not title["vi"]:
        return None
    english = title.get("en")
    return Text(vi=title["vi"], en=english if isinstance(english, str) else title["vi"])


def _live_title(context: Context, db: Db, version: Version) -> Text:
    return context.versions.get(db, version.version_id).compiled.procedure.card.title


def _drawn_title(db: Db, draft: Draft) -> Text:
    return title_in(read_files(db, draft.draft_id)) or Text(vi=draft.name, en=draft.name)


def _draft_lines(context: Context, db: Db, drafts: list[Draft]) -> tuple[DraftLine, ...]:
    since = context.clock.now() - PRESENT
    present = {one.draft_id: list_presences(db, one.draft_id, since) for one in drafts}
    people = {one.person_id for visits in present.values() for one in visits}
    people |= {person for one in drafts for person in (one.opened_by, one.saved_by)}
    names = names_of(db, people)
    return tuple(
        DraftLine(
            draft=one,
            opened_by=names.get(one.opened_by, ""),
            saved_by=names.get(one.saved_by, ""),
            present=tuple(names.get(who.person_id, "") for who in present[one.draft_id]),
        )
        for one in drafts
    )
