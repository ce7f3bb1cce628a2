"""The applicant's key to a case: the dossier code and the last digits of the telephone given."""

from hmac import compare_digest

from sqlalchemy import Connection

from engine.errors import NotFound, Words
from engine.records.cases import Case
from engine.store.cases import find_case_by_code

PHONE_DIGITS = 4


def require_own_case(db: Connection, code: str, last_digits: str) -> Case:
    """Return the case that code and digits open together.

    Raises  NotFound for a wrong code and for wrong digits alike, so that neither can be guessed alone
    """
    case = find_case_by_code(db, code.strip().upper())
    digits = case.applicant.phone[-PHONE_DIGITS:] if case else ""
    fits = compare_digest(digits.encode(), last_digits.strip().encode())
    if case is None or len(digits) < PHONE_DIGITS or not fits:
        raise NotFound(what=Words(en="dossier", vi="hồ sơ"), key=code)
    return case
