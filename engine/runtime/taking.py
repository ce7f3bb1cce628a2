"""What of a saved state is taken along to another version, and what stands in the way.

Tokens that stand somewhere on the diagram must find a place; events on borders, starts of event
subprocesses and the events of a race are taken along where the new version has them, else dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.diagrams.model import Node
from engine.errors import Words
from engine.records.moving import Obstacle
from engine.runtime.fitting import (
    GATEWAYS,
    elsewhere,
    fits,
    gone,
    in_trouble,
    kept_memory,
    misfit,
    no_branch,
    not_repeated,
    not_undone,
)
from engine.runtime.gateways import EventBased
from engine.runtime.happenings import Catch
from engine.runtime.renaming import Renaming, is_inner_of, split_name
from engine.runtime.rows import ScopeRow, TokenRow
from engine.runtime.step import Step
from engine.runtime.token import CALL, INSTANCE, ROOT, SUBPROCESS, TURN
from engine.runtime.version import reachable_before


@dataclass(kw_only=True)
class Taken:
    """The rows of a state as they are taken along.

    before     tokens as they were saved
    scopes, tokens   as the new version has them
    dropped    tokens that are not taken along
    obstacles  why the case cannot move; then `tokens` is not whole
    """

    names: Renaming
    before: Mapping[int, TokenRow]
    places: Mapping[int, ScopeRow]
    scopes: list[ScopeRow] = field(default_factory=list)
    tokens: dict[int, TokenRow] = field(default_factory=dict)
    dropped: set[int] = field(default_factory=set)
    obstacles: list[Obstacle] = field(default_factory=list)

    def old_step(self, row: TokenRow) -> Step:
        """Return the step at which a token stood."""
        step: Step = self.names.left.steps[row.name]
        return step

    def new_step(self, row: TokenRow) -> Step | None:
        """Return the step that takes its place."""
        name = self.names.step(row.name)
        return None if name is None else self.names.version.steps[name]

    def refuse(self, node: Node, words: Words) -> None:
        """Note why the case cannot move."""
        one = Obstacle(element=node.node_id, words=words)
        if one not in self.obstacles:
            self.obstacles.append(one)

    def around(self, scope: ScopeRow, new: bool) -> str | None:
        """Return the id of the subprocess or process that runs in a scope."""
        if scope.holder is None:
            places = (row for row in self.before.values() if row.scope == scope.number)
            inside = (self.old_step(row).node for row in places if not is_attending(row))
            return next((node.parent for node in inside), None)
        holder = self.before[scope.holder]
        step = self.new_step(holder) if new else self.old_step(holder)
        if step is None:
            return None
        return step.node.called if scope.kind == CALL else step.node.node_id


def is_attending(row: TokenRow) -> bool:
    """Tell whether a token only waits beside another, or for the start of an event subprocess."""
    return row.host is not None or "listening" in row.memory


def take_along(names: Renaming, saved: Mapping[str, Any]) -> Taken:
    """Return the rows of a saved state as the new version has them."""
    taken = Taken(
        names=names,
        before={row[0]: TokenRow(*row) for row in saved["t"]},
        places={row[0]: ScopeRow(*row) for row in saved["s"]},
    )
    for scope in taken.places.values():
        _take_scope(taken, scope)
    for row in taken.before.values():
        if is_attending(row):
            _take_attending(taken, row)
        else:
            _take_place(taken, row)
    return taken


def _take_scope(taken: Taken, scope: ScopeRow) -> None:
    undo = _records(taken, scope.undo)
    counts = taken.names.counts(scope.counts)
    taken.scopes.append(scope._replace(undo=undo, counts=counts))
    holder = taken.before[scope.holder] if scope.holder is not None else None
    if holder is None or scope.kind != SUBPROCESS or not scope.own or "undoing" in holder.memory:
        return
    new = taken.new_step(holder)
    if new is not None:
        node = new.node
        kept = {*node.own_names, *(name for name, _ in node.lent)}
        kept |= {one.target for one in node.takes}
        missing = {name for name, value in scope.own.items() if value is not None} - kept
        if missing:
            old = taken.old_step(holder).node
            taken.refuse(old, elsewhere(old, node, missing))


def _take_attending(taken: Taken, row: TokenRow) -> None:
    new = taken.new_step(row)
    if new is not None and row.host not in taken.dropped and _is_wanted(taken, row, new):
        _keep(taken, row, new)
        return
    taken.dropped.add(row.number)
    if "incident" in row.memory:
        node = taken.old_step(row).node
        taken.refuse(node, in_trouble(node))


def _is_wanted(taken: Taken, row: TokenRow, new: Step) -> bool:
    """Tell whether the new version awaits the same event at the same place."""
    if not fits(row, taken.old_step(row), new):
        return False
    if row.host is None:
        scope = taken.places[row.scope]
        listeners = taken.names.version.listeners
        return new.name in listeners.get(taken.around(scope, new=True), ())
    host = taken.new_step(taken.before[row.host])
    return host is not None and new.name in attended_by(host)


def attended_by(host: Step) -> tuple[str, ...]:
    """Return the names of the steps whose tokens wait beside one at `host`."""
    if isinstance(host, EventBased):
        return tuple(way.target for way in host.ways)
    watches = host.watches if isinstance(host, Catch) else ()
    return (*host.guests, *watches)


def _take_place(taken: Taken, row: TokenRow) -> None:
    old, new = taken.old_step(row), taken.new_step(row)
    if new is None and _waits_at_join(row, old) and _may_come(taken, row, old):
        # The join is gone: those that were still to come go on for all.
        taken.dropped.add(row.number)
        return
    if new is None:
        known = taken.names.element(split_name(row.name)[0])
        taken.refuse(old.node, gone(old.node) if known is None else not_repeated(old.node))
        return
    why = misfit(row, old, new)
    if why is None and not _lies_alike(taken, row, new):
        why = elsewhere(old.node, new.node)
    if why is None and _waits_at_join(row, old) and len(new.node.incoming) > 1:
        lost = taken.names.flow(row.via) not in new.node.incoming
        why = no_branch(old.node) if lost else None
    if why is None and any(row.number == one.holder for one in taken.places.values()):
        why = misfit(row._replace(memory={**row.memory, "incident": ""}), old, new)
        if type(old) is not type(new):
            why = why or elsewhere(old.node, new.node)
    if why is not None:
        taken.refuse(old.node, why)
        return
    _keep(taken, row, new)


def _waits_at_join(row: TokenRow, old: Step) -> bool:
    return row.arrived and old.node.tag in GATEWAYS


def _may_come(taken: Taken, row: TokenRow, old: Step) -> bool:
    """Tell whether another token of the scope is on its way to the join at which one waits."""
    before = reachable_before(taken.names.left.procedure.diagram.process, old.node)
    upstream = frozenset[str]().union(*before.values())
    return any(
        taken.old_step(one).node.node_id in upstream
        for one in taken.before.values()
        if one.scope == row.scope and not is_attending(one) and one.name != row.name
    )


def _lies_alike(taken: Taken, row: TokenRow, new: Step) -> bool:
    """Tell whether a step lies in the scope in which its token is."""
    scope = taken.places[row.scope]
    holder = taken.before[scope.holder] if scope.holder is not None else None
    if holder is not None and ("undoing" in holder.memory or taken.new_step(holder) is None):
        # What undoes is found by its name; and one reason is enough.
        return True
    if scope.kind in (INSTANCE, TURN):
        at = taken.new_step(holder) if holder is not None else None
        return at is not None and is_inner_of(new.name, at.name)
    around = taken.around(scope, new=True)
    if scope.kind == ROOT:
        return new.node.parent == around
    return around is not None and around in (new.node.parent, new.node.node_id)


def _keep(taken: Taken, row: TokenRow, new: Step) -> None:
    old = taken.old_step(row)
    memory = kept_memory(row.memory, type(old) is type(new))
    try:
        _rename_memory(taken.names, memory)
    except KeyError as error:
        node = taken.names.left.steps[error.args[0]].node
        taken.refuse(node, not_undone(node))
        return
    taken.tokens[row.number] = row._replace(
        name=new.name, via=taken.names.flow(row.via), memory=memory
    )


def _rename_memory(names: Renaming, memory: dict[str, Any]) -> None:
    """Rename what a token remembers by name. Raises KeyError for what undoes and is gone."""
    if "undo" in memory:
        memory["undo"] = names.records(memory["undo"])
    if "undoing" in memory:
        plan = memory["undoing"]
        memory["undoing"] = [
            [names.undoer(step), at, names.records(inside)] for step, at, inside in plan
        ]
    following = memory.get("next")
    if isinstance(following, list):
        memory["next"] = [new for new in map(names.step, following) if new is not None]
    if "held" in memory:
        ends = ((names.step(target), names.flow(flow)) for target, flow in memory["held"])
        memory["held"] = [[target, flow] for target, flow in ends if target is not None]


def _records(taken: Taken, old: list[dict[str, Any]]) -> list[dict[str, Any]]:
    try:
        return taken.names.records(old)
    except KeyError as error:
        node = taken.names.left.steps[error.args[0]].node
        taken.refuse(node, not_undone(node))
        return []
