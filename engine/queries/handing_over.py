"""Whether the letters of a case may leave the office, for whoever hands its result over."""

from dataclasses import dataclass
from typing import Literal

from engine.context import Context
from engine.errors import Words
from engine.queries.signatures import signing_states
from engine.records.cases import Case
from engine.records.letters import ASKED, ISSUED, STUCK, Letter
from engine.store.letters import list_case_letters

# TrangThaiHoSo 9: decided, the result waits to be handed over.
DECIDED = 9
Lack = Literal["making", "stuck", "unsigned", "undelivered"]


@dataclass(frozen=True, kw_only=True)
class OpenLetter:
    """A letter that has not reached the applicant.

    lack   being made; lacks something; waits for a signature of `role`; can be delivered
    """

    letter: Letter
    lack: Lack
    role: Words | None = None


def open_letters(context: Context, case: Case) -> tuple[OpenLetter, ...]:
    """Return the procedure's own letters that are not delivered yet, once the case is decided.

    Source   "issued" and "delivered" are two things: NĐ 30/2020/NĐ-CP, Art. 18
    """
    if case.standing.portal_status != DECIDED:
        return ()
    with context.database.read() as db:
        letters = [
            one
            for one in list_case_letters(db, case.case_id)
            if not one.edition and one.state in (ASKED, STUCK, ISSUED)
        ]
    signed = signing_states(context, [one for one in letters if one.is_out])
    found = []
    for one in letters:
        if not one.is_out:
            found.append(OpenLetter(letter=one, lack="making" if one.state == ASKED else "stuck"))
        elif not signed[one.letter_id].complete:
            role = signed[one.letter_id].waiting_role
            found.append(OpenLetter(letter=one, lack="unsigned", role=role))
        else:
            found.append(OpenLetter(letter=one, lack="undelivered"))
    return tuple(found)
