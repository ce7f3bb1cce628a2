"""Which version a new case takes: the one in force when it is received, for its office and lot."""

from dataclasses import dataclass
from datetime import datetime

from engine.context import Context, Ready, ready_of
from engine.errors import NotFound, Words
from engine.records.people import Office
from engine.records.publications import Release, in_force
from engine.records.versions import Version
from engine.store.counters import next_code
from engine.store.database import Db
from engine.store.releases import releases_at


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The version of a new case.

    code       its dossier code, where that decided
    at         when it was chosen
    releases   those in effect then
    office     code of the office for which it was chosen
    """

    ready: Ready
    code: str | None = None
    at: datetime | None = None
    releases: tuple[Release, ...] = ()
    office: str = ""


def choose_version(context: Context, db: Db, procedure_key: str, office_id: int) -> Choice:
    """Return the version that a case of this office takes, received now.

    Raises  NotFound for a procedure not published or an unknown office, ProcedureRetired
    """
    directory = context.offices.get(db)
    office = directory.by_id.get(directory.acting(office_id))
    if office is None:
        raise NotFound(what=Words(en="office", vi="cơ quan"), key=office_id)
    now = context.clock.now()
    releases = releases_at(db, procedure_key, now)
    found, code = _choose(context, db, releases, office, now)
    ready = ready_of(context, db, procedure_key, found)
    return Choice(ready=ready, code=code, at=now, releases=releases, office=office.code)


def version_for_event(context: Context, db: Db, begun_by: Version, office: Office) -> Choice:
    """Return the version of a case that an event begins; in doubt that whose event it was."""
    now = context.clock.now()
    releases = releases_at(db, begun_by.procedure_key, now)
    found, code = _choose(context, db, releases, office, now)
    number = found.version_id if found is not None else None
    ready = context.versions.get(db, begun_by.version_id if number is None else number)
    return Choice(ready=ready, code=code, at=now, releases=releases, office=office.code)


def _choose(
    context: Context, db: Db, releases: tuple[Release, ...], office: Office, now: datetime
) -> tuple[Release | None, str | None]:
    if not _is_drawn(releases):
        return in_force(releases, office.code), None
    code = next_code(db, office.code, now.astimezone(context.calendars.current.tz).date())
    return in_force(releases, office.code, code), code


def _is_drawn(releases: tuple[Release, ...]) -> bool:
    """Tell whether a release for a share of the cases comes before the general one."""
    for one in releases:
        if one.reach.is_whole:
            return False
        if one.reach.share is not None:
            return True
    return False
