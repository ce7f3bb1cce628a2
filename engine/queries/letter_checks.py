"""Checking a letter: is this paper, or this file, what the office issued?

Anybody may ask; the answer names the letter and its office, never the applicant.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from engine.context import Context
from engine.queries.signatures import is_signed
from engine.records.cards import Text
from engine.records.letters import DELIVERED, ISSUED, RECALLED, Letter
from engine.records.people import Office
from engine.store.database import Db
from engine.store.letters import find_letter_by_code, find_letter_by_digest, get_letter
from engine.store.signatures import find_signed_letter

GENUINE, ALTERED, UNKNOWN = "genuine", "altered", "unknown"
_CODE = re.compile(rb"/verify/([0-9A-HJKMNP-TV-Z]{12})\b")
# Letters that are taken for others when typed: Crockford's base 32.
_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
LONGEST_CODE = 60


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What is known of a letter that somebody checks.

    verdict   of a file that was handed in: genuine, altered, unknown; "" where only the code was
    file      digest of the file that was issued last, as it must be
    is_signed it has the signatures that it must have; without them it does not count
    is_early  the file that was handed in is from before these signatures
    """

    title: Text
    number: str | None
    office: Office
    issued_at: datetime
    delivered_at: datetime | None
    state: str
    code: str
    file: str
    verdict: str = ""
    is_signed: bool = True
    is_early: bool = False


def plain_code(typed: str) -> str:
    """Return a code as it is kept, however it was typed: 7k3m-9qxr-t2za."""
    kept = "".join(one for one in typed[:LONGEST_CODE].upper() if one.isalnum())
    return kept.translate(_LIKE)


def check_code(context: Context, typed: str, content: bytes | None = None) -> Checked | None:
    """Return the letter with a code, and whether a file is that letter; None for no such letter."""
    with context.database.read() as db:
        letter = find_letter_by_code(db, plain_code(typed))
        office = context.offices.get(db).by_id.get(letter.office_id) if letter else None
    if letter is None or office is None:
        return None
    digest = "" if content is None else _digest(content)
    if digest and not _is_of(context, letter, digest):
        return _checked(context, letter, office, (ALTERED, ""))
    return _checked(context, letter, office, (GENUINE if digest else "", digest))


def check_file(context: Context, content: bytes) -> Checked | None:
    """Return the letter that a file is, or was before somebody changed it; None for neither."""
    digest = _digest(content)
    with context.database.read() as db:
        letter = _find_by_digest(db, digest)
        office = context.offices.get(db).by_id.get(letter.office_id) if letter else None
    if letter is not None and office is not None:
        return _checked(context, letter, office, (GENUINE, digest))
    named = _CODE.search(content)
    return check_code(context, named[1].decode(), content) if named else None


def _checked(
    context: Context, letter: Letter, office: Office, compared: tuple[str, str]
) -> Checked | None:
    """Return what is known; `compared` has the verdict on a file, and a genuine one's digest."""
    if letter.state not in (ISSUED, DELIVERED, RECALLED) or letter.issued_at is None:
        return None
    return Checked(
        title=letter.title,
        number=letter.number,
        office=office,
        issued_at=letter.issued_at,
        delivered_at=letter.delivered_at,
        state=letter.state,
        code=letter.code,
        file=letter.file or "",
        verdict=compared[0],
        is_signed=is_signed(context, letter),
        is_early=not is_signed(context, letter, compared[1]),
    )


def _is_of(context: Context, letter: Letter, digest: str) -> bool:
    """Tell whether a file is the letter, as it was issued or after one of its signatures."""
    with context.database.read() as db:
        found = _find_by_digest(db, digest)
    return found is not None and found.letter_id == letter.letter_id


def _find_by_digest(db: Db, digest: str) -> Letter | None:
    letter = find_letter_by_digest(db, digest)
    if letter is not None:
        return letter
    letter_id = find_signed_letter(db, digest)
    return None if letter_id is None else get_letter(db, letter_id)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
