"""Sign in with login and password."""

from datetime import timedelta

from engine.context import Context
from engine.errors import SignInRefused
from engine.records.people import Person
from engine.store.passwords import hash_password, is_outdated, is_password
from engine.store.people import find_sign_in, set_password
from engine.store.sessions import hash_token, insert_session, new_token
from engine.store.tries import count_try, forget_tries

SESSION_LIFE = timedelta(hours=12)
TRY_WINDOW = timedelta(minutes=15)
TRIES_PER_LOGIN = 10
TRIES_PER_ADDRESS = 60
LONGEST_LOGIN = 200
LONGEST_PASSWORD = 1_000
# The hash of a random word: checking it costs the time that a real one costs, so that the time of
# an answer does not tell whether a login exists.
NOBODY = (
    "$argon2id$v=19$m=65536,t=3,p=1"
    "$sEVi0wCgbjjOr5Ra2120bw$jibrrVn0OZ1KTNG7+MtCgeWpqppMob9EIyLreid4PGQ"
)


def sign_in(context: Context, login: str, password: str, address: str) -> tuple[str, Person]:
    """Open a session; return its token and the person.

    address  where the try comes from; one office may share an address, so it is allowed more
    Raises   SignInRefused; TooManyTries after 10 tries for a login or 60 from an address in a
             quarter of an hour
    Source   OWASP ASVS 5.0, 6.3 (throttling), 6.6; RFC 9106 for the hash
    """
    login = login.strip()[:LONGEST_LOGIN]
    now = context.clock.now()
    tries = f"sign-in:login:{login.lower()}"
    with context.database.begin() as db:
        count_try(db, f"sign-in:address:{address}", now, TRIES_PER_ADDRESS, TRY_WINDOW)
        count_try(db, tries, now, TRIES_PER_LOGIN, TRY_WINDOW)
    with context.database.read() as db:
        found = find_sign_in(db, login)
    person, stored = found or (None, NOBODY)
    if not is_password(password[:LONGEST_PASSWORD], stored) or person is None:
        raise SignInRefused
    token = new_token()
    with context.database.begin() as db:
        forget_tries(db, tries)
        if is_outdated(stored) and not context.sample_mode:
            set_password(db, person.person_id, hash_password(password))
        insert_session(db, hash_token(token), person.person_id, now, now + SESSION_LIFE)
    return token, person
