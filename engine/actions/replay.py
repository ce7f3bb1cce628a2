"""Rebuilding a case from its log, without writing anything."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.context import Context
from engine.records.cases import Case, Entry
from engine.records.outcomes import Outcome
from engine.runtime.advance import advance
from engine.runtime.moment import Moment
from engine.store.database import Db
from engine.store.log import read_log


@dataclass(frozen=True, kw_only=True)
class Rebuilt:
    """One entry carried out again."""

    entry: Entry
    outcome: Outcome


def replay(context: Context, db: Db, entries: Iterable[Entry]) -> Iterator[Rebuilt]:
    """Carry the commands of a case out again, in order; stop at the first that was erased."""
    state: bytes | None = None
    for entry in entries:
        if entry.command is None:
            return
        ready = context.versions.get(db, entry.version_id)
        moment = Moment(at=entry.at, calendar=context.calendars.get(db, entry.calendar_id))
        outcome = advance(ready.compiled, state, entry.command, moment)
        state = outcome.state
        yield Rebuilt(entry=entry, outcome=outcome)


def replay_state(context: Context, db: Db, case: Case) -> bytes | None:
    """Return the state of a case rebuilt from its log; None when part of the log was erased."""
    entries = read_log(db, case.case_id)
    steps = list(replay(context, db, entries))
    if not steps or steps[-1].entry.seq != case.seq:
        return None
    return steps[-1].outcome.state
