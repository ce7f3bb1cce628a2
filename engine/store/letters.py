"""Letters: asking for one, numbering it, and what became of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, text, update

from engine.errors import NotFound, Words
from engine.records.cards import Text
from engine.records.letters import DELIVERED, RECALLED, Letter
from engine.store.letter_tables import letter
from engine.store.tables import log
from engine.store.types import AnyRow

WORDS = Words(en="letter", vi="văn bản")
COLUMNS = tuple(letter.c)
BY_ID = select(*COLUMNS).where(letter.c.id == bindparam("wanted"))
LOCK = BY_ID.with_for_update()
BY_CODE = select(*COLUMNS).where(letter.c.code == bindparam("wanted"))
BY_REQUEST = select(*COLUMNS).where(letter.c.request_key == bindparam("wanted"))
BY_DIGEST = select(*COLUMNS).where(
    (letter.c.digest == bindparam("wanted")) | (letter.c.signed_digest == bindparam("wanted"))
)
OF_CASE = (
    select(*COLUMNS)
    .where(letter.c.case_id == bindparam("wanted"))
    .order_by(letter.c.asked_at, letter.c.id)
)
NUMBERED = select(letter.c.id).where(
    letter.c.office_id == bindparam("office"),
    letter.c.year == bindparam("of_year"),
    letter.c.book == bindparam("of_book"),
    letter.c.symbol == bindparam("under"),
    letter.c.number == bindparam("wanted"),
    letter.c.id != bindparam("but"),
)
LETTERED = select(letter.c.token).where(
    letter.c.case_id == bindparam("wanted"),
    letter.c.token.is_not(None),
    letter.c.state != bindparam("not"),
)
LAST_WRITER = (
    select(log.c.by)
    .where(log.c.case_id == bindparam("wanted"), log.c.by.is_not(None))
    .order_by(log.c.seq.desc())
    .limit(1)
)
ASK = insert(letter).returning(letter.c.id)
# Plain SQL: the same words in both databases. The row stays locked until the caller's transaction
# ends, so a number that is not used after all is given again: no gaps.
NEXT_NUMBER = text(
    "INSERT INTO letter_register (office_id, year, book, value) VALUES (:office, :year, :book, 1)"
    " ON CONFLICT (office_id, year, book)"
    " DO UPDATE SET value = letter_register.value + 1 RETURNING value"
)
HOLD_REGISTER = text(
    "INSERT INTO letter_register (office_id, year, book, value) VALUES (:office, :year, :book, 0)"
    " ON CONFLICT (office_id, year, book) DO UPDATE SET value = letter_register.value"
)


def insert_letter(db: Connection, wished: Letter) -> Letter:
    """Insert a letter that is asked for and return it with its id."""
    row = {
        column.name: getattr(wished, column.name)
        for column in letter.c
        if column.name not in ("id", "title")
    }
    row |= {"title": {"vi": wished.title.vi, "en": wished.title.en}}
    letter_id: int = db.execute(ASK, row).scalar_one()
    return replace(wished, letter_id=letter_id)


def next_number(db: Connection, office_id: int, year: int, book: str) -> int:
    """Return the next number of an office, year and book."""
    given = {"office": office_id, "year": year, "book": book}
    value: int = db.execute(NEXT_NUMBER, given).scalar_one()
    return value


def hold_register(db: Connection, office_id: int, year: int, book: str) -> None:
    """Let nobody else number a letter in a register until the caller's transaction ends."""
    db.execute(HOLD_REGISTER, {"office": office_id, "year": year, "book": book})


def is_number_used(db: Connection, wanted: Letter, year: int, number: str) -> bool:
    """Tell whether another letter of the office has this number in the same register."""
    row = db.execute(
        NUMBERED,
        {
            "office": wanted.office_id,
            "of_year": year,
            "of_book": wanted.book,
            "under": wanted.symbol,
            "wanted": number,
            "but": wanted.letter_id,
        },
    ).first()
    return row is not None


def change_letter(db: Connection, letter_id: int, changes: Mapping[str, Any]) -> Letter:
    """Write columns of a letter and return it as it is now; raise NotFound."""
    changed = update(letter).where(letter.c.id == letter_id).values(**changes)
    return _one(db.execute(changed.returning(*COLUMNS)).first(), str(letter_id))


def get_letter(db: Connection, letter_id: int) -> Letter:
    """Return a letter; raise NotFound."""
    return _one(db.execute(BY_ID, {"wanted": letter_id}).first(), str(letter_id))


def lock_letter(db: Connection, letter_id: int) -> Letter:
    """Return a letter that nobody else changes until the transaction ends; raise NotFound.

    Lock its case first, as every command does.
    """
    return _one(db.execute(LOCK, {"wanted": letter_id}).first(), str(letter_id))


def find_letter_by_code(db: Connection, code: str) -> Letter | None:
    """Return the letter with a verification code."""
    row = db.execute(BY_CODE, {"wanted": code}).first()
    return None if row is None else letter_from(row)


def find_letter_by_request(db: Connection, request_key: str) -> Letter | None:
    """Return the letter that a request asked for."""
    row = db.execute(BY_REQUEST, {"wanted": request_key}).first()
    return None if row is None else letter_from(row)


def find_letter_by_digest(db: Connection, digest: str) -> Letter | None:
    """Return the letter whose file, signed or not, has this digest."""
    row = db.execute(BY_DIGEST, {"wanted": digest}).first()
    return None if row is None else letter_from(row)


def list_case_letters(db: Connection, case_id: int) -> tuple[Letter, ...]:
    """Return the letters of a case in the order they were asked for."""
    return tuple(letter_from(row) for row in db.execute(OF_CASE, {"wanted": case_id}))


def lettered_tokens(db: Connection, case_id: int) -> frozenset[int]:
    """Return the tokens of the steps of a case whose letters count: asked for and not recalled."""
    return frozenset(db.execute(LETTERED, {"wanted": case_id, "not": RECALLED}).scalars())


def set_signed(db: Connection, letter_id: int, digest: str, size: int) -> None:
    """Say which file is the letter since it was signed; the first one counts as genuine still."""
    change_letter(db, letter_id, {"signed_digest": digest, "size": size})


def set_delivered(
    db: Connection, letter_id: int, at: datetime, delivery: Mapping[str, Any]
) -> None:
    """Say when and how a letter reached its reader."""
    change_letter(
        db, letter_id, {"delivered_at": at, "delivery": dict(delivery), "state": DELIVERED}
    )


def last_writer(db: Connection, case_id: int) -> int | None:
    """Return who did something to the case last; None where no officer did."""
    found: int | None = db.execute(LAST_WRITER, {"wanted": case_id}).scalar()
    return found


def letter_from(row: AnyRow) -> Letter:
    """Return the letter in a row of COLUMNS."""
    return letter_of(dict(row._mapping))


def letter_of(columns: Mapping[str, Any]) -> Letter:
    """Return the letter in the columns of its row, by name."""
    values = dict(columns)
    title = values.pop("title")
    return Letter(letter_id=values.pop("id"), title=Text(**title), **values)


def _one(row: AnyRow | None, key: str) -> Letter:
    if row is None:
        raise NotFound(what=WORDS, key=key)
    return letter_from(row)
