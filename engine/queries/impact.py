"""Whom a draft touches: the cases that run on the live version, and what begins cases by itself.

Each case is moved in memory by the mapping that would be proposed; cases that stand alike are
reckoned once. Nothing is changed.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.comparison.compare import compare_folders
from engine.context import Context
from engine.errors import MotcuaError
from engine.moving.places import places_in, signature
from engine.moving.proposal import mapping_of, propose
from engine.moving.route import Route, find_obstacles, make_route
from engine.procedures.check import check_procedure
from engine.procedures.procedure import Procedure
from engine.procedures.reader import read_procedure
from engine.queries.drafts import DraftPage, get_draft
from engine.queries.elements import element_name
from engine.queries.starting import StartLine, compare_starts
from engine.records.cards import Text
from engine.records.changes import Change
from engine.records.commands import Migrate
from engine.records.moving import Obstacle
from engine.runtime.moment import Moment
from engine.runtime.version import compile_version
from engine.store.case_search import count_running
from engine.store.database import Db
from engine.store.places import SavedState, read_states
from engine.store.versions import list_versions

Fate: TypeAlias = Literal["stays", "changes", "moves", "blocked"]
BATCH = 500
MOST_CASES = 20_000


@dataclass(frozen=True, kw_only=True)
class Group:
    """Cases that stand at one step in one office, and that would fare alike.

    changes    what the draft changes at the step, as sentences
    target     the step at which they would stand in the draft
    obstacles  why they cannot move
    """

    element: str
    name: Text
    office: Text
    number: int
    fate: Fate
    target: Text | None = None
    changes: tuple[Change, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OlderVersion:
    """A version that is not live any more, and still has cases."""

    number: int
    running: int


@dataclass(frozen=True, kw_only=True)
class Impact:
    """What publishing a draft would mean for what runs.

    running    cases of the live version that have not ended
    reckoned   how many of them were looked at
    fits       how many of those could move
    is_sound   whether the draft could be read; else there are no groups
    """

    page: DraftPage
    running: int = 0
    reckoned: int = 0
    fits: int = 0
    is_sound: bool = True
    groups: tuple[Group, ...] = ()
    starts: tuple[StartLine, ...] = ()
    older: tuple[OlderVersion, ...] = ()

    @property
    def ordered(self) -> tuple[Group, ...]:
        """The groups, those first that the draft touches."""
        return tuple(sorted(self.groups, key=lambda one: one.fate == "stays"))


def get_impact(context: Context, draft_id: int) -> Impact:
    """Return the impact of a draft; raise NotFound."""
    page = get_draft(context, draft_id)
    if page.live is None:
        return Impact(page=page)
    procedure = _read(page)
    with context.database.read() as db:
        running = count_running(db)
        older = tuple(
            OlderVersion(number=one.number, running=running[one.version_id])
            for one in list_versions(db, page.draft.procedure_key)
            if one.version_id != page.live.version_id and one.version_id in running
        )
        own = running.get(page.live.version_id, 0)
        if procedure is None:
            return Impact(page=page, running=own, is_sound=False, older=older)
        before = context.versions.get(db, page.live.version_id).compiled
        matches = propose(before.procedure.diagram.process, procedure.diagram.process)
        after = compile_version(procedure, context.scripts)
        route = make_route(before, after, mapping_of(matches))
        reckoning = _Reckoning(context, db, route, page.live.version_id)
        reckoning.run()
    now, calendar = context.clock.now(), context.calendars.current
    return Impact(
        page=page,
        running=own,
        reckoned=reckoning.reckoned,
        fits=reckoning.fits,
        groups=tuple(reckoning.groups(_changes(before.procedure, procedure))),
        starts=compare_starts(before.procedure, procedure, now, calendar),
        older=older,
    )


def _read(page: DraftPage) -> Procedure | None:
    """Return the procedure of a draft; None for one with faults that keep it from being run."""
    if any(one.severe for one in check_procedure(page.draft.procedure_key, page.files)):
        return None
    try:
        return read_procedure(page.draft.procedure_key, page.files)
    except MotcuaError:
        return None


def _changes(before: Procedure, after: Procedure) -> dict[str, list[Change]]:
    """Return what differs at each element of the old version, its form included."""
    found: dict[str, list[Change]] = {}
    by_form: dict[str, list[Change]] = {}
    for one in compare_folders(before.files, after.files).loud:
        if one.subject in ("step", "gateway", "event") and one.here is not None:
            found.setdefault(one.here, []).append(one)
        elif one.subject in ("form", "field"):
            by_form.setdefault(one.file, []).append(one)
    for node in before.diagram.process.all_nodes():
        form = node.attributes.get("form")
        if form is not None and f"forms/{form}.form" in by_form:
            found.setdefault(node.node_id, []).extend(by_form[f"forms/{form}.form"])
    return found


class _Reckoning:
    """Cases of a version counted by where they stand and how they would fare."""

    def __init__(self, context: Context, db: Db, route: Route, version_id: int) -> None:
        self._context = context
        self._db = db
        self._route = route
        self._version_id = version_id
        self._known: dict[bytes, tuple[Obstacle, ...]] = {}
        self._counts: Counter[tuple[str, str, tuple[Obstacle, ...]]] = Counter()
        self.reckoned = self.fits = 0

    def run(self) -> None:
        """Look at the running cases, up to a bound."""
        after = 0
        while self.reckoned < MOST_CASES:
            batch = read_states(self._db, self._version_id, after, BATCH)
            for one in batch:
                self._take(one)
            if len(batch) < BATCH:
                return
            after = batch[-1].case_id

    def _take(self, one: SavedState) -> None:
        if one.state is None:
            return
        self.reckoned += 1
        key = signature(one.state)
        if key not in self._known:
            self._known[key] = self._obstacles(one.state)
        obstacles = self._known[key]
        self.fits += not obstacles
        office = self._context.offices.get(self._db).by_id[one.office_id].code
        for place in places_in(one.state):
            self._counts[place.element, place.office or office, obstacles] += 1

    def _obstacles(self, state: bytes) -> tuple[Obstacle, ...]:
        now = Moment(at=self._context.clock.now(), calendar=self._context.calendars.current)
        command = Migrate(
            from_version=0,
            to_version=0,
            number=0,
            mapping=self._route.mapping,
            offices={},
            by=0,
            reason="",
        )
        return find_obstacles(self._route, state, command, now)

    def groups(self, changes: dict[str, list[Change]]) -> Iterator[Group]:
        """Yield the groups in the order of the diagram, then of the offices."""
        process = self._route.before.procedure.diagram.process
        order = {node.node_id: place for place, node in enumerate(process.all_nodes())}
        after = self._route.after.procedure.diagram.process
        directory = self._context.offices.get(self._db)
        for key in sorted(self._counts, key=lambda one: (order.get(one[0], 0), one[1])):
            element, code, obstacles = key
            office = directory.by_code.get(code)
            target = self._route.mapping.get(element, element)
            own = tuple(changes.get(element, ()))
            yield Group(
                element=element,
                name=element_name(process, element),
                office=Text(
                    vi=office.name_vi if office else code, en=office.name_en if office else code
                ),
                number=self._counts[key],
                fate=_fate(element, target, own, obstacles),
                target=element_name(after, target) if target is not None else None,
                changes=own,
                obstacles=obstacles,
            )


def _fate(
    element: str, target: str | None, changes: tuple[Change, ...], obstacles: tuple[Obstacle, ...]
) -> Fate:
    if obstacles:
        return "blocked"
    if target != element:
        return "moves"
    return "changes" if changes else "stays"
