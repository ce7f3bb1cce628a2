"""Opening a dossier with its code and the telephone's last digits, a limited number of times."""

from datetime import timedelta

from engine.actions.own_case import require_own_case
from engine.context import Context
from engine.records.cases import Case
from engine.store.tries import count_try, forget_tries

# Four digits are soon guessed: per code five tries in a quarter of an hour and twenty a day leave a
# guesser a chance of 1 in 500 a day. Many citizens share an address, so it is allowed more.
PER_CODE = (5, timedelta(minutes=15))
PER_CODE_A_DAY = (20, timedelta(days=1))
PER_ADDRESS = (60, timedelta(minutes=15))


def open_tracking(context: Context, own: tuple[str, str], address: str) -> Case:
    """Return the case that dossier code and last digits open.

    Raises   NotFound for a wrong code and wrong digits alike; TooManyTries
    Source   OWASP ASVS 5.0, 6.3.1 (throttling)
    """
    code, now = own[0].strip().upper()[:60], context.clock.now()
    counted = (f"track:code:{code}", *PER_CODE), (f"track:day:{code}", *PER_CODE_A_DAY)
    for key, most, window in ((f"track:address:{address}", *PER_ADDRESS), *counted):
        with context.database.begin() as db:
            count_try(db, key, now, most, window)
    with context.database.read() as db:
        case = require_own_case(db, *own)
    with context.database.begin() as db:
        for key, _, _ in counted:
            forget_tries(db, key)
    return case
