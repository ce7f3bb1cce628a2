"""Builders for the store's tests: an office with people, a case, and steps of it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy import Connection

from engine.records.cases import Applicant, Case, Entry
from engine.records.chain import Link, commit, encode_payload, seal
from engine.records.commands import Command, Start
from engine.records.events import Event
from engine.records.outcomes import OpenTask, Outcome, Standing
from engine.records.people import Office, Person, Post
from engine.store.calendars import keep_calendar
from engine.store.cases import insert_case, save_step
from engine.store.counters import next_code
from engine.store.offices import insert_office
from engine.store.people import insert_person
from engine.store.versions import insert_version

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
DIGEST = "ab" * 32
RUNNING = Standing(status="running")
START = Start(answers={"child": "Nguyễn An"}, dossier={}, offices={})


@dataclass(frozen=True, kw_only=True)
class Place:
    """Two offices with a version; Alice and Bob at the desk of one, Charlie of the other."""

    office: Office
    other: Office
    alice: Person
    bob: Person
    charlie: Person
    version_id: int
    calendar_id: int

    @property
    def ids(self) -> Mapping[str, int]:
        """Office id for each code."""
        return {one.code: one.office_id for one in (self.office, self.other)}


def furnish(db: Connection) -> Place:
    """Insert the offices, the people and the version."""
    office = insert_office(db, "H99.1", ("UBND phường Một", "Ward One"), "commune")
    other = insert_office(db, "H99.2", ("UBND phường Hai", "Ward Two"), "commune")
    alice, bob, charlie = (
        add_person(db, login, where)
        for login, where in (("alice", office), ("bob", office), ("charlie", other))
    )
    version = insert_version(db, "birth", {"process.bpmn": b"<x/>"}, DIGEST, None, NOW)
    return Place(
        office=office,
        other=other,
        alice=alice,
        bob=bob,
        charlie=charlie,
        version_id=version.version_id,
        calendar_id=keep_calendar(db, b"digest", b"{}"),
    )


def add_person(db: Connection, login: str, office: Office, kind: str = "desk") -> Person:
    """Insert somebody with one post."""
    post = Post(office_id=office.office_id, office_code=office.code, kind=kind)
    person = Person(person_id=0, login=login, name=login.title(), posts=(post,))
    return insert_person(db, person, "no hash", NOW)


def open_case(db: Connection, place: Place, name: str = "Đỗ Thị Dora") -> Case:
    """Insert a case without any step."""
    return insert_case(
        db,
        code=next_code(db, place.office.code, date(2026, 11, 23)),
        version_id=place.version_id,
        office_id=place.office.office_id,
        applicant=Applicant(name=name, phone="0900000001"),
        opened_at=NOW,
    )


def desk_task(token: int = 1, **changes: object) -> OpenTask:
    """Return a task for the desk of the first office."""
    made = OpenTask(token=token, element="check", post="desk", office="H99.1", form="check")
    return replace(made, **changes)  # type: ignore[arg-type]  # the test names real fields


def outcome_of(standing: Standing = RUNNING, **changes: object) -> Outcome:
    """Return an outcome with one event."""
    made = Outcome(
        state=b"state",
        state_format=1,
        standing=standing,
        events=(Event(kind="entered", element="check", token=1),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the test names real fields


def entry_of(
    case: Case, place: Place, command: Command = START, request_key: str | None = None
) -> Entry:
    """Return the sealed entry for the next step of a case."""
    events = (Event(kind="entered", element="check", token=1),)
    salt, payload = os.urandom(16), encode_payload(command, events)
    commitment = commit(salt, payload)
    link = Link(
        previous=case.head,
        code=case.code,
        seq=case.seq + 1,
        at=NOW,
        by=None,
        kind=command.kind,
        calendar_digest=b"digest",
        version_digest=bytes.fromhex(DIGEST),
        commitment=commitment,
    )
    return Entry(
        case_id=case.case_id,
        seq=link.seq,
        at=NOW,
        by=None,
        kind=command.kind,
        calendar_id=place.calendar_id,
        version_id=place.version_id,
        command=command,
        events=events,
        payload=payload,
        salt=salt,
        commitment=commitment,
        hash=seal(link),
        request_key=request_key,
    )


def take_step(
    db: Connection, place: Place, case: Case, outcome: Outcome, request_key: str | None = None
) -> Case:
    """Write a step of a case."""
    entry = entry_of(case, place, request_key=request_key)
    return save_step(db, case, entry, outcome, place.ids, NOW)
