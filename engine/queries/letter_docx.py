"""A letter as DOCX, and the versions that officers made of it."""

from collections.abc import Sequence
from typing import BinaryIO

from engine.context import Context
from engine.drafting.drafted import redraft_letter
from engine.drafting.rights import may_handle_letter
from engine.drafting.templates import kept_letter
from engine.errors import NotFound
from engine.letters.blocks import read_blocks
from engine.letters.docx import write_docx
from engine.letters.letter import flow_letter
from engine.letters.wording import ZONE
from engine.records.letters import Letter
from engine.records.people import Person
from engine.records.signing import LetterVersion
from engine.store.database import Db
from engine.store.letter_versions import WORDS as VERSION_WORDS
from engine.store.letter_versions import get_version, list_versions
from engine.store.letters import WORDS, get_letter

NOTE = "Bản để chỉnh sửa của văn bản {number}. Văn bản đã ban hành giữ nguyên giá trị."


def make_docx(context: Context, person: Person, letter_id: int) -> tuple[Letter, bytes]:
    """Return a letter and its words as DOCX.

    Raises   NotFound also for a letter of another office, and for one that is not issued;
             LetterRefused, LetterStopped
    """
    with context.database.read() as db:
        letter = _own(context, db, person, letter_id)
        procedure = context.versions.get(db, letter.version_id).compiled.procedure
        office = context.offices.get(db).by_id[letter.office_id]
    if letter.issued_at is None:
        raise NotFound(what=WORDS, key=letter_id)
    chosen = kept_letter(procedure, context.editions, letter.edition, letter.kind)
    draft = redraft_letter(procedure, chosen, letter, office.name_vi)
    issued_on = letter.issued_at.astimezone(ZONE).date()
    html = flow_letter(chosen.template, draft.filling(letter.value, issued_on.isoformat()))
    note = NOTE.format(number=letter.number or letter.title.vi)
    return letter, write_docx(read_blocks(html), letter.title.vi, note, context.clock.now())


def list_letter_versions(
    context: Context, person: Person, letter_id: int
) -> Sequence[LetterVersion]:
    """Return what officers made of a letter, the newest first; nothing for another office's."""
    with context.database.read() as db:
        if not may_handle_letter(person, get_letter(db, letter_id), context.offices.get(db)):
            return ()
        return list_versions(db, letter_id)


def open_letter_version(
    context: Context, person: Person, version_id: int
) -> tuple[Letter, LetterVersion, BinaryIO]:
    """Return a version and its file, to be closed by the caller; raise NotFound."""
    with context.database.read() as db:
        version = get_version(db, version_id)
        letter = get_letter(db, version.letter_id)
        directory = context.offices.get(db)
    if not may_handle_letter(person, letter, directory):
        raise NotFound(what=VERSION_WORDS, key=version_id)
    return letter, version, context.files.open(version.digest)


def _own(context: Context, db: Db, person: Person, letter_id: int) -> Letter:
    letter = get_letter(db, letter_id)
    if not may_handle_letter(person, letter, context.offices.get(db)):
        raise NotFound(what=WORDS, key=letter_id)
    return letter
