"""Opening a dossier with its code and the telephone's last digits, a limited number of times."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from engine.actions.own_case import require_own_case
from engine.context import Context
from engine.records.cases import Case
from engine.records.codes import one_spelling
from engine.store.tries import count_try, forget_tries, take_back_try

# Four digits are soon guessed: per code five tries in a quarter of an hour and twenty a day leave a
# guesser a chance of 1 in 500 a day. Codes follow each other, so one may also guess at all of them:
# 200 wrong tries a day open some dossier with a chance of 1 in 50. Many citizens share an address,
# so it is allowed that many, and what succeeds does not count.
PER_CODE = (5, timedelta(minutes=15))
PER_CODE_A_DAY = (20, timedelta(days=1))
PER_ADDRESS = (30, timedelta(minutes=15))
PER_ADDRESS_A_DAY = (200, timedelta(days=1))


def open_tracking(context: Context, own: tuple[str, str], address: str) -> Case:
    """Return the case that dossier code and last digits open.

    Raises   NotFound for a wrong code and wrong digits alike; TooManyTries
    """
    with guarded(context, "track", own[0], address), context.database.read() as db:
        return require_own_case(db, *own)


@contextmanager
def guarded(context: Context, what: str, code: str, address: str) -> Iterator[None]:
    """Count a try to open something by its code; one that succeeds does not count.

    what     what is opened: each kind has tries of its own
    Raises   TooManyTries
    Source   OWASP ASVS 5.0, 6.3.1 (throttling)
    """
    named, now = one_spelling(code), context.clock.now()
    from_there = (
        (f"{what}:address:{address}", *PER_ADDRESS),
        (f"{what}:address:day:{address}", *PER_ADDRESS_A_DAY),
    )
    of_code = (f"{what}:code:{named}", *PER_CODE), (f"{what}:day:{named}", *PER_CODE_A_DAY)
    for key, most, window in (*from_there, *of_code):
        with context.database.begin() as db:
            count_try(db, key, now, most, window)
    yield
    with context.database.begin() as db:
        for key, _, _ in from_there:
            take_back_try(db, key)
        for key, _, _ in of_code:
            forget_tries(db, key)
