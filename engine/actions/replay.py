"""Rebuilding a case from its log, without writing anything."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.context import Context, archive_of
from engine.moving.replaying import replay_log
from engine.records.cases import Case, Entry
from engine.records.commands import Migrate, MoveBack
from engine.records.outcomes import Outcome
from engine.runtime.migrating import Past
from engine.store.database import Db
from engine.store.log import read_log


@dataclass(frozen=True, kw_only=True)
class Rebuilt:
    """One entry carried out again."""

    entry: Entry
    outcome: Outcome


def replay(context: Context, db: Db, entries: Iterable[Entry]) -> Iterator[Rebuilt]:
    """Carry the commands of a case out again, in order; stop at the first that was erased."""
    archive = archive_of(context, db)
    for entry, outcome in replay_log(archive, entries):
        yield Rebuilt(entry=entry, outcome=outcome)


def past_of(context: Context, db: Db, case_id: int, command: Migrate | MoveBack) -> Past:
    """Return what a case was that is to go on with another version."""
    left = context.versions.get(db, command.from_version).compiled
    if isinstance(command, Migrate):
        return Past(version=left)
    entries = [one for one in read_log(db, case_id) if one.seq < command.seq]
    steps = list(replay(context, db, entries))
    whole = bool(steps) and steps[-1].entry.seq == command.seq - 1
    return Past(version=left, state=steps[-1].outcome.state if whole else None)


def replay_state(context: Context, db: Db, case: Case) -> bytes | None:
    """Return the state of a case rebuilt from its log; None when part of the log was erased."""
    entries = read_log(db, case.case_id)
    steps = list(replay(context, db, entries))
    if not steps or steps[-1].entry.seq != case.seq:
        return None
    return steps[-1].outcome.state
