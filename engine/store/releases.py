"""Releases: which version new cases take from when on, for which offices and share of them."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from engine.errors import NotFound, Words
from engine.records.publications import NewRelease, Reach, Release, in_force
from engine.store.folding import is_storable
from engine.store.publication_tables import release
from engine.store.tables import version
from engine.store.types import AnyRow, Instant

COLUMNS = tuple(column for column in release.c if column.name != "report")
NUMBERED = (
    select(*COLUMNS, version.c.number)
    .select_from(release.outerjoin(version, version.c.id == release.c.version_id))
    .order_by(release.c.effective_at.desc(), release.c.id.desc())
)
STANDING = NUMBERED.where(release.c.called_off_at.is_(None))
IN_EFFECT = STANDING.where(release.c.effective_at <= bindparam("at", type_=Instant))
OF_PROCEDURE = IN_EFFECT.where(release.c.procedure_key == bindparam("wanted"))
AHEAD = STANDING.where(release.c.effective_at > bindparam("at", type_=Instant))
ALL_OF = NUMBERED.where(release.c.procedure_key == bindparam("wanted"))
BY_ID = select(*release.c, version.c.number).select_from(
    release.outerjoin(version, version.c.id == release.c.version_id)
)
INSERT = insert(release).returning(release.c.id)
WORDS = Words(en="release", vi="lần công bố")


def add_release(db: Connection, given: NewRelease) -> int:
    """Write a release and return its id."""
    row = {
        "procedure_key": given.procedure_key,
        "version_id": given.version_id,
        "origin": given.origin,
        "offices": list(given.reach.offices),
        "share": given.reach.share,
        "effective_at": given.effective_at,
        "made_at": given.made_at,
        "by": given.by,
        "approved_by": list(given.approved_by),
        "case_id": given.case_id,
        "decision_number": given.decision[0],
        "decision_on": given.decision[1],
        "reason": given.reason,
        "report": given.report,
    }
    made: int = db.execute(INSERT, row).scalar_one()
    return made


def releases_at(db: Connection, procedure_key: str, at: datetime) -> tuple[Release, ...]:
    """Return the releases of a procedure in effect at an instant, the newest first."""
    if not is_storable(procedure_key):
        return ()
    rows = db.execute(OF_PROCEDURE, {"wanted": procedure_key, "at": at})
    return tuple(release_from(row) for row in rows)


def general_release(db: Connection, procedure_key: str, at: datetime) -> Release | None:
    """Return the release that counts where no office or dossier says otherwise."""
    return in_force(releases_at(db, procedure_key, at))


def list_in_force(db: Connection, at: datetime) -> tuple[Release, ...]:
    """Return the general release of each procedure that has not been retired, by key."""
    newest: dict[str, Release] = {}
    for row in db.execute(IN_EFFECT, {"at": at}):
        one = release_from(row)
        if one.reach.is_whole:
            newest.setdefault(one.procedure_key, one)
    found = (one for one in newest.values() if one.version_id is not None)
    return tuple(sorted(found, key=lambda one: one.procedure_key))


def list_retired(db: Connection, at: datetime) -> tuple[Release, ...]:
    """Return the retirement of each procedure that has been retired, by key."""
    newest: dict[str, Release] = {}
    for row in db.execute(IN_EFFECT, {"at": at}):
        one = release_from(row)
        if one.reach.is_whole:
            newest.setdefault(one.procedure_key, one)
    return tuple(one for _key, one in sorted(newest.items()) if one.version_id is None)


def list_scheduled(db: Connection, at: datetime) -> tuple[Release, ...]:
    """Return the releases that take effect later, the last one first."""
    return tuple(release_from(row) for row in db.execute(AHEAD, {"at": at}))


def list_releases(db: Connection, procedure_key: str) -> tuple[Release, ...]:
    """Return every release of a procedure, called off or not, the newest first."""
    if not is_storable(procedure_key):
        return ()
    return tuple(release_from(row) for row in db.execute(ALL_OF, {"wanted": procedure_key}))


def find_release_of(db: Connection, case_id: int) -> Release | None:
    """Return the release that the case of a publication made, called off or not."""
    row = db.execute(BY_ID.where(release.c.case_id == case_id)).first()
    return None if row is None else release_from(row)


def get_release(db: Connection, release_id: int) -> Release:
    """Return a release with its report; raise NotFound."""
    row = db.execute(BY_ID.where(release.c.id == release_id)).first()
    if row is None:
        raise NotFound(what=WORDS, key=release_id)
    return release_from(row)


def call_off(db: Connection, release_id: int, at: datetime) -> None:
    """Give a release up that has not taken effect."""
    db.execute(update(release).where(release.c.id == release_id).values(called_off_at=at))


def release_from(row: AnyRow) -> Release:
    """Return the release in a row of COLUMNS and the number of its version."""
    return Release(
        release_id=row.id,
        procedure_key=row.procedure_key,
        version_id=row.version_id,
        number=row.number,
        origin=row.origin,
        reach=Reach(offices=tuple(row.offices), share=row.share),
        effective_at=row.effective_at,
        made_at=row.made_at,
        by=row.by,
        approved_by=tuple(row.approved_by),
        case_id=row.case_id,
        decision=(row.decision_number, row.decision_on),
        reason=row.reason,
        called_off_at=row.called_off_at,
        report=row._mapping.get("report") or {},
    )
