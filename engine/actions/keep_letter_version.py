"""Keeping what an officer made of a letter in a word processor: beside it, never in its place."""

from engine.actions.carry_out import carry_out
from engine.context import Context
from engine.drafting.rights import may_handle_letter
from engine.errors import NotFound
from engine.files import clean_name
from engine.letters.docx_check import check_docx
from engine.records.commands import Note
from engine.records.forms import StoredFile
from engine.records.people import Person
from engine.records.values import Json
from engine.store.cases import lock_case
from engine.store.letter_versions import insert_letter_version
from engine.store.letters import WORDS, get_letter, lock_letter

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def keep_letter_version(
    context: Context, person: Person, letter_id: int, name: str, content: bytes
) -> int:
    """Keep an edited DOCX as the next version of a letter; return its number.

    The letter that was issued stays what it is; a change of it is a new letter.

    Raises   NotFound also for a letter of another office; FileRefused
    """
    shown = clean_name(name)
    check_docx(content, shown)
    digest = context.files.keep(content)
    kept = StoredFile(digest=digest, name=shown, size=len(content), media=MEDIA)
    with context.database.begin() as db:
        found = get_letter(db, letter_id)
        if not may_handle_letter(person, found, context.offices.get(db)):
            raise NotFound(what=WORDS, key=letter_id)
        case = lock_case(db, found.case_id)
        letter = lock_letter(db, letter_id)
        number = insert_letter_version(db, letter_id, kept, person.person_id, context.clock.now())
        values: dict[str, Json] = {
            "letter": letter_id,
            "letter_vi": f"{letter.title.vi} {letter.number or ''}".strip(),
            "letter_en": f"{letter.title.en} {letter.number or ''}".strip(),
            "version": number,
            "name": shown,
            "digest": digest,
        }
        note = Note(event="letter-version-kept", values=values, by=person.person_id)
        carry_out(context, db, case, note)
    return number
