"""Asking for the password once more before something that binds."""

from engine.actions.sign_in import LONGEST_PASSWORD, TRIES_PER_LOGIN, TRY_WINDOW
from engine.context import Context
from engine.records.people import Person
from engine.refusals import PasswordWrong
from engine.store.passwords import is_password
from engine.store.people import find_sign_in
from engine.store.tries import count_try, forget_tries


def confirm_password(context: Context, person: Person, password: str) -> None:
    """Make sure that it is the person who acts.

    Raises   PasswordWrong; TooManyTries, together with those at sign-in
    Source   OWASP ASVS 5.0, 7.5 (authentication again before sensitive acts)
    """
    tries = f"sign-in:login:{person.login.lower()}"
    with context.database.begin() as db:
        count_try(db, tries, context.clock.now(), TRIES_PER_LOGIN, TRY_WINDOW)
        found = find_sign_in(db, person.login)
    if found is None or not is_password(password[:LONGEST_PASSWORD], found[1]):
        raise PasswordWrong
    with context.database.begin() as db:
        forget_tries(db, tries)
