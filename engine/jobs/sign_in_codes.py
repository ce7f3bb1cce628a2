"""The text message with the six digits of a citizen's sign-in."""

from dataclasses import replace

from engine.context import Context
from engine.records.notices import Notice
from engine.store.cases import get_case
from engine.store.sign_in_codes import find_sign_in


def code_message(context: Context, one: Notice) -> tuple[str, Notice] | None:
    """Return the telephone and the notice with its digits; None when nothing is to be sent.

    That is so where code and telephone did not fit, and after the sign-in's time.
    """
    hashed = bytes.fromhex(str(one.content.get("sign_in", "")))
    with context.database.read() as db:
        begun = find_sign_in(db, hashed, context.clock.now())
        if begun is None or begun.case_id is None:
            return None
        phone = get_case(db, begun.case_id).applicant.phone
    return phone, replace(one, content={"digits": context.codes.code_of(hashed)})
