"""The outside world as actions and queries see it: database, clock, mail, files, calendar.

Versions.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from engine.access import PERSONAL, passed_on
from engine.calendars.calendar import WorkCalendar, from_json
from engine.calendars.office_hours import HoursRule, calendar_of
from engine.calendars.watching import WatchRule
from engine.clock import Clock
from engine.errors import NotFound, ProcedureRetired, Words
from engine.expressions.sandbox import ScriptRunner
from engine.files import FileStore
from engine.letters.editions import Editions, shipped_editions
from engine.mail import Mail
from engine.moving.replaying import Archive
from engine.outside.http import HttpOutside, Outside
from engine.outside.oidc import IdentityProvider
from engine.outside.one_time import CodeMaker
from engine.payments.providers import Provider
from engine.procedures.reader import read_procedure
from engine.records.complaints import ComplaintRule
from engine.records.notices import NoticeRules
from engine.records.partners import Partner
from engine.records.people import Person, StandIn
from engine.records.publications import Release, in_force
from engine.records.versions import Version
from engine.runtime.version import Compiled, compile_version
from engine.signatures.keys import KeyHolder, NoKeys
from engine.signatures.stamping import TimeAuthority
from engine.store.calendars import find_calendar, get_calendar, keep_calendar
from engine.store.database import Database, Db
from engine.store.directory import Directory
from engine.store.known_absences import KnownAbsences
from engine.store.known_sessions import KnownSessions
from engine.store.offices import load_directory
from engine.store.releases import list_in_force, releases_at
from engine.store.versions import Bundle, VersionCache

DIRECTORY_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A published version, compiled."""

    version: Version
    compiled: Compiled


class Versions(VersionCache[Ready]):
    """The compiled versions in use."""

    def __init__(self, scripts: ScriptRunner) -> None:
        def make_ready(bundle: Bundle) -> Ready:
            procedure = read_procedure(bundle.version.procedure_key, bundle.files)
            return Ready(version=bundle.version, compiled=compile_version(procedure, scripts))

        super().__init__(make_ready)


class Offices:
    """The tree of offices, read again each half minute to see other processes' changes."""

    def __init__(self, seconds: float = DIRECTORY_SECONDS) -> None:
        self._seconds = seconds
        self._kept: Directory | None = None
        self._read_at = 0.0

    def get(self, db: Db) -> Directory:
        """Return the tree."""
        known = self.known()
        if known is None:
            self._kept = known = load_directory(db)
            self._read_at = time.monotonic()
        return known

    def known(self) -> Directory | None:
        """Return the tree as it was read lately; None when it is time to read it again."""
        return self._kept if time.monotonic() - self._read_at <= self._seconds else None

    def forget(self) -> None:
        """Read the tree anew next time; call it after a change."""
        self._kept = None


class Calendars:
    """The working calendar in force, those of offices with other hours, and the earlier ones.

    watching   when offices are warned of a term that ends; without rules none is watched
    """

    def __init__(
        self,
        current: WorkCalendar,
        hours: tuple[HoursRule, ...] = (),
        watching: tuple[WatchRule, ...] = (),
    ) -> None:
        self.current = current
        self.watching = watching
        self._hours = hours
        self._ids: dict[str, int] = {}
        self._kept: dict[int, WorkCalendar] = {}
        self._offices: dict[tuple[str, ...], WorkCalendar] = {}

    def of(self, path: tuple[str, ...]) -> WorkCalendar:
        """Return the calendar of an office.

        path   codes of the office and of those above it, the nearest first
        """
        if path not in self._offices:
            self._offices[path] = calendar_of(self.current, path, self._hours)
        return self._offices[path]

    def current_id(self, db: Db) -> int:
        """Return the id under which the calendar in force is stored; store it the first time."""
        return self.id_of(db, self.current)

    def id_of(self, db: Db, calendar: WorkCalendar) -> int:
        """Return the id under which a calendar is stored; store it the first time."""
        known = self._ids.get(calendar.digest)
        if known is not None:
            return known
        digest = bytes.fromhex(calendar.digest)
        found = find_calendar(db, digest)
        if found is None:
            # Not remembered: if this transaction is undone, so is the row. No lock of this process
            # is held: storing may wait for another transaction, which would wait for the lock.
            return keep_calendar(db, digest, calendar.to_json())
        self._ids[calendar.digest] = found
        return found

    def get(self, db: Db, calendar_id: int) -> WorkCalendar:
        """Return a calendar by id; raise NotFound."""
        if calendar_id not in self._kept:
            self._kept[calendar_id] = from_json(get_calendar(db, calendar_id)[1])
        return self._kept[calendar_id]


@dataclass(frozen=True, kw_only=True)
class Context:
    """The outside world; the first argument of every action and query.

    notices       gateways for text messages and pushes, and when no telephone rings
    outside       calls to other systems; without a list of hosts none is made
    partners      other systems that are told of our dossiers
    complaint_rules  how soon complaints are dealt with
    identity      where citizens can sign in; None where they cannot
    codes         reckons the digits that a citizen signs in with by text message
    keys          who holds the private keys that letters are signed with
    editions      the sets of standard letters
    address       where people reach the server, for what is printed on paper
    payments      providers of payments by key, the first for orders that name none
    sample_mode   the server shows sample people and accepts their passwords
    wake          called after a step that left work for a worker
    sessions      sessions remembered by this process; None to ask the database each time
    """

    database: Database
    clock: Clock
    mail: Mail
    files: FileStore
    scripts: ScriptRunner
    calendars: Calendars
    versions: Versions
    offices: Offices = field(default_factory=Offices)
    absences: KnownAbsences = field(default_factory=KnownAbsences)
    outside: Outside = field(default_factory=HttpOutside)
    notices: NoticeRules = field(default_factory=NoticeRules)
    keys: KeyHolder = field(default_factory=NoKeys)
    time_authority: TimeAuthority | None = None
    partners: tuple[Partner, ...] = ()
    complaint_rules: tuple[ComplaintRule, ...] = ()
    identity: IdentityProvider | None = None
    codes: CodeMaker = field(default_factory=CodeMaker)
    editions: Editions = field(default_factory=shipped_editions)
    address: str = "http://127.0.0.1:8000"
    payments: Mapping[str, Provider] = field(default_factory=dict)
    sample_mode: bool = False
    wake: Callable[[Db], None] = lambda _db: None
    sessions: KnownSessions | None = None


def local_day(context: Context) -> date:
    """Return the present day where the calendar in force is kept."""
    return context.clock.now().astimezone(context.calendars.current.tz).date()


def directory_of(context: Context) -> Directory:
    """Return the tree of offices; a connection is taken only to read it again."""
    known = context.offices.known()
    if known is not None:
        return known
    with context.database.read() as db:
        return context.offices.get(db)


def calendar_for(context: Context, db: Db, office_id: int) -> WorkCalendar:
    """Return the calendar that reckons the cases of an office."""
    return context.calendars.of(context.offices.get(db).path_of(office_id))


def archive_of(context: Context, db: Db) -> Archive:
    """Return where the versions and calendars are found that a log names."""
    return Archive(
        version=lambda number: context.versions.get(db, number).compiled,
        calendar=lambda number: context.calendars.get(db, number),
    )


def version_in_force(
    context: Context, db: Db, procedure_key: str, office: str | None = None
) -> Ready:
    """Return the version that new cases of an office get now, in general without an office.

    Raises  NotFound for a procedure not published, ProcedureRetired
    """
    releases = releases_at(db, procedure_key, context.clock.now())
    return ready_of(context, db, procedure_key, in_force(releases, office))


def ready_of(context: Context, db: Db, procedure_key: str, found: Release | None) -> Ready:
    """Return the version of a release; raise NotFound without one, ProcedureRetired."""
    if found is None:
        raise NotFound(what=Words(en="procedure", vi="thủ tục"), key=procedure_key)
    if found.version_id is None:
        since = found.effective_at.astimezone(context.calendars.current.tz)
        raise ProcedureRetired(key=procedure_key, since=f"{since:%d/%m/%Y %H:%M}")
    return context.versions.get(db, found.version_id)


def named_procedures(
    context: Context, db: Db, procedure_key: str, files: Mapping[str, bytes]
) -> dict[str, Compiled]:
    """Return the procedures in force that a folder names: scenarios play their cases along."""
    keys = [
        one.procedure_key
        for one in list_in_force(db, context.clock.now())
        if one.procedure_key != procedure_key
        and any(one.procedure_key.encode() in content for content in files.values())
    ]
    return {key: version_in_force(context, db, key).compiled for key in keys}


def with_absences(context: Context, person: Person) -> Person:
    """Return the person with those whose substitute they are today; mostly from memory."""
    if all(post.kind in PERSONAL for post in person.posts):
        return person
    known = context.absences.on(context.database, local_day(context))
    found = tuple(
        StandIn(
            person_id=one.person_id,
            name=one.person,
            posts=passed_on(absent, person, one.may_sign),
            until=one.ends_on,
            may_sign=one.may_sign,
            mandate=one.mandate,
        )
        for one, absent in known
        if one.substitute_id == person.person_id
    )
    return replace(person, stands_for=found) if found else person
