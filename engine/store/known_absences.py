"""Absences as a process remembers them: they are asked for at every request, and change seldom."""

import time
from collections.abc import Mapping
from datetime import date

from engine.records.absences import Absence
from engine.records.people import Person, Post
from engine.store.absences import list_lasting, posts_of
from engine.store.database import Database

SECONDS = 5.0


class KnownAbsences:
    """The absences of today and later; read again after some seconds to see others' changes."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._day: date | None = None
        self._read_at = 0.0
        self._kept: tuple[Absence, ...] = ()
        self._posts: Mapping[int, tuple[Post, ...]] = {}

    def on(self, database: Database, day: date) -> tuple[Absence, ...]:
        """Return the absences of a day, today or later."""
        if self._day != day or time.monotonic() - self._read_at > self._seconds:
            with database.read() as db:
                kept = list_lasting(db, day)
                self._posts = posts_of(db, (one.person_id for one in kept)) if kept else {}
            self._kept, self._day, self._read_at = kept, day, time.monotonic()
        return tuple(one for one in self._kept if one.covers(day))

    def absent(self, one: Absence) -> Person:
        """Return somebody absent with their posts, as they were when the absences were read."""
        posts = self._posts.get(one.person_id, ())
        return Person(person_id=one.person_id, login="", name=one.person, posts=posts)

    def forget(self) -> None:
        """Read them anew next time; call it after a change."""
        self._day = None
