"""Lists of letters: the register of offices, with numbers, states and words."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from engine.records.letters import Letter
from engine.store.folding import pattern_of
from engine.store.letter_tables import letter
from engine.store.letters import letter_of
from engine.store.tables import case

MOST_COUNTED = 10_000


@dataclass(frozen=True, kw_only=True)
class LetterWish:
    """Which letters are looked for; what is empty does not matter.

    office_ids   whose registers may be read
    states       of records.letters
    kind         "01" … "05" or the name of a procedure's letter
    text         part of a number, of the dossier code or of the applicant's name
    """

    office_ids: Collection[int]
    states: Collection[str] = ()
    kind: str = ""
    year: int | None = None
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class FoundLetter:
    """A letter with the case it belongs to."""

    letter: Letter
    case_code: str
    applicant: str


def search_letters(
    db: Connection, wish: LetterWish, number: int, size: int
) -> tuple[tuple[FoundLetter, ...], int]:
    """Return page `number` (from 1), the newest letters first, and how many there are."""
    wanted = and_(*_conditions(wish))
    joined = letter.join(case, case.c.id == letter.c.case_id)
    some = select(letter.c.id).select_from(joined).where(wanted).limit(MOST_COUNTED).subquery()
    total: int = db.execute(select(func.count()).select_from(some)).scalar_one()
    rows = db.execute(
        select(*letter.c, case.c.code.label("case_code"), case.c.applicant_name)
        .select_from(joined)
        .where(wanted)
        .order_by(letter.c.asked_at.desc(), letter.c.id.desc())
        .limit(size)
        .offset((number - 1) * size)
    )
    found = []
    for row in rows:
        values = dict(row._mapping)
        code, name = values.pop("case_code"), values.pop("applicant_name")
        found.append(FoundLetter(letter=letter_of(values), case_code=code, applicant=name))
    return tuple(found), total


def count_by_state(db: Connection, office_ids: Collection[int]) -> dict[str, int]:
    """Return how many letters of the offices have come to each state."""
    rows = db.execute(
        select(letter.c.state, func.count())
        .where(letter.c.office_id.in_(office_ids))
        .group_by(letter.c.state)
    )
    return {str(state): int(number) for state, number in rows}


def _conditions(wish: LetterWish) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [letter.c.office_id.in_(wish.office_ids)]
    if wish.states:
        found.append(letter.c.state.in_(wish.states))
    if wish.kind:
        found.append(letter.c.kind == wish.kind)
    if wish.year:
        found.append(letter.c.year == wish.year)
    if wish.text:
        pattern = pattern_of(wish.text)
        found.append(
            or_(
                case.c.applicant_search.like(pattern, escape="\\"),
                func.lower(letter.c.number).like(pattern, escape="\\"),
            )
        )
    return found
