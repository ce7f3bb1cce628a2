"""End another of one's own sessions."""

from engine.context import Context
from engine.errors import NotFound, Words
from engine.records.people import Person
from engine.store.own_sessions import revoke_own_session


def revoke_session(context: Context, person: Person, key: str) -> None:
    """End the session of this key.

    Raises NotFound when the person has no such open session: somebody else's is as good as none.
    """
    what = Words(en="session", vi="phiên đăng nhập")
    try:
        token_hash = bytes.fromhex(key)
    except ValueError as error:
        raise NotFound(what=what, key=key[:12]) from error
    with context.database.begin() as db:
        if not revoke_own_session(db, person.person_id, token_hash, context.clock.now()):
            raise NotFound(what=what, key=key[:12])
