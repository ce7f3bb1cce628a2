"""Sign out everywhere else: for a lost telephone, or a password that somebody else has seen."""

from engine.context import Context
from engine.records.people import Person
from engine.store import own_sessions
from engine.store.sessions import hash_token


def revoke_other_sessions(context: Context, person: Person, token: str) -> int:
    """End all sessions of the person but the one of this token; return how many."""
    with context.database.begin() as db:
        return own_sessions.revoke_other_sessions(
            db, person.person_id, hash_token(token), context.clock.now()
        )
