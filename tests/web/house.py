"""A house for web tests: context, settings, and people with the sample password."""

from datetime import UTC, datetime
from pathlib import Path

from engine.calendars.reader import read_calendar
from engine.clock import FixedClock
from engine.context import Calendars, Context, Versions
from engine.expressions.sandbox import MontyRunner
from engine.files import open_folder
from engine.mail import MemoryMail
from engine.queries.sample_people import SAMPLE_PASSWORD
from engine.records.people import Person, Post
from engine.store.database import Database
from engine.store.offices import insert_office
from engine.store.passwords import WEAK, hash_password
from engine.store.people import insert_person
from engine.wiring import CALENDAR, read_complaints
from web.settings import Settings

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 09:00 in Viet Nam
PASSWORD = SAMPLE_PASSWORD


def make_test_context(database: Database, folder: Path, sample_mode: bool = False) -> Context:
    """Return a context with a clock that stands still and mail that goes nowhere."""
    clock, scripts = FixedClock(MONDAY), MontyRunner()
    return Context(
        database=database,
        clock=clock,
        mail=MemoryMail(clock),
        files=open_folder(folder / "files"),
        scripts=scripts,
        calendars=Calendars(read_calendar(CALENDAR.read_text(encoding="utf-8"))),
        versions=Versions(scripts),
        complaint_rules=read_complaints(),
        sample_mode=sample_mode,
    )


def make_test_settings(folder: Path, https: bool = False, sample_mode: bool = False) -> Settings:
    """Return settings that read nothing from the environment."""
    return Settings(
        database_url="", var=folder, secret_key="0" * 64, https=https, sample_mode=sample_mode
    )


def furnish(context: Context) -> None:
    """Put two communes and the cast into the database."""
    posts = (("alice", "desk", 0), ("bob", "specialist", 0), ("charlie", "desk", 1))
    with context.database.begin() as db:
        offices = (
            insert_office(db, "H99.1", ("UBND xã Một", "Commune One"), "commune"),
            insert_office(db, "H99.2", ("UBND xã Hai", "Commune Two"), "commune"),
        )
        for login, kind, place in (*posts, ("ada", "administrator", 0)):
            office = offices[place]
            post = Post(office_id=office.office_id, office_code=office.code, kind=kind)
            person = Person(person_id=0, login=login, name=login.title(), posts=(post,))
            insert_person(db, person, hash_password(PASSWORD, WEAK), context.clock.now())
