"""Remarks of officers on a case; the applicant never sees them."""

from collections.abc import Sequence

from engine.actions.carry_out import carry_out
from engine.actions.tell_people import tell_people
from engine.context import Context
from engine.errors import InputRefused, Words
from engine.records.cases import Case
from engine.records.commands import Note
from engine.records.notices import Occasion
from engine.records.people import Person
from engine.records.values import Json
from engine.store.cases import lock_case
from engine.store.people import names_of

REMARK = "remark-made"
LONGEST = 2_000


def make_remark(
    context: Context,
    person: Person,
    case_id: int,
    text: str,
    mentions: Sequence[int] = (),
    request_key: str | None = None,
) -> Case:
    """Write a remark into the log of a case and tell the colleagues whom it mentions.

    The caller has made sure that the person and those mentioned may see the case.
    Raises  InputRefused for no text or too long a text; RequestRepeated
    """
    said = text.strip()
    if not said or len(said) > LONGEST:
        raise InputRefused(
            reason=Words(
                en=f"write a remark of at most {LONGEST} letters.",
                vi=f"hãy ghi ghi chú, dài nhất {LONGEST} chữ.",
            )
        )
    with context.database.begin() as db:
        names = names_of(db, mentions)
        values: dict[str, Json] = {"text": said, "mentions": list(names)}
        note = Note(event=REMARK, values=values, by=person.person_id)
        case = carry_out(context, db, lock_case(db, case_id), note, request_key)
        content = {"code": case.code, "by": person.name}
        occasion = Occasion(
            kind="mention", case_id=case_id, content=content, key=f"mention:{case_id}:{case.seq}"
        )
        tell_people(context, db, occasion, set(names) - {person.person_id})
    return case
