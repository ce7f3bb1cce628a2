"""Programs outside: giving out their tokens, taking them back, knowing who calls."""

import re
from collections.abc import Sequence

from engine.context import Context
from engine.errors import InputRefused, NotFound, TokenRefused, Words
from engine.records.clients import ANY_TOPIC, Client
from engine.records.connectors import TOPIC_PATTERN
from engine.store.clients import find_client, find_client_named, insert_client, revoke_client
from engine.store.sessions import hash_token, new_token

TOKEN_MARK = "mtc_"  # noqa: S105  a mark by which a token that leaked is found, no secret
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")
TOPIC = re.compile(TOPIC_PATTERN)


def add_client(context: Context, name: str, topics: Sequence[str]) -> tuple[Client, str]:
    """Let a program call the API; return it with its token, which is shown this once.

    Raises  InputRefused for a name that is taken or unfit, or a topic that cannot be one
    """
    wanted = tuple(dict.fromkeys(topics))
    _require_fit(name, wanted)
    token = TOKEN_MARK + new_token()
    with context.database.begin() as db:
        if find_client_named(db, name) is not None:
            reason = Words(
                en=f"there is a client {name} already; a name is never given out again.",
                vi=f"đã có chương trình tên {name}; tên không được dùng lại.",
            )
            raise InputRefused(reason=reason)
        made = insert_client(db, name, hash_token(token), wanted, context.clock.now())
    return made, token


def revoke_token(context: Context, name: str) -> None:
    """Let a client's token count no more from now on.

    Work it holds goes to others when its lock ends. Raises NotFound for an unknown name; a second
    time nothing changes.
    """
    with context.database.begin() as db:
        if find_client_named(db, name) is None:
            raise NotFound(what=Words(en="client", vi="chương trình"), key=name)
        revoke_client(db, name, context.clock.now())


def require_client(context: Context, token: str) -> Client:
    """Return the client that calls with this token; raise TokenRefused."""
    with context.database.read() as db:
        found = find_client(db, hash_token(token)) if token.startswith(TOKEN_MARK) else None
    if found is None:
        raise TokenRefused
    return found


def _require_fit(name: str, topics: tuple[str, ...]) -> None:
    if not NAME.fullmatch(name):
        reason = Words(
            en=f"{name} is no name for a client; use a–z, 0–9, dot, hyphen and underscore.",
            vi=f"{name} không dùng làm tên được; chỉ dùng a–z, 0–9, dấu chấm, gạch nối, gạch dưới.",
        )
        raise InputRefused(reason=reason)
    wrong = [topic for topic in topics if topic != ANY_TOPIC and not TOPIC.fullmatch(topic)]
    if wrong or not topics:
        told = ", ".join(wrong) or "–"
        reason = Words(
            en=f"no topics: {told}. Write words such as tax-notice, or * for every topic.",
            vi=f"không phải chủ đề: {told}. Hãy ghi như tax-notice, hoặc * cho mọi chủ đề.",
        )
        raise InputRefused(reason=reason)
