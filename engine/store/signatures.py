"""Signatures on letters, and the letters that wait for one."""

from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
)

from engine.records.cards import Text
from engine.records.letters import ISSUED
from engine.records.signing import LetterSignature, NamedLetter, Turn, WaitingLetter
from engine.store.letter_tables import letter
from engine.store.signature_tables import certificate, letter_signature
from engine.store.tables import case, person, post
from engine.store.types import AnyRow

MOST_SHOWN = 500
FOUND = select(
    letter_signature, person.c.name.label("person_name"), certificate.c.serial
).select_from(
    letter_signature.join(person, person.c.id == letter_signature.c.person_id).outerjoin(
        certificate, certificate.c.id == letter_signature.c.certificate_id
    )
)
OF_LETTERS = FOUND.where(
    letter_signature.c.letter_id.in_(bindparam("wanted", expanding=True))
).order_by(letter_signature.c.letter_id, letter_signature.c.step)
HAD = (
    select(func.count())
    .where(letter_signature.c.letter_id == letter.c.id)
    .correlate(letter)
    .scalar_subquery()
)
WAITING = (
    select(
        letter,
        case.c.code.label("case_code"),
        case.c.applicant_name,
        case.c.due_at,
        HAD.label("step"),
    )
    .join(case, case.c.id == letter.c.case_id)
    .where(letter.c.state == ISSUED)
)
NAMED = (
    select(letter.c.id, letter.c.case_id, letter.c.title, letter.c.number, case.c.code)
    .join(case, case.c.id == letter.c.case_id)
    .where(letter.c.id.in_(bindparam("wanted", expanding=True)))
)
POSTS = (
    select(post.c.office_id, post.c.kind)
    .join(person, person.c.id == post.c.person_id)
    .where(person.c.disabled_at.is_(None))
    .distinct()
)
KNOWN = select(letter_signature.c.letter_id).where(letter_signature.c.after == bindparam("wanted"))


def insert_signature(db: Connection, made: LetterSignature) -> None:
    """Write down that a step was signed."""
    db.execute(
        insert(letter_signature).values(
            letter_id=made.letter_id,
            step=made.step,
            role=made.role,
            person_id=made.person_id,
            certificate_id=made.certificate_id,
            signed_at=made.signed_at,
            before=made.before,
            after=made.after,
        )
    )


def signatures_on(
    db: Connection, letter_ids: Sequence[int]
) -> dict[int, tuple[LetterSignature, ...]]:
    """Return the signatures of each of these letters, in their order."""
    found: dict[int, tuple[LetterSignature, ...]] = dict.fromkeys(letter_ids, ())
    if letter_ids:
        for row in db.execute(OF_LETTERS, {"wanted": list(letter_ids)}):
            found[row.letter_id] += (_signature(row),)
    return found


def posts_held(db: Connection) -> frozenset[tuple[int, str]]:
    """Return the kinds of posts that somebody who can sign in holds, by office."""
    return frozenset((row.office_id, row.kind) for row in db.execute(POSTS))


def find_signed_letter(db: Connection, digest: str) -> int | None:
    """Return the id of the letter that a file was at one time, after one of its signatures."""
    return db.execute(KNOWN.limit(1), {"wanted": digest}).scalar()


def name_letters(db: Connection, letter_ids: Sequence[int]) -> dict[int, NamedLetter]:
    """Return what lists show of these letters."""
    rows = db.execute(NAMED, {"wanted": list(letter_ids)}) if letter_ids else ()
    return {
        row.id: NamedLetter(
            letter_id=row.id,
            case_id=row.case_id,
            case_code=row.code,
            title=Text(**row.title),
            number=row.number or "",
        )
        for row in rows
    }


def list_waiting(db: Connection, turns: Sequence[Turn]) -> tuple[WaitingLetter, ...]:
    """Return the letters whose next signature is one of these, the most urgent first."""
    if not turns:
        return ()
    query = WAITING.where(or_(*map(_is_turn, turns)))
    rows = db.execute(query.order_by(case.c.due_at, letter.c.issued_at).limit(MOST_SHOWN))
    return tuple(_waiting(row) for row in rows)


def count_waiting(db: Connection, turns: Sequence[Turn]) -> int:
    """Return how many letters wait for one of these."""
    if not turns:
        return 0
    counted = select(func.count()).select_from(letter).where(letter.c.state == ISSUED)
    return db.execute(counted.where(or_(*map(_is_turn, turns)))).scalar_one()


def _is_turn(turn: Turn) -> ColumnElement[bool]:
    had, named = HAD, letter.c.signer.in_(turn.signers)
    if turn.others:
        named = letter.c.signer.notin_((*turn.signers, ""))
    parts: list[ColumnElement[bool]] = [letter.c.office_id.in_(turn.office_ids), named]
    parts.append(had == turn.step.number)
    if turn.since is not None:
        parts.append(letter.c.issued_at >= turn.since)
    if turn.until is not None:
        parts.append(letter.c.issued_at < turn.until)
    return and_(*parts)


def _signature(row: AnyRow) -> LetterSignature:
    return LetterSignature(
        letter_id=row.letter_id,
        step=row.step,
        role=row.role,
        person_id=row.person_id,
        person_name=row.person_name,
        certificate_id=row.certificate_id,
        serial=row.serial,
        signed_at=row.signed_at,
        before=row.before,
        after=row.after,
    )


def _waiting(row: AnyRow) -> WaitingLetter:
    return WaitingLetter(
        letter_id=row.id,
        case_id=row.case_id,
        case_code=row.case_code,
        applicant=row.applicant_name,
        office_id=row.office_id,
        signer=row.signer,
        title=Text(**row.title),
        number=row.number or "",
        file=row.signed_digest or row.digest,
        issued_at=row.issued_at,
        case_due_at=row.due_at,
        step=row.step,
    )
