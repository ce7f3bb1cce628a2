"""The applicant's key to a case: the dossier code and the last digits of the telephone given."""

from engine.access import is_own_case
from engine.errors import NotFound, Words
from engine.records.cases import Case
from engine.store.cases import find_case_spelled
from engine.store.database import Db


def require_own_case(db: Db, code: str, last_digits: str) -> Case:
    """Return the case that code and digits open together.

    Raises  NotFound for a wrong code and wrong digits alike, so that neither can be guessed alone
    """
    case = find_case_spelled(db, code)
    if case is None or not is_own_case(case, last_digits):
        raise NotFound(what=Words(en="dossier", vi="hồ sơ"), key=code)
    return case
