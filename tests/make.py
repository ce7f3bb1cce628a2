"""Builders: a context on a real database with offices, people and published procedures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from engine.actions.publish_procedure import publish_procedure
from engine.calendars.reader import read_calendar
from engine.calendars.watching import read_watch_rules
from engine.clock import FixedClock
from engine.context import Calendars, Context, Versions
from engine.expressions.sandbox import MontyRunner
from engine.files import open_folder
from engine.mail import MemoryMail
from engine.procedures.reader import read_folder
from engine.records.cases import Case
from engine.records.people import Person, Post
from engine.store.cases import get_case
from engine.store.database import Database
from engine.store.offices import insert_office
from engine.store.passwords import WEAK, hash_password
from engine.store.people import insert_person
from engine.store.tasks import list_case_tasks
from engine.wiring import read_complaints

PROCEDURES = Path("bpmn")
TEST_PROCEDURES = Path("tests/folders")
# Monday 23/11/2026, 09:00 in Hà Nội.
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
PASSWORD = "mat-khau-thu-nghiem"  # noqa: S105  of people who exist in tests only


@dataclass(frozen=True, kw_only=True)
class Cast:
    """The people of the tests.

    alice    desk officer and specialist of the first commune
    bob      her colleague in both posts, and head of the office
    charlie  desk officer of the other commune: must see nothing
    erin     auditor
    frank    administrator and designer
    """

    alice: Person
    bob: Person
    charlie: Person
    erin: Person
    frank: Person
    office_id: int
    other_office_id: int


def make_context(database: Database, folder: Path) -> Context:
    """Return a context whose clock stands at Monday 23/11/2026, 09:00 in Hà Nội."""
    clock, scripts = FixedClock(MONDAY), MontyRunner()
    calendar = read_calendar((PROCEDURES / "calendars/vietnam.toml").read_text(encoding="utf-8"))
    rules = read_watch_rules((PROCEDURES / "calendars/terms.toml").read_text(encoding="utf-8"))
    return Context(
        database=database,
        clock=clock,
        mail=MemoryMail(clock),
        files=open_folder(folder / "files"),
        scripts=scripts,
        calendars=Calendars(calendar, watching=rules),
        versions=Versions(scripts),
        complaint_rules=read_complaints(),
        sample_mode=True,
    )


def make_cast(context: Context) -> Cast:
    """Insert a province with two communes and the people of the tests."""
    with context.database.begin() as db:
        province = insert_office(db, "H99", ("Tỉnh Mẫu", "Sample Province"), "province")
        top = province.office_id
        first = insert_office(db, "H99.1", ("UBND xã An Bình", "An Bình Commune"), "commune", top)
        other = insert_office(db, "H99.2", ("UBND xã Hòa Lạc", "Hòa Lạc Commune"), "commune", top)
        fire = insert_office(db, "H99.9", ("Công an PCCC", "Fire Police"), "fire-police", top)

        def person(login: str, name: str, *posts: tuple[int, str]) -> Person:
            codes = {first.office_id: first.code, other.office_id: other.code, top: province.code}
            held = tuple(
                Post(office_id=office, office_code=codes.get(office, fire.code), kind=kind)
                for office, kind in posts
            )
            given = Person(person_id=0, login=login, name=name, posts=held)
            return insert_person(db, given, hash_password(PASSWORD, WEAK), context.clock.now())

        here, there = first.office_id, other.office_id
        cast = Cast(
            alice=person("alice", "Alice", (here, "desk"), (here, "specialist")),
            bob=person(
                "bob", "Bob", (here, "desk"), (here, "specialist"), (here, "head"), (here, "leader")
            ),
            charlie=person("charlie", "Charlie", (there, "desk"), (there, "specialist")),
            erin=person("erin", "Erin", (top, "auditor")),
            frank=person("frank", "Frank", (top, "administrator"), (top, "designer")),
            office_id=here,
            other_office_id=there,
        )
    context.offices.forget()
    return cast


def publish(context: Context, key: str, root: Path = PROCEDURES) -> None:
    """Publish a procedure folder."""
    publish_procedure(context, key, read_folder(root / key))


def task_at(context: Context, case: Case, element: str) -> tuple[int, int]:
    """Return case id and token of the open task at an element."""
    with context.database.read() as db:
        tasks = list_case_tasks(db, case.case_id)
    return next((case.case_id, one.token) for one in tasks if one.element == element)


def reread(context: Context, case: Case) -> Case:
    """Return the case as it is stored now."""
    with context.database.read() as db:
        return get_case(db, case.case_id)


def citizen(**more: Any) -> Mapping[str, Any]:
    """Return the answers that say who Dora, the citizen, is."""
    return {
        "ho_ten": "Dora Nguyễn",
        "so_dien_thoai": "0900000123",
        "so_dinh_danh": "000000000123",
        "email": "dora@example.vn",
        **more,
    }
