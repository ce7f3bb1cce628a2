"""Moves of running cases: the list of a procedure, and one move with its mapping and results."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.context import Context
from engine.diagrams.model import Node, Process
from engine.errors import NotFound, Words
from engine.moving.proposal import kind_of, may_rest, propose
from engine.queries.elements import element_name, node_name
from engine.records.cards import Text
from engine.records.moving import BLOCKED, Means, Move, MovedCase, Obstacle
from engine.records.versions import Version
from engine.store.case_migrations import (
    count_reasons,
    get_move,
    list_cases,
    list_moves,
)
from engine.store.case_search import count_running
from engine.store.database import Db
from engine.store.people import names_of
from engine.store.places import count_places
from engine.store.versions import find_live, get_version, list_versions

MOST_SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class VersionLine:
    """A version with how many of its cases have not ended."""

    version: Version
    running: int


@dataclass(frozen=True, kw_only=True)
class MoveLine:
    """A move in a list, with the numbers of its versions and who is behind it."""

    move: Move
    left: int
    wanted: int
    begun_by: str
    ordered_by: str


@dataclass(frozen=True, kw_only=True)
class MovesPage:
    """The versions of a procedure, and the moves between them; `title` is that of its card."""

    key: str
    title: Text
    versions: tuple[VersionLine, ...]
    moves: tuple[MoveLine, ...]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An element of the new version that can take the place of an old one."""

    element: str
    name: Text


@dataclass(frozen=True, kw_only=True)
class MappingRow:
    """An element of the old version and what becomes of it.

    number   cases in which something waits there
    means    how the target was found; "chosen" where somebody chose it
    """

    element: str
    name: Text
    tag: str
    number: int
    target: str | None
    means: Means | str
    choices: tuple[Choice, ...] = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class ReasonLine:
    """Why cases cannot move, and how many."""

    obstacles: tuple[Obstacle, ...]
    number: int


@dataclass(frozen=True, kw_only=True)
class MovePage:
    """One move.

    rows     elements at which cases stand, or whose place is taken by another
    quiet    how many other elements keep their id, with no case there
    reasons  why cases are blocked
    cases    some of its cases, in one state where that is asked for
    steps    where cases could move when they reach it
    """

    line: MoveLine
    key: str
    title: Text
    rows: tuple[MappingRow, ...]
    quiet: int
    reasons: tuple[ReasonLine, ...]
    cases: tuple[MovedCase, ...]
    offices: Mapping[int, Text]
    steps: tuple[Choice, ...]
    running: int

    @property
    def move(self) -> Move:
        """The move itself."""
        return self.line.move


def list_moves_of(context: Context, key: str) -> MovesPage:
    """Return the moves of a procedure; raise NotFound for one without versions."""
    with context.database.read() as db:
        versions = list_versions(db, key)
        if not versions:
            raise NotFound(what=Words(en="procedure", vi="thủ tục"), key=key)
        running = count_running(db)
        return MovesPage(
            key=key,
            title=_title(context, db, key, versions[0]),
            versions=tuple(
                VersionLine(version=one, running=running.get(one.version_id, 0)) for one in versions
            ),
            moves=_lines(db, list_moves(db, key)),
        )


def get_move_page(context: Context, key: str, move_id: int, state: str = "") -> MovePage:
    """Return a move of a procedure; `state` narrows the list of cases. Raises NotFound."""
    with context.database.read() as db:
        order = require_move(db, key, move_id)
        before = _process(context, db, order.from_version_id)
        after = _process(context, db, order.to_version_id)
        counts = count_places(db, order.from_version_id)
        rows = _rows(order, before, after, counts)
        directory = context.offices.get(db)
        cases = list_cases(db, move_id, state, MOST_SHOWN)
        return MovePage(
            line=_lines(db, (order,))[0],
            key=key,
            title=_title(context, db, key, get_version(db, order.to_version_id)),
            rows=tuple(one for one in rows if one.number or one.target != one.element),
            quiet=sum(1 for one in rows if not one.number and one.target == one.element),
            reasons=tuple(
                ReasonLine(obstacles=found, number=number)
                for found, number in count_reasons(db, move_id, BLOCKED)
            ),
            cases=cases,
            offices={
                one.office_id: Text(vi=one.name_vi, en=one.name_en) for one in directory.offices
            },
            steps=tuple(
                Choice(element=node.node_id, name=node_name(node))
                for node in before.nodes.values()
                if may_rest(node) and node.tag != "boundaryEvent"
            ),
            running=count_running(db).get(order.from_version_id, 0),
        )


def get_move_diagram(context: Context, key: str, move_id: int, side: str) -> bytes:
    """Return the diagram of the version that a move leaves, or of the one it goes to."""
    with context.database.read() as db:
        order = require_move(db, key, move_id)
        version_id = order.from_version_id if side == "before" else order.to_version_id
        return context.versions.get(db, version_id).compiled.procedure.diagram.source


def require_move(db: Db, key: str, move_id: int) -> Move:
    """Return a move of a procedure; raise NotFound for one of another."""
    order = get_move(db, move_id)
    if order.procedure_key != key:
        raise NotFound(what=Words(en="move of cases", vi="đợt chuyển hồ sơ"), key=move_id)
    return order


def _process(context: Context, db: Db, version_id: int) -> Process:
    return context.versions.get(db, version_id).compiled.procedure.diagram.process


def _title(context: Context, db: Db, key: str, spare: Version) -> Text:
    version = find_live(db, key) or spare
    return context.versions.get(db, version.version_id).compiled.procedure.card.title


def _lines(db: Db, moves: tuple[Move, ...]) -> tuple[MoveLine, ...]:
    people = {one.begun_by for one in moves} | {one.ordered_by for one in moves if one.ordered_by}
    names = names_of(db, people)
    numbers = {
        number: get_version(db, number).number
        for number in {one.from_version_id for one in moves} | {one.to_version_id for one in moves}
    }
    return tuple(
        MoveLine(
            move=one,
            left=numbers[one.from_version_id],
            wanted=numbers[one.to_version_id],
            begun_by=names.get(one.begun_by, "–"),
            ordered_by=names.get(one.ordered_by or 0, ""),
        )
        for one in moves
    )


def _rows(
    order: Move, before: Process, after: Process, counts: Mapping[str, int]
) -> list[MappingRow]:
    proposed = {one.element: one for one in propose(before, after)}
    alike: dict[str, list[Choice]] = {}
    for node in after.all_nodes():
        if may_rest(node):
            one = Choice(element=node.node_id, name=node_name(node))
            alike.setdefault(kind_of(node), []).append(one)
    rows = []
    for node in before.all_nodes():
        if not may_rest(node):
            continue
        target = _target(order, node, after)
        match = proposed[node.node_id]
        choices = list(alike.get(kind_of(node), ()))
        if target is not None and all(one.element != target for one in choices):
            choices.insert(0, Choice(element=target, name=element_name(after, target)))
        rows.append(
            MappingRow(
                element=node.node_id,
                name=node_name(node),
                tag=node.tag,
                number=counts.get(node.node_id, 0),
                target=target,
                means=match.means if match.target == target else "chosen",
                choices=tuple(choices),
            )
        )
    return rows


def _target(order: Move, node: Node, after: Process) -> str | None:
    target = order.mapping.get(node.node_id, node.node_id)
    return target if target is not None and after.find(target) is not None else None
