"""Issuing letters: numbered, set as PDF, kept, noted in the log, once.

`issue_standard` is for desks, clocks and returns: a standard form beside the diagram, at once.
Letters of steps are asked for by `ask_letter` and issued by a worker with `carry_letter`.
"""

from collections.abc import Mapping
from io import BytesIO

from engine.actions.ask_letter import keep_letter
from engine.actions.carry_out import carry_out, state_of
from engine.context import Context
from engine.drafting.drafted import Drafted, redraft_letter, written_number
from engine.drafting.templates import kept_letter
from engine.errors import MotcuaError, NotFound
from engine.faults import LetterError, LetterIncomplete, LetterStopped
from engine.letters.letter import make_letter
from engine.letters.wording import ZONE
from engine.records.cards import Text
from engine.records.cases import Case
from engine.records.commands import Note
from engine.records.letters import (
    ASKED,
    ISSUED,
    STANDARD,
    STUCK,
    Letter,
    LetterName,
    Wish,
)
from engine.records.people import Person
from engine.records.values import Json
from engine.runtime.peek import peek
from engine.store.cases import lock_case
from engine.store.database import Db
from engine.store.letters import (
    change_letter,
    get_letter,
    hold_register,
    is_number_used,
    lock_letter,
    next_number,
)

MOST_BYTES = 20_000_000


def issue_standard(
    context: Context,
    person: Person | None,
    case_id: int,
    kind: str,
    more: Mapping[str, Json] | None = None,
    request_key: str | None = None,
) -> Letter:
    """Issue a standard form for a case, at once, and return it.

    person       who writes it, and whose name stands in it; None for the system
    kind         "01" receipt, "02" supplement, "03" refusal, "04" apology, "05" stop
    more         what the form says beside what the case knows, for example reason, contents,
                 papers, old_due, new_due, stage, fees; docs/reference/letters.md lists all names
    request_key  the same key issues one letter, however often it comes
    Raises       NotFound; LetterIncomplete naming what is missing
    """
    with context.database.begin() as db:
        case = lock_case(db, case_id)
        return issue_in(context, db, case, standard_wish(person, kind, more, request_key))[1]


def issue_in(context: Context, db: Db, case: Case, wish: Wish) -> tuple[Case, Letter]:
    """Issue a letter in the caller's transaction, who has locked the case; return both anew.

    Raises   NotFound; LetterIncomplete
    """
    state = state_of(context, db, case)
    names = peek(state).names if state else {}
    letter = keep_letter(context, db, case, wish, names)
    return (case, letter) if letter.is_out else _issue(context, db, case, letter)


def standard_wish(
    person: Person | None,
    kind: str,
    more: Mapping[str, Json] | None = None,
    request_key: str | None = None,
) -> Wish:
    """Return the wish for a standard form."""
    by = person.person_id if person else None
    return Wish(name=f"{STANDARD}{kind}", more=more or {}, by=by, request_key=request_key)


def carry_letter(context: Context, letter_id: int, is_last: bool = True) -> Letter:
    """Issue a letter that was asked for; one that is issued stays as it is.

    One that lacks something waits for it: the row and the log say what.

    is_last  whether this is the last try
    Raises   LetterStopped before the last try: on a busy machine setting one can take too long
    """
    try:
        with context.database.begin() as db:
            case = lock_case(db, get_letter(db, letter_id).case_id)
            letter = lock_letter(db, letter_id)
            if letter.state not in (ASKED, STUCK):
                return letter
            return _issue(context, db, case, letter)[1]
    except LetterIncomplete as error:
        return _stick(context, letter_id, error.missing)
    except LetterStopped as error:
        if not is_last:
            raise
        return _stick(context, letter_id, (_told(error),))
    except (LetterError, NotFound) as error:
        return _stick(context, letter_id, (_told(error),))


def _told(error: MotcuaError) -> LetterName:
    label = Text(vi=error.text("vi"), en=error.text("en"))
    return LetterName(name="", label=label, group=Text(vi="", en=""))


def _issue(context: Context, db: Db, case: Case, letter: Letter) -> tuple[Case, Letter]:
    procedure = context.versions.get(db, letter.version_id).compiled.procedure
    chosen = kept_letter(procedure, context.editions, letter.edition, letter.kind)
    office = context.offices.get(db).by_id[letter.office_id]
    draft = redraft_letter(procedure, chosen, letter, office.name_vi)
    now = context.clock.now()
    today = now.astimezone(ZONE).date()
    missing = draft.missing(today.isoformat())
    if missing:
        raise LetterIncomplete(missing=missing)
    value, number = _numbered(db, letter, draft, today.year)
    filling = draft.filling(value, today.isoformat(), check_address(context, letter))
    content = make_letter(chosen.template, filling, now)
    kept = context.files.put(BytesIO(content), f"{letter.kind}.pdf", MOST_BYTES)
    changes = {
        "state": ISSUED,
        "issued_at": now,
        "year": today.year,
        "value": value,
        "number": number,
        "digest": kept.digest,
        "size": kept.size,
        "lack": None,
    }
    issued = change_letter(db, letter.letter_id, changes)
    note = Note(event="letter-issued", values=told(issued), by=letter.asked_by)
    return carry_out(context, db, case, note), issued


def _numbered(db: Db, letter: Letter, draft: Drafted, year: int) -> tuple[int | None, str | None]:
    """Return the number from the register and as it is written, the typed one where there is one.

    A number stands once in the year under its symbol: NĐ 30/2020/NĐ-CP, Art. 15.
    Raises  LetterIncomplete for a typed number that another letter has
    """
    typed = draft.typed_number
    if typed:
        hold_register(db, letter.office_id, year, letter.book or letter.symbol)
        if is_number_used(db, letter, year, typed):
            raise LetterIncomplete(missing=(_free_number(draft, typed),))
        return None, typed
    if not letter.book:
        return None, None
    value = next_number(db, letter.office_id, year, letter.book)
    number = written_number(value, letter.symbol)
    may_be_typed = draft.chosen.template.number
    while number and may_be_typed and is_number_used(db, letter, year, number):
        value = next_number(db, letter.office_id, year, letter.book)
        number = written_number(value, letter.symbol)
    return value, number


def _free_number(draft: Drafted, typed: str) -> LetterName:
    """Return what a letter lacks whose number another one has."""
    name = draft.chosen.template.number or ""
    label = Text(
        vi=f"số khác, vì số {typed} đã cấp cho văn bản khác",
        en=f"another number, because {typed} is that of another letter",
    )
    return LetterName(name=name, label=label, group=Text(vi="", en=""), kind="text")


def _stick(context: Context, letter_id: int, missing: tuple[LetterName, ...]) -> Letter:
    """Write down what a letter lacks, and that it waits for it."""
    with context.database.begin() as db:
        case = lock_case(db, get_letter(db, letter_id).case_id)
        letter = lock_letter(db, letter_id)
        if letter.state not in (ASKED, STUCK):
            return letter
        lack = [
            {"name": one.name, "vi": one.label.vi, "en": one.label.en, "kind": one.kind}
            for one in missing
        ]
        change_letter(db, letter_id, {"state": STUCK, "lack": lack})
        if [dict(one) for one in letter.lack or ()] != lack:
            values = {
                **told(letter),
                "lack_vi": ", ".join(one["vi"] for one in lack),
                "lack_en": ", ".join(one["en"] for one in lack),
            }
            carry_out(context, db, case, Note(event="letter-stuck", values=values))
        return get_letter(db, letter_id)


def told(letter: Letter) -> dict[str, Json]:
    """Return what the log says of a letter: what it is, and what proves which one it is."""
    number_vi, number_en = (
        (f" số {letter.number}", f" no. {letter.number}")
        if letter.number
        else (
            "",
            "",
        )
    )
    return {
        "letter": letter.letter_id,
        "letter_vi": f"{letter.title.vi}{number_vi}",
        "letter_en": f"{letter.title.en}{number_en}",
        "kind": letter.kind,
        "edition": letter.edition,
        "number": letter.number,
        "digest": letter.file,
        "code": letter.code,
        "element": letter.element,
    }


def check_address(context: Context, letter: Letter) -> str:
    """Return where anybody can check a letter: what stands behind its QR code."""
    return f"{context.address.rstrip('/')}/verify/{letter.code}"
