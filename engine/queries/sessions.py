"""Who a session token stands for, and a person's own sessions."""

from dataclasses import replace

from engine.context import Context, with_absences
from engine.records.people import Person
from engine.records.sessions import OwnSession, Session
from engine.store import own_sessions, sessions


def find_session(context: Context, token: str) -> Session | None:
    """Return the open session of a token with its person, posts, and whom they stand in for.

    One statement at most; each few seconds two more, to learn who is away.
    """
    if context.sessions is not None:
        found = context.sessions.find(sessions.hash_token(token))
    else:
        with context.database.read() as db:
            found = sessions.find_session(db, sessions.hash_token(token), context.clock.now())
    return found and replace(found, person=with_absences(context, found.person))


def session_key(token: str) -> str:
    """Return the key under which the list of one's sessions names this token's."""
    return sessions.hash_token(token).hex()


def list_sessions(context: Context, person: Person) -> tuple[OwnSession, ...]:
    """Return the open sessions of a person, the newest first."""
    with context.database.read() as db:
        return own_sessions.list_sessions(db, person.person_id, context.clock.now())
