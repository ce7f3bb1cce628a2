"""The log of a case carried out again, entry by entry; nothing is written."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from engine.calendars.calendar import WorkCalendar
from engine.moving.ancestry import Ancestry
from engine.records.cases import Entry
from engine.records.commands import Migrate, MoveBack
from engine.records.outcomes import Outcome
from engine.runtime.advance import advance
from engine.runtime.migrating import Past
from engine.runtime.moment import Moment
from engine.runtime.version import Compiled


@dataclass(frozen=True, kw_only=True)
class Archive:
    """Where the versions and calendars are found that a log names by their ids."""

    version: Callable[[int], Compiled]
    calendar: Callable[[int], WorkCalendar]


def replay_log(archive: Archive, entries: Iterable[Entry]) -> Iterator[tuple[Entry, Outcome]]:
    """Carry the commands of a case out again, in order; stop at the first that was erased."""
    state: bytes | None = None
    moved: dict[int, bytes | None] = {}
    for entry in entries:
        command = entry.command
        if command is None:
            return
        moment = Moment(at=entry.at, calendar=archive.calendar(entry.calendar_id))
        past = None
        if isinstance(command, Migrate | MoveBack):
            left = archive.version(command.from_version)
            back = moved.get(command.seq) if isinstance(command, MoveBack) else None
            past, moved[entry.seq] = Past(version=left, state=back), state
        outcome = advance(archive.version(entry.version_id), state, command, moment, past)
        state = outcome.state
        yield entry, outcome


def read_past(archive: Archive, entries: Iterable[Entry]) -> Ancestry:
    """Return what followed from what in a case; `last_seq` tells how far its log could be read."""
    past = Ancestry()
    for entry, outcome in replay_log(archive, entries):
        if entry.command is not None:
            past.follow(entry.seq, entry.at, entry.command, outcome)
    return past
