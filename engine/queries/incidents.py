"""What stands still: causes, the cases of one, and one case with the data its step sees."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.access import require_post
from engine.context import Context
from engine.errors import NotFound, StateUnreadable, Words
from engine.procedures.procedure import Procedure
from engine.procedures.results import names_given, names_read
from engine.queries.elements import element_name
from engine.queries.facts import DOSSIER, meaning_of, meanings_of
from engine.records.cards import Text
from engine.records.cases import Case, Entry
from engine.records.causes import CauseCount, Place, Stuck
from engine.records.people import Person
from engine.records.rounds import FailingRound
from engine.records.values import Json
from engine.runtime.peek import peek
from engine.store.cases import get_case
from engine.store.causes import Range, find_stuck, list_causes, list_stuck
from engine.store.database import Db
from engine.store.log import read_log
from engine.store.rounds import list_failing

ADMINISTRATOR = "administrator"
MOST_CAUSES = 200
PAGE_SIZE = 50


@dataclass(frozen=True, kw_only=True)
class CauseLine:
    """A cause under the names people know."""

    count: CauseCount
    procedure: Text
    step: Text


@dataclass(frozen=True, kw_only=True)
class CauseFile:
    """A cause with some of its incidents.

    number   how many there are
    """

    line: CauseLine
    stuck: tuple[Stuck, ...]

    @property
    def number(self) -> int:
        """How many incidents there are."""
        return self.line.count.number


@dataclass(frozen=True, kw_only=True)
class Value:
    """A name of the case data as the step sees it.

    now      its value; None where `is_known` is false
    before   its value when the incident was raised, where that was another
    is_read  the step, or the choice behind it, depends on it
    """

    name: str
    label: Text
    now: Json
    is_known: bool
    is_read: bool
    has_changed: bool = False
    before: Json = None


@dataclass(frozen=True, kw_only=True)
class StuckFile:
    """One incident.

    missing   what the step would give and the case lacks
    """

    stuck: Stuck
    status: str
    procedure: Text
    step: Text
    values: tuple[Value, ...]
    missing: tuple[tuple[str, Text], ...]


def list_incident_causes(context: Context, person: Person) -> tuple[CauseLine, ...]:
    """Return why cases stand still, the most frequent cause first. Raises AccessDenied."""
    require_post(person, ADMINISTRATOR)
    with context.database.read() as db:
        return tuple(_line(context, db, one) for one in list_causes(db, MOST_CAUSES))


def list_failing_rounds(context: Context, person: Person) -> tuple[FailingRound, ...]:
    """Return the rounds of background work that fail now. Raises AccessDenied."""
    require_post(person, ADMINISTRATOR)
    with context.database.read() as db:
        return list_failing(db)


def get_cause(context: Context, person: Person, key: str) -> CauseFile:
    """Return a cause with the first of its incidents. Raises AccessDenied, NotFound."""
    require_post(person, ADMINISTRATOR)
    with context.database.read() as db:
        count = find_cause(db, key)
        if count is None:
            raise NotFound(what=Words(en="cause", vi="nguyên nhân"), key=key)
        stuck = list_stuck(db, count.cause, Range(), PAGE_SIZE)
        return CauseFile(line=_line(context, db, count), stuck=stuck)


def find_cause(db: Db, key: str) -> CauseCount | None:
    """Return the cause with this key, if something stands still for it."""
    causes = list_causes(db, MOST_CAUSES)
    return next((one for one in causes if one.cause.key == key), None)


def get_stuck(context: Context, person: Person, place: Place) -> StuckFile:
    """Return one incident with the case data. Raises AccessDenied, NotFound."""
    require_post(person, ADMINISTRATOR)
    with context.database.read() as db:
        stuck = find_stuck(db, place)
        if stuck is None:
            raise NotFound(what=Words(en="incident", vi="sự cố"), key=f"{place.case_id}")
        case = get_case(db, place.case_id)
        entries = read_log(db, place.case_id)
        procedure = context.versions.get(db, case.version_id).compiled.procedure
        meanings = meanings_of(procedure, context.offices.get(db))
    node = procedure.diagram.process.find(stuck.cause.element)
    seen = names_seen(case, entries, place.token)
    reads = names_read(procedure, node) if node else ()
    given = names_given(procedure, node) if node else ()
    before = values_before(entries, place.token)
    return StuckFile(
        stuck=stuck,
        status=case.standing.status,
        procedure=procedure.card.title,
        step=element_name(procedure.diagram.process, stuck.cause.element),
        values=tuple(
            Value(
                name=name,
                label=meaning_of(name, meanings).label,
                now=seen.get(name),
                is_known=name in seen,
                is_read=name in reads,
                has_changed=name in before,
                before=before.get(name),
            )
            for name in (*reads, *(name for name in sorted(seen) if name not in reads))
            if name != DOSSIER
        ),
        missing=tuple(
            (name, meaning_of(name, meanings).label) for name in given if seen.get(name) is None
        ),
    )


def names_seen(case: Case, entries: tuple[Entry, ...], token: int) -> Mapping[str, Json]:
    """Return the case data as the token sees them.

    Where the state was dropped, or is of another release, they are put together from the log; what
    an instance of a repetition has for itself is then not told apart.
    """
    try:
        snapshot = peek(case.state) if case.state is not None else None
    except StateUnreadable:
        snapshot = None
    if snapshot is None:
        return {name: value for names in written(entries) for name, value in names.items()}
    return snapshot.names_at(token)


def written(entries: tuple[Entry, ...]) -> Iterator[Mapping[str, Json]]:
    """Yield what was written, in order."""
    for entry in entries:
        for event in entry.events:
            names = event.values.get("names") if event.kind == "written" else None
            if isinstance(names, dict):
                yield names


def values_before(entries: tuple[Entry, ...], token: int) -> Mapping[str, Json]:
    """Return, for names written since the token's incident was raised, what they were before."""
    known: dict[str, Json] = {}
    before: dict[str, Json] = {}
    for entry in entries:
        for event in entry.events:
            if event.kind == "incident-raised" and event.token == token:
                before = {}
            names = event.values.get("names") if event.kind == "written" else None
            for name, value in names.items() if isinstance(names, dict) else ():
                before.setdefault(name, known.get(name))
                known[name] = value
    return before


def _line(context: Context, db: Db, count: CauseCount) -> CauseLine:
    procedure: Procedure = context.versions.get(db, count.version_id).compiled.procedure
    return CauseLine(
        count=count,
        procedure=procedure.card.title,
        step=element_name(procedure.diagram.process, count.cause.element),
    )
