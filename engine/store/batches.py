"""Work on many tasks at once: what was asked for, and what became of each."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from engine.errors import NotFound, Words
from engine.records.team import Batch, BatchResult
from engine.store.log import short_key
from engine.store.team_tables import batch
from engine.store.types import AnyRow, JsonText

BY_ID = select(batch).where(batch.c.id == bindparam("wanted"))
BY_KEY = select(batch).where(batch.c.request_key == bindparam("key"))
INSERT = {
    "sqlite": sqlite.insert(batch).on_conflict_do_nothing(index_elements=["request_key"]),
    "postgresql": postgresql.insert(batch).on_conflict_do_nothing(index_elements=["request_key"]),
}
# Two browsers may work on the same batch: what one has written, the other does not overwrite.
SAVE = (
    update(batch)
    .where(
        batch.c.id == bindparam("wanted"),
        batch.c.results == bindparam("old", type_=JsonText),
    )
    .values(results=bindparam("new", type_=JsonText), ended_at=bindparam("at"))
)


def insert_batch(
    db: Connection, person_id: int, kind: str, content: Mapping[str, Any], key: str, now: datetime
) -> None:
    """Write what is asked for; nothing when it was asked under this key before."""
    given: dict[str, Any] = {
        "made_at": now,
        "ended_at": None,
        "person_id": person_id,
        "kind": kind,
        "request_key": short_key(key),
        "content": content,
        "results": [],
    }
    db.execute(INSERT[db.dialect.name], given)


def get_batch_by_key(db: Connection, key: str) -> Batch:
    """Return the batch asked for under a key; raise NotFound."""
    return _one(db.execute(BY_KEY, {"key": short_key(key)}).first(), key)


def find_batch_by_key(db: Connection, key: str) -> Batch | None:
    """Return the batch asked for under a key."""
    row = db.execute(BY_KEY, {"key": short_key(key)}).first()
    return None if row is None else _one(row, key)


def get_batch(db: Connection, batch_id: int) -> Batch:
    """Return a batch; raise NotFound."""
    return _one(db.execute(BY_ID, {"wanted": batch_id}).first(), batch_id)


def save_results(
    db: Connection, old: Batch, results: Sequence[BatchResult], now: datetime | None
) -> bool:
    """Write what became of its tasks; False if somebody else has written meanwhile."""
    given = {"wanted": old.batch_id, "old": _plain(old.results), "new": _plain(results), "at": now}
    return db.execute(SAVE, given).rowcount == 1


def _plain(results: Sequence[BatchResult]) -> list[dict[str, Any]]:
    return [asdict(one) for one in results]


def _one(row: AnyRow | None, key: object) -> Batch:
    if row is None:
        raise NotFound(what=Words(en="batch", vi="lượt xử lý"), key=key)
    content = dict(row.content)
    return Batch(
        batch_id=row.id,
        person_id=row.person_id,
        kind=row.kind,
        made_at=row.made_at,
        ended_at=row.ended_at,
        places=content.pop("places"),
        content=content,
        results=tuple(BatchResult(**one) for one in row.results),
    )
