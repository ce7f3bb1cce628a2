"""What officers made of letters outside: versions kept beside them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select

from engine.errors import NotFound, Words
from engine.records.forms import StoredFile
from engine.records.signing import LetterVersion
from engine.store.signature_tables import letter_version
from engine.store.tables import person
from engine.store.types import AnyRow

WORDS = Words(en="edited version", vi="bản chỉnh sửa")
FOUND = select(letter_version, person.c.name.label("by_name")).join(
    person, person.c.id == letter_version.c.kept_by
)
OF_LETTER = FOUND.where(letter_version.c.letter_id == bindparam("wanted")).order_by(
    letter_version.c.number.desc()
)
BY_ID = FOUND.where(letter_version.c.id == bindparam("wanted"))
LAST = select(func.max(letter_version.c.number)).where(
    letter_version.c.letter_id == bindparam("wanted")
)


def insert_letter_version(
    db: Connection, letter_id: int, kept: StoredFile, by: int, now: datetime
) -> int:
    """Keep a version under the next number of its letter; return the number.

    Lock the letter's case first.
    """
    number = (db.execute(LAST, {"wanted": letter_id}).scalar() or 0) + 1
    row = {
        "letter_id": letter_id,
        "number": number,
        "digest": kept.digest,
        "name": kept.name,
        "size": kept.size,
        "kept_at": now,
        "kept_by": by,
    }
    db.execute(insert(letter_version), row)
    return number


def list_versions(db: Connection, letter_id: int) -> Sequence[LetterVersion]:
    """Return the versions of a letter, the newest first."""
    return tuple(_version(row) for row in db.execute(OF_LETTER, {"wanted": letter_id}))


def get_version(db: Connection, version_id: int) -> LetterVersion:
    """Return a version; raise NotFound."""
    row = db.execute(BY_ID, {"wanted": version_id}).first()
    if row is None:
        raise NotFound(what=WORDS, key=version_id)
    return _version(row)


def _version(row: AnyRow) -> LetterVersion:
    return LetterVersion(
        version_id=row.id,
        letter_id=row.letter_id,
        number=row.number,
        digest=row.digest,
        name=row.name,
        size=row.size,
        kept_at=row.kept_at,
        by_name=row.by_name,
    )
