"""Drafts: the folder as it stands, every save of it, and who is at work on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert

from engine.errors import NotFound, Words
from engine.records.cards import Text
from engine.records.drafts import OPEN, Changes, Draft, Presence, Save
from engine.store.draft_tables import draft, draft_file, draft_presence, draft_save
from engine.store.types import AnyRow

WORDS = Words(en="draft", vi="bản thảo")
SAVE_WORDS = Words(en="save of the draft", vi="lần lưu của bản thảo")

BY_ID = select(draft).where(draft.c.id == bindparam("wanted"))
LOCK = BY_ID.with_for_update()
ALL = select(draft).order_by(draft.c.saved_at.desc())
SAVES = (
    select(draft_save)
    .where(draft_save.c.draft_id == bindparam("wanted"))
    .order_by(draft_save.c.number.desc())
)
SAVE = select(draft_save).where(
    draft_save.c.draft_id == bindparam("wanted"), draft_save.c.number == bindparam("at_number")
)
FILES = select(draft_file).where(draft_file.c.digest.in_(bindparam("digests", expanding=True)))
KNOWN = select(draft_file.c.digest).where(
    draft_file.c.digest.in_(bindparam("digests", expanding=True))
)
PRESENT = (
    select(draft_presence)
    .where(
        draft_presence.c.draft_id == bindparam("wanted"),
        draft_presence.c.seen_at >= bindparam("not_before"),
    )
    .order_by(draft_presence.c.since)
)


@dataclass(frozen=True, kw_only=True)
class NewDraft:
    """What a draft is opened with."""

    procedure_key: str
    name: str
    origin: str
    base_version_id: int | None
    by: int
    at: datetime
    remarks: tuple[Text, ...] = ()


def insert_draft(db: Connection, given: NewDraft, files: Mapping[str, bytes]) -> Draft:
    """Open a draft whose first save holds these files, and return it."""
    row = {
        "procedure_key": given.procedure_key,
        "name": given.name,
        "origin": given.origin,
        "base_version_id": given.base_version_id,
        "number": 0,
        "opened_at": given.at,
        "opened_by": given.by,
        "saved_at": given.at,
        "saved_by": given.by,
        "state": OPEN,
        "remarks": [{"vi": one.vi, "en": one.en} for one in given.remarks],
    }
    draft_id = db.execute(insert(draft).returning(draft.c.id), row).scalar_one()
    opened = get_draft(db, draft_id)
    return write_save(db, opened, dict(files), (given.by, given.at, ""))


def get_draft(db: Connection, draft_id: int) -> Draft:
    """Return a draft; raise NotFound."""
    return _or_raise(db.execute(BY_ID, {"wanted": draft_id}).first(), draft_id)


def lock_draft(db: Connection, draft_id: int) -> Draft:
    """Return a draft that nobody else changes until the end of the transaction."""
    return _or_raise(db.execute(LOCK, {"wanted": draft_id}).first(), draft_id)


def list_all_drafts(db: Connection) -> tuple[Draft, ...]:
    """Return all drafts, the one saved last first."""
    return tuple(_draft_from(row) for row in db.execute(ALL))


def set_draft_state(db: Connection, draft_id: int, state: str) -> None:
    """Say what has become of a draft."""
    db.execute(update(draft).where(draft.c.id == draft_id).values(state=state))


def rename_draft(db: Connection, draft_id: int, name: str) -> None:
    """Call a draft something else."""
    db.execute(update(draft).where(draft.c.id == draft_id).values(name=name))


def write_save(
    db: Connection, locked: Draft, changes: Changes, stamp: tuple[int, datetime, str]
) -> Draft:
    """Save changes of a locked draft and return it; nothing is written where nothing changed.

    stamp  who, when, and what the person says about it
    """
    by, at, note = stamp
    before: Mapping[str, str] = {}
    if locked.number:
        before = get_save(db, locked.draft_id, locked.number).digests
    contents = {path: content for path, content in changes.items() if content is not None}
    digests = {path: sha256(content).hexdigest() for path, content in contents.items()}
    after = {path: one for path, one in before.items() if path not in changes} | digests
    changed = [path for path in changes if before.get(path) != after.get(path)]
    if not changed and locked.number and not note:
        return locked
    _keep_files(db, {digests[path]: content for path, content in contents.items()})
    number = locked.number + 1
    db.execute(
        insert(draft_save),
        {
            "draft_id": locked.draft_id,
            "number": number,
            "at": at,
            "by": by,
            "note": note,
            "changed": sorted(changed),
            "files": after,
        },
    )
    newest = {"number": number, "saved_at": at, "saved_by": by}
    db.execute(update(draft).where(draft.c.id == locked.draft_id).values(**newest))
    return get_draft(db, locked.draft_id)


def list_saves(db: Connection, draft_id: int) -> tuple[Save, ...]:
    """Return all saves of a draft, the newest first."""
    return tuple(_save_from(row) for row in db.execute(SAVES, {"wanted": draft_id}))


def get_save(db: Connection, draft_id: int, number: int) -> Save:
    """Return a save of a draft; raise NotFound."""
    row = db.execute(SAVE, {"wanted": draft_id, "at_number": number}).first()
    if row is None:
        raise NotFound(what=SAVE_WORDS, key=number)
    return _save_from(row)


def read_files(db: Connection, draft_id: int, number: int | None = None) -> Mapping[str, bytes]:
    """Return the files of a save by path, of the newest where none is named; raise NotFound."""
    if number is None:
        number = get_draft(db, draft_id).number
    digests = get_save(db, draft_id, number).digests
    rows = db.execute(FILES, {"digests": sorted(set(digests.values()))})
    contents = {row.digest: row.content for row in rows}
    return {path: contents[digest] for path, digest in sorted(digests.items())}


def note_presence(
    db: Connection, draft_id: int, person_id: int, at: datetime, path: str, gap: datetime
) -> None:
    """Note that somebody has a draft open; a new visit begins when none was seen since `gap`."""
    mine = (draft_presence.c.draft_id == draft_id) & (draft_presence.c.person_id == person_id)
    lasting = mine & (draft_presence.c.seen_at >= gap)
    seen = {"seen_at": at, "path": path}
    if db.execute(update(draft_presence).where(lasting).values(**seen)).rowcount:
        return
    db.execute(delete(draft_presence).where(mine))
    row = {"draft_id": draft_id, "person_id": person_id, "since": at, **seen}
    db.execute(insert(draft_presence), row)


def end_presence(db: Connection, draft_id: int, person_id: int) -> None:
    """Note that somebody has left a draft."""
    mine = (draft_presence.c.draft_id == draft_id) & (draft_presence.c.person_id == person_id)
    db.execute(delete(draft_presence).where(mine))


def list_presences(db: Connection, draft_id: int, not_before: datetime) -> tuple[Presence, ...]:
    """Return who was heard of since an instant, who came first first."""
    return tuple(
        Presence(person_id=row.person_id, since=row.since, seen_at=row.seen_at, path=row.path)
        for row in db.execute(PRESENT, {"wanted": draft_id, "not_before": not_before})
    )


def _keep_files(db: Connection, contents: Mapping[str, bytes]) -> None:
    known = set(db.execute(KNOWN, {"digests": list(contents)}).scalars())
    rows = [
        {"digest": digest, "content": content}
        for digest, content in contents.items()
        if digest not in known
    ]
    if rows:
        db.execute(_insert_missing(db), rows)


def _insert_missing(db: Connection) -> Any:
    """Two drafts may bring the same new file at the same moment; one of them is enough."""
    if db.dialect.name == "postgresql":
        from_dialect: Any = postgres_insert(draft_file)
        return from_dialect.on_conflict_do_nothing()
    return insert(draft_file).prefix_with("OR IGNORE")


def _or_raise(row: AnyRow | None, draft_id: int) -> Draft:
    if row is None:
        raise NotFound(what=WORDS, key=draft_id)
    return _draft_from(row)


def _draft_from(row: AnyRow) -> Draft:
    return Draft(
        draft_id=row.id,
        procedure_key=row.procedure_key,
        name=row.name,
        origin=row.origin,
        base_version_id=row.base_version_id,
        number=row.number,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
        state=row.state,
        remarks=tuple(Text(vi=one["vi"], en=one["en"]) for one in row.remarks),
    )


def _save_from(row: AnyRow) -> Save:
    return Save(
        number=row.number,
        at=row.at,
        by=row.by,
        note=row.note,
        changed=tuple(row.changed),
        digests=row.files,
    )
