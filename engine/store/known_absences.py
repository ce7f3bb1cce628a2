"""Absences as a process remembers them: they are asked for at every request, and change seldom."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from engine.records.absences import Absence
from engine.records.people import Person, Post
from engine.store.absences import list_lasting, posts_of
from engine.store.database import Database

SECONDS = 10.0


@dataclass(frozen=True, kw_only=True)
class _Kept:
    day: date
    read_at: float
    absences: tuple[Absence, ...]
    posts: Mapping[int, tuple[Post, ...]]


class KnownAbsences:
    """The absences of today and later; read again after some seconds to see others' changes."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._kept: _Kept | None = None

    def on(self, database: Database, day: date) -> tuple[tuple[Absence, Person], ...]:
        """Return the absences of a day, today or later, each with the person and their posts."""
        kept = self._kept
        if kept is None or kept.day != day or time.monotonic() - kept.read_at > self._seconds:
            self._kept = kept = _read(database, day)
        return tuple((one, _absent(one, kept.posts)) for one in kept.absences if one.covers(day))

    def forget(self) -> None:
        """Read them anew next time; call it after a change."""
        self._kept = None


def _read(database: Database, day: date) -> _Kept:
    with database.read() as db:
        absences = list_lasting(db, day)
        posts = posts_of(db, (one.person_id for one in absences)) if absences else {}
    return _Kept(day=day, read_at=time.monotonic(), absences=absences, posts=posts)


def _absent(one: Absence, posts: Mapping[int, tuple[Post, ...]]) -> Person:
    held = posts.get(one.person_id, ())
    return Person(person_id=one.person_id, login="", name=one.person, posts=held)
