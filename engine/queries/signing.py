"""Letters that wait for a person's signature, and what became of an order to sign."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.context import Context
from engine.errors import NotFound, Words
from engine.letters.pages import show_page
from engine.letters.wording import ZONE
from engine.queries.inbox import office_text
from engine.records.cards import Text
from engine.records.letters import Letter
from engine.records.people import Person
from engine.records.signing import (
    Certificate,
    LetterSignature,
    NamedLetter,
    SigningOrder,
    SigningStep,
    WaitingLetter,
)
from engine.signatures.rules import steps_of
from engine.signatures.sealing import count_pages
from engine.signatures.turns import Houses, may_sign, turns_of
from engine.store.cases import get_case
from engine.store.certificates import find_own_certificate, list_certificates
from engine.store.database import Db
from engine.store.letters import WORDS, get_letter
from engine.store.signatures import (
    count_waiting,
    list_waiting,
    name_letters,
    posts_held,
    signatures_on,
)
from engine.store.signing_orders import WORDS as ORDER_WORDS
from engine.store.signing_orders import get_order


@dataclass(frozen=True, kw_only=True)
class WaitingLine:
    """A letter that waits, the signature that it waits for, and the office that issues it."""

    letter: WaitingLetter
    step: SigningStep
    office: Text


@dataclass(frozen=True, kw_only=True)
class LetterToSign:
    """A letter as somebody who may sign it sees it.

    step    the next one; None when it has all its signatures
    mine    whether the next signature is the reader's
    pages   how many there are
    """

    letter: Letter
    case_code: str
    applicant: str
    office: Text
    signatures: tuple[LetterSignature, ...]
    step: SigningStep | None
    mine: bool
    pages: int


@dataclass(frozen=True, kw_only=True)
class OrderLine:
    """One letter of an order: which, and what became of it."""

    letter: NamedLetter
    state: str
    reason: Words | None


@dataclass(frozen=True, kw_only=True)
class OrderView:
    """An order with its letters, those that were refused first."""

    order: SigningOrder
    lines: tuple[OrderLine, ...]


def list_waiting_letters(context: Context, person: Person) -> tuple[WaitingLine, ...]:
    """Return the letters whose next signature is the person's, the most urgent first."""
    with context.database.read() as db:
        found = list_waiting(db, turns_of(person, houses_of(context, db), ZONE))
        directory = context.offices.get(db)
    return tuple(
        WaitingLine(
            letter=one,
            step=steps_of(one.signer, one.issued_at.astimezone(ZONE).date())[one.step],
            office=office_text(directory.by_id.get(one.office_id)),
        )
        for one in found
    )


def count_waiting_letters(context: Context, person: Person) -> int:
    """Return how many letters wait for the person's signature."""
    with context.database.read() as db:
        return count_waiting(db, turns_of(person, houses_of(context, db), ZONE))


def get_letter_to_sign(context: Context, person: Person, letter_id: int) -> LetterToSign:
    """Return a letter with its signatures; raise NotFound for one that is not theirs to sign."""
    with context.database.read() as db:
        letter = _seen(context, db, person, letter_id)
        case = get_case(db, letter.case_id)
        signatures = signatures_on(db, [letter_id])[letter_id]
        office = office_text(context.offices.get(db).by_id.get(letter.office_id))
        houses = houses_of(context, db)
    steps = steps_on(letter)
    step = steps[len(signatures)] if len(signatures) < len(steps) else None
    return LetterToSign(
        letter=letter,
        case_code=case.code,
        applicant=case.applicant.name,
        office=office,
        signatures=signatures,
        step=step,
        mine=step is not None
        and may_sign(person, houses, letter.office_id, step)
        and all(one.person_id != person.person_id for one in signatures),
        pages=count_pages(_content(context, letter)),
    )


def letters_to_open(context: Context, person: Person, letters: Sequence[Letter]) -> frozenset[int]:
    """Return by id those letters that `get_letter_to_sign` shows to the person."""
    with context.database.read() as db:
        houses = houses_of(context, db)
    return frozenset(one.letter_id for one in letters if _signs(person, houses, one))


def get_letter_page(context: Context, person: Person, letter_id: int, number: int) -> bytes:
    """Return a page of a letter as PNG; raise NotFound."""
    with context.database.read() as db:
        letter = _seen(context, db, person, letter_id)
    shown = show_page(_content(context, letter), number)
    if shown is None:
        raise NotFound(what=WORDS, key=letter_id)
    return shown


def get_letter_file(context: Context, person: Person, letter_id: int) -> tuple[str, bytes]:
    """Return number and file of a letter as it is signed now; raise NotFound."""
    with context.database.read() as db:
        letter = _seen(context, db, person, letter_id)
    return letter.number or letter.code, _content(context, letter)


def get_signing_order(context: Context, person: Person, order_id: int) -> OrderView:
    """Return an order of the person; raise NotFound for one of somebody else."""
    with context.database.read() as db:
        order = get_order(db, order_id)
        if order.person_id != person.person_id:
            raise NotFound(what=ORDER_WORDS, key=order_id)
        named = name_letters(db, [one.letter_id for one in order.letters])
    lines = [
        OrderLine(letter=named[one.letter_id], state=one.state, reason=one.reason)
        for one in order.letters
    ]
    lines.sort(key=lambda one: (one.state, one.letter.letter_id))
    return OrderView(order=order, lines=tuple(lines))


def houses_of(context: Context, db: Db) -> Houses:
    """Return which office signs for which."""
    return Houses(offices=context.offices.get(db).offices, held=posts_held(db))


def steps_on(letter: Letter) -> tuple[SigningStep, ...]:
    """Return the signatures that an issued letter needs."""
    if letter.issued_at is None:
        return ()
    return steps_of(letter.signer, letter.issued_at.astimezone(ZONE).date())


def _seen(context: Context, db: Db, person: Person, letter_id: int) -> Letter:
    """Return an issued letter that the person may sign a step of; raise NotFound."""
    letter = get_letter(db, letter_id)
    if not _signs(person, houses_of(context, db), letter):
        raise NotFound(what=WORDS, key=letter_id)
    return letter


def _signs(person: Person, houses: Houses, letter: Letter) -> bool:
    return letter.file is not None and any(
        may_sign(person, houses, letter.office_id, step) for step in steps_on(letter)
    )


def _content(context: Context, letter: Letter) -> bytes:
    with context.files.open(letter.file or "") as file:
        return file.read()


def get_own_certificate(context: Context, person: Person) -> Certificate | None:
    """Return the certificate that the person signs with, counting or not; None without one."""
    office_id = person.posts[0].office_id if person.posts else 0
    with context.database.read() as db:
        return find_own_certificate(db, person.person_id, office_id)


def list_all_certificates(context: Context) -> tuple[Certificate, ...]:
    """Return every certificate, by office and name."""
    with context.database.read() as db:
        return list_certificates(db)
