"""Programs outside: only the hash of a token is stored, so that a copy of the database opens none.

Tokens are 256 random bits, as those of sessions, and need no slow hash.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from engine.records.clients import Client
from engine.store.tables import client
from engine.store.types import AnyRow, Instant

COLUMNS = (
    client.c.id,
    client.c.name,
    client.c.topics,
    client.c.created_at,
    client.c.revoked_at,
)
FIND = select(*COLUMNS).where(
    client.c.token_hash == bindparam("wanted"), client.c.revoked_at.is_(None)
)
BY_NAME = select(*COLUMNS).where(client.c.name == bindparam("wanted"))
ALL = select(*COLUMNS).order_by(client.c.name)
INSERT_CLIENT = insert(client).returning(*COLUMNS)
REVOKE = (
    update(client)
    .where(client.c.name == bindparam("wanted"), client.c.revoked_at.is_(None))
    .values(revoked_at=bindparam("at", type_=Instant))
)


def insert_client(
    db: Connection, name: str, token_hash: bytes, topics: Sequence[str], now: datetime
) -> Client:
    """Remember a new client; its name must be free."""
    given = {"name": name, "token_hash": token_hash, "topics": list(topics), "created_at": now}
    return _client(db.execute(INSERT_CLIENT, given).one())


def find_client(db: Connection, token_hash: bytes) -> Client | None:
    """Return the client with this token, unless it was revoked; one statement."""
    row = db.execute(FIND, {"wanted": token_hash}).first()
    return None if row is None else _client(row)


def find_client_named(db: Connection, name: str) -> Client | None:
    """Return the client of this name, revoked or not."""
    row = db.execute(BY_NAME, {"wanted": name}).first()
    return None if row is None else _client(row)


def list_clients(db: Connection) -> tuple[Client, ...]:
    """Return all clients by name, the revoked ones too."""
    return tuple(_client(row) for row in db.execute(ALL))


def revoke_client(db: Connection, name: str, now: datetime) -> bool:
    """Let a client's token count no more; False when there was none that did."""
    return db.execute(REVOKE, {"wanted": name, "at": now}).rowcount == 1


def _client(row: AnyRow) -> Client:
    return Client(
        client_id=row.id,
        name=row.name,
        topics=tuple(row.topics),
        created_at=row.created_at,
        revoked_at=row.revoked_at,
    )
