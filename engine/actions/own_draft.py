"""Going on with a filing begun in another browser, or forgetting it; by its owner, signed in."""

from engine.context import Context
from engine.errors import NotFound, Words
from engine.records.identity import Citizen
from engine.store.filings import drop_draft, give_filing, take_up
from engine.store.sessions import hash_token, new_token

WORDS = Words(en="filing begun", vi="hồ sơ đang khai")
_HASH_BYTES = 32


def take_up_draft(
    context: Context, who: Citizen, key: str, here: str | None = None
) -> tuple[str, str]:
    """Return the procedure of a filing and a new token for it; the old one finds it no more.

    here    token of what this browser has begun: it becomes theirs, so that they find it again
    Raises  NotFound for anybody else's
    """
    token = new_token()
    with context.database.begin() as db:
        if here:
            give_filing(db, hash_token(here), who, context.clock.now())
        procedure = take_up(db, who, _hash_in(key), hash_token(token))
    if procedure is None:
        raise NotFound(what=WORDS, key=key[:12])
    return procedure, token


def forget_draft(context: Context, who: Citizen, key: str) -> None:
    """Forget a filing that the citizen has begun; raise NotFound for anybody else's."""
    with context.database.begin() as db:
        if not drop_draft(db, who, _hash_in(key)):
            raise NotFound(what=WORDS, key=key[:12])


def _hash_in(key: str) -> bytes:
    """Return the hash that a list of drafts names a filing by."""
    try:
        return bytes.fromhex(key[: 2 * _HASH_BYTES])
    except ValueError as error:
        raise NotFound(what=WORDS, key=key[:12]) from error
