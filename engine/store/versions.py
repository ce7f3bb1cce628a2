"""Versions: published procedures, their files, and the compiled ones kept ready."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy import Connection, bindparam, func, insert, select, text, update

from engine.errors import NotFound, Words
from engine.records.versions import Version
from engine.store.bundles import pack, unpack
from engine.store.folding import is_storable
from engine.store.tables import version
from engine.store.types import AnyRow

T = TypeVar("T")
CACHE_SIZE = 200

VERSION_COLUMNS = tuple(column for column in version.c if column.name != "files")
VERSIONS = select(*VERSION_COLUMNS)
BY_ID = VERSIONS.where(version.c.id == bindparam("wanted"))
OF_PROCEDURE = VERSIONS.where(version.c.procedure_key == bindparam("wanted")).order_by(
    version.c.number.desc()
)
LIVE = VERSIONS.where(version.c.is_live).order_by(version.c.procedure_key)
CURRENT = VERSIONS.order_by(
    version.c.procedure_key, version.c.is_live.desc(), version.c.number.desc()
)
LIVE_OF = VERSIONS.where(version.c.is_live, version.c.procedure_key == bindparam("wanted"))
NUMBERED = VERSIONS.where(
    version.c.procedure_key == bindparam("wanted"), version.c.number == bindparam("at_number")
)
FILES = select(*VERSION_COLUMNS, version.c.files).where(version.c.id == bindparam("wanted"))
LAST_NUMBER = select(func.coalesce(func.max(version.c.number), 0)).where(
    version.c.procedure_key == bindparam("wanted")
)
INSERT_VERSION = insert(version).returning(version.c.id)
RETIRE = (
    update(version)
    .where(version.c.procedure_key == bindparam("wanted"), version.c.is_live)
    .values(is_live=False)
)
# PostgreSQL: the second publisher waits, and then sees the first one's number.
LOCK_PROCEDURE = text("SELECT pg_advisory_xact_lock(hashtext(:wanted))")
ENLIVEN = update(version).where(version.c.id == bindparam("wanted")).values(is_live=True)
WORDS = Words(en="version", vi="phiên bản")


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """A version with its files by path."""

    version: Version
    files: Mapping[str, bytes]


def insert_version(
    db: Connection,
    procedure_key: str,
    files: Mapping[str, bytes],
    digest: str,
    by: int | None,
    now: datetime,
) -> Version:
    """Store a procedure's files as its next version and make that the live one."""
    kept = keep_version(db, procedure_key, files, digest, by, now)
    return make_live(db, kept.version_id)


def keep_version(
    db: Connection,
    procedure_key: str,
    files: Mapping[str, bytes],
    digest: str,
    by: int | None,
    now: datetime,
) -> Version:
    """Store a procedure's files as its next version, which is not the live one yet."""
    lock_procedure(db, procedure_key)
    number = db.execute(LAST_NUMBER, {"wanted": procedure_key}).scalar_one() + 1
    given = {
        "procedure_key": procedure_key,
        "number": number,
        "digest": digest,
        "published_at": now,
        "published_by": by,
        "is_live": False,
    }
    version_id = db.execute(INSERT_VERSION, {**given, "files": pack(files)}).scalar_one()
    return get_version(db, version_id)


def lock_procedure(db: Connection, procedure_key: str) -> None:
    """Let nobody else publish this procedure until the transaction ends."""
    if db.dialect.name == "postgresql":
        db.execute(LOCK_PROCEDURE, {"wanted": procedure_key})


def retire_versions(db: Connection, procedure_key: str) -> None:
    """Let no version of a procedure be the live one."""
    db.execute(RETIRE, {"wanted": procedure_key})


def make_live(db: Connection, version_id: int) -> Version:
    """Make an earlier or later version the live one: roll back, or forward again."""
    chosen = get_version(db, version_id)
    db.execute(RETIRE, {"wanted": chosen.procedure_key})
    db.execute(ENLIVEN, {"wanted": version_id})
    return get_version(db, version_id)


def get_version(db: Connection, version_id: int) -> Version:
    """Return a version without its files; raise NotFound."""
    row = db.execute(BY_ID, {"wanted": version_id}).first()
    if row is None:
        raise NotFound(what=WORDS, key=version_id)
    return version_from(row)


def get_bundle(db: Connection, version_id: int) -> Bundle:
    """Return a version with its files; raise NotFound."""
    row = db.execute(FILES, {"wanted": version_id}).first()
    if row is None:
        raise NotFound(what=WORDS, key=version_id)
    return Bundle(version=version_from(row), files=unpack(row.files))


def find_live(db: Connection, procedure_key: str) -> Version | None:
    """Return the version that lists show as the live one.

    Which one a new case takes, its releases say (engine/store/releases.py).
    """
    if not is_storable(procedure_key):
        return None
    row = db.execute(LIVE_OF, {"wanted": procedure_key}).first()
    return None if row is None else version_from(row)


def find_numbered(db: Connection, procedure_key: str, number: int) -> Version | None:
    """Return a version of a procedure by its number, live or not."""
    row = db.execute(NUMBERED, {"wanted": procedure_key, "at_number": number}).first()
    return None if row is None else version_from(row)


def list_live(db: Connection) -> tuple[Version, ...]:
    """Return the live versions in the order of the procedures' keys."""
    return tuple(version_from(row) for row in db.execute(LIVE))


def list_current(db: Connection) -> tuple[Version, ...]:
    """Return the live version of each procedure, of a retired one its newest, by key."""
    found: dict[str, Version] = {}
    for row in db.execute(CURRENT):
        found.setdefault(row.procedure_key, version_from(row))
    return tuple(found.values())


def list_versions(db: Connection, procedure_key: str) -> tuple[Version, ...]:
    """Return all versions of a procedure, the newest first."""
    if not is_storable(procedure_key):
        return ()
    return tuple(version_from(row) for row in db.execute(OF_PROCEDURE, {"wanted": procedure_key}))


def version_from(row: AnyRow) -> Version:
    """Return the version in a row of VERSION_COLUMNS."""
    return Version(
        version_id=row.id,
        procedure_key=row.procedure_key,
        number=row.number,
        digest=row.digest,
        published_at=row.published_at,
        published_by=row.published_by,
        is_live=row.is_live,
    )


class VersionCache(Generic[T]):
    """Compiled versions by id. A version never changes, so what was compiled stays right.

    compile_bundle  makes the compiled version; it is called once for each version, and again only
                    when more than `size` versions are in use
    """

    def __init__(self, compile_bundle: Callable[[Bundle], T], size: int = CACHE_SIZE) -> None:
        self._compile = compile_bundle
        self._size = size
        self._kept: OrderedDict[int, T] = OrderedDict()
        self._lock = Lock()

    def get(self, db: Connection, version_id: int) -> T:
        """Return the compiled version; raise NotFound without such a version."""
        with self._lock:
            if version_id in self._kept:
                self._kept.move_to_end(version_id)
                return self._kept[version_id]
        # Compiled outside the lock: it takes long, and twice the same does no harm.
        made = self._compile(get_bundle(db, version_id))
        with self._lock:
            self._kept[version_id] = made
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return made
