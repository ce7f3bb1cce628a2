"""The log of the cases: appended to, never changed. Only payload and salt can be erased."""

from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from engine.records.cases import Entry
from engine.records.chain import decode_payload
from engine.records.commands import Command
from engine.records.events import Event
from engine.store.folding import is_storable
from engine.store.tables import log
from engine.store.types import AnyRow

LONGEST_KEY = 100

APPEND = insert(log).values({one.name: bindparam(f"entry_{one.name}") for one in log.c})
ENTRY_COLUMNS = tuple(log.c)
OF_CASE = (
    select(*ENTRY_COLUMNS)
    .where(log.c.case_id == bindparam("wanted"), log.c.seq > bindparam("after"))
    .order_by(log.c.seq)
)
BY_REQUEST = select(*ENTRY_COLUMNS).where(log.c.request_key == bindparam("wanted"))
ERASE = (
    update(log)
    .where(log.c.case_id == bindparam("wanted"), log.c.payload.is_not(None))
    .values(payload=None, salt=None)
)


def append(db: Connection, entry: Entry) -> None:
    """Append an entry; raise IntegrityError for a number or request key used before."""
    db.execute(APPEND, row_of(entry))


def row_of(entry: Entry) -> dict[str, Any]:
    """Return the parameters of APPEND."""
    return {
        "entry_case_id": entry.case_id,
        "entry_seq": entry.seq,
        "entry_at": entry.at,
        "entry_by": entry.by,
        "entry_kind": entry.kind,
        "entry_calendar_id": entry.calendar_id,
        "entry_version_id": entry.version_id,
        "entry_request_key": short_key(entry.request_key),
        "entry_salt": entry.salt,
        "entry_payload": entry.payload,
        "entry_commitment": entry.commitment,
        "entry_hash": entry.hash,
    }


def read_log(db: Connection, case_id: int, after: int = 0) -> tuple[Entry, ...]:
    """Return the entries of a case in order, those after number `after`.

    An entry whose payload was erased has neither payload nor command. One with a payload that
    cannot be read has no command either: somebody changed it, and its commitment shows that.
    """
    return tuple(
        entry_from(row) for row in db.execute(OF_CASE, {"wanted": case_id, "after": after})
    )


def find_request(db: Connection, request_key: str) -> Entry | None:
    """Return the entry that this request made, if it was carried out before."""
    row = db.execute(BY_REQUEST, {"wanted": short_key(request_key)}).first()
    return None if row is None else entry_from(row)


def short_key(request_key: str | None) -> str | None:
    """Return what is stored of a request key: itself, or its digest when a column or index cannot.

    The key comes from a browser, which may send anything.
    """
    if request_key is None or (len(request_key) <= LONGEST_KEY and is_storable(request_key)):
        return request_key
    return "sha256:" + sha256(request_key.encode(errors="surrogatepass")).hexdigest()


def erase_payloads(db: Connection, case_id: int) -> int:
    """Erase what the entries of a case say, keeping that they were made; return how many."""
    return db.execute(ERASE, {"wanted": case_id}).rowcount


def entry_from(row: AnyRow) -> Entry:
    """Return the entry in a row of ENTRY_COLUMNS."""
    command, events = read_payload(row.kind, row.payload)
    return Entry(
        case_id=row.case_id,
        seq=row.seq,
        at=row.at,
        by=row.by,
        kind=row.kind,
        calendar_id=row.calendar_id,
        version_id=row.version_id,
        command=command,
        events=events,
        payload=row.payload,
        salt=row.salt,
        commitment=row.commitment,
        hash=row.hash,
        request_key=row.request_key,
    )


def read_payload(kind: str, payload: bytes | None) -> tuple[Command | None, tuple[Event, ...]]:
    """Return command and events; None and nothing where they are erased or unreadable."""
    if payload is None:
        return None, ()
    try:
        return decode_payload(kind, payload)
    except ValueError:
        return None, ()
