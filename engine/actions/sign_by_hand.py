"""Noting that a letter was signed, or sealed, on paper."""

from engine.actions.carry_out import carry_out
from engine.actions.confirm_password import confirm_password
from engine.actions.sign_letter import find_turn
from engine.context import Context
from engine.errors import InputRefused, Words
from engine.records.commands import Note
from engine.records.people import Person
from engine.records.signing import LetterSignature
from engine.records.values import Json
from engine.store.cases import lock_case
from engine.store.letters import get_letter, lock_letter
from engine.store.signatures import insert_signature

LONGEST_REASON = 500
WHY = Words(vi="hãy ghi vì sao văn bản được ký trên giấy.", en="write why it was signed on paper.")


def sign_by_hand(
    context: Context,
    person: Person,
    letter_id: int,
    number: int,
    reason: str,
    password: str,
) -> None:
    """Let the person's own step of a letter count as made on paper; others note theirs.

    number   of the step that is next, which must be this person's
    Raises   NotFound, InputRefused without a reason, SigningRefused; PasswordWrong, TooManyTries
    """
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise InputRefused(reason=WHY)
    confirm_password(context, person, password)
    with context.database.begin() as db:
        case = lock_case(db, get_letter(db, letter_id).case_id)
        letter = lock_letter(db, letter_id)
        step = find_turn(context, db, person, (letter, number)).step
        made = LetterSignature(
            letter_id=letter_id,
            step=step.number,
            role=step.role,
            person_id=person.person_id,
            person_name=person.name,
            certificate_id=None,
            serial=None,
            signed_at=context.clock.now(),
            before=letter.file or "",
            after=letter.file or "",
        )
        insert_signature(db, made)
        values: dict[str, Json] = {
            "letter": letter_id,
            "letter_vi": f"{letter.title.vi} {letter.number or ''}".strip(),
            "letter_en": f"{letter.title.en} {letter.number or ''}".strip(),
            "role": step.role,
            "reason": reason,
            "digest": letter.file,
        }
        note = Note(event="letter-signed-by-hand", values=values, by=person.person_id)
        carry_out(context, db, case, note)
