"""Letters as pages show them: those of a case, the register of offices, the applicant's own."""

from dataclasses import dataclass
from typing import BinaryIO

from engine.access import is_own_case
from engine.context import Context
from engine.drafting.rights import may_handle_letter, may_recall, register_offices
from engine.errors import NotFound, Words
from engine.queries.case_file import open_case
from engine.queries.signatures import signing_states
from engine.records.cards import Text
from engine.records.cases import Case
from engine.records.fees import Receipt
from engine.records.letters import DELIVERED, ISSUED, RECALLED, Letter
from engine.records.people import Office, Person
from engine.signatures.turns import Houses
from engine.store.cases import find_case_spelled
from engine.store.letter_lists import (
    MOST_COUNTED,
    FoundLetter,
    LetterWish,
    count_by_state,
    search_letters,
)
from engine.store.letters import list_case_letters
from engine.store.people import names_of
from engine.store.receipts import list_receipts
from engine.store.signatures import posts_held

PAGE_SIZE = 30
_WORD = Words(en="letter", vi="văn bản")


@dataclass(frozen=True, kw_only=True)
class LetterLine:
    """A letter of a case.

    may_act     the reader works with it
    may_recall  the reader may take it back
    """

    letter: Letter
    office: Office
    writer: str | None
    may_act: bool
    may_recall: bool


@dataclass(frozen=True, kw_only=True)
class CaseLetters:
    """The letters of a case, the newest first, and its receipts of fees."""

    case: Case
    title: Text
    office: Office
    lines: tuple[LetterLine, ...]
    may_issue: bool
    receipts: tuple[Receipt, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RegisterQuestion:
    """What is looked for in the register: state "" for all, "open" for issued and not delivered."""

    state: str = ""
    kind: str = ""
    year: int | None = None
    office: str = ""
    text: str = ""
    number: int = 1


@dataclass(frozen=True, kw_only=True)
class RegisterPage:
    """A page of the register.

    offices  whose registers the reader may read
    counts   letters by state, in all of them
    """

    lines: tuple[FoundLetter, ...]
    total: int
    number: int
    offices: tuple[Office, ...]
    counts: dict[str, int]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE_SIZE))

    @property
    def is_more(self) -> bool:
        """Whether there are more than are counted."""
        return self.total >= MOST_COUNTED


def get_case_letters(context: Context, person: Person, code: str) -> CaseLetters:
    """Return the letters of a case; raise NotFound."""
    with context.database.read() as db:
        opened = open_case(context, db, person, code)
        letters = list_case_letters(db, opened.case.case_id)
        receipts = list_receipts(db, opened.case.case_id)
        names = names_of(db, {one.asked_by for one in letters if one.asked_by})
        houses = Houses(offices=opened.directory.offices, held=posts_held(db))
    offices = opened.directory.by_id
    return CaseLetters(
        case=opened.case,
        title=opened.procedure.card.title,
        office=offices[opened.case.office_id],
        lines=tuple(
            LetterLine(
                letter=one,
                office=offices[one.office_id],
                writer=names.get(one.asked_by) if one.asked_by else None,
                may_act=may_handle_letter(person, one, opened.directory),
                may_recall=may_recall(person, one, houses),
            )
            for one in reversed(letters)
        ),
        may_issue=opened.case.office_id in register_offices(person, opened.directory),
        receipts=tuple(reversed(receipts)),
    )


def open_case_letter(
    context: Context, person: Person, code: str, letter_id: int
) -> tuple[Letter, BinaryIO]:
    """Return a letter of a case and its file, to be closed by the caller.

    Raises  NotFound also for a letter of another case, and for one that has no file yet
    """
    with context.database.read() as db:
        case = open_case(context, db, person, code).case
        letters = list_case_letters(db, case.case_id)
    found = next((one for one in letters if one.letter_id == letter_id and one.file), None)
    if found is None or found.file is None:
        raise NotFound(what=_WORD, key=str(letter_id))
    return found, context.files.open(found.file)


def list_own_letters(context: Context, own: tuple[str, str]) -> tuple[Letter, ...]:
    """Return what the applicant of a dossier may read: what is out and has its signatures.

    None for a wrong pair.

    own   dossier code and the telephone's last digits
    """
    with context.database.read() as db:
        case = find_case_spelled(db, own[0])
        if case is None or not is_own_case(case, own[1]):
            return ()
        letters = list_case_letters(db, case.case_id)
    out = [one for one in letters if one.state in (ISSUED, DELIVERED, RECALLED)]
    signed = signing_states(context, out)
    return tuple(one for one in out if one.state != ISSUED or signed[one.letter_id].complete)


def read_register(context: Context, person: Person, asked: RegisterQuestion) -> RegisterPage:
    """Return a page of the registers that the person may read: three statements."""
    with context.database.read() as db:
        directory = context.offices.get(db)
        mine = register_offices(person, directory)
        chosen = directory.by_code.get(asked.office)
        only = (chosen.office_id,) if chosen and chosen.office_id in mine else mine
        wish = LetterWish(
            office_ids=only,
            states=(asked.state,) if asked.state else (),
            kind=asked.kind,
            year=asked.year,
            text=asked.text,
        )
        lines, total = search_letters(db, wish, asked.number, PAGE_SIZE)
        counts = count_by_state(db, mine)
    return RegisterPage(
        lines=lines,
        total=total,
        number=asked.number,
        offices=tuple(directory.by_id[one] for one in mine),
        counts=counts,
    )
