"""The control flow of one scope as a net of places and steps: a place for each arrow.

What a condition reads is left out: every branch of a choice is possible. Where that would be a
guess, as for a complex gateway that joins, there is no net. Source: BPMN 2.0.2, chapter 13; van der
Aalst et al., Soundness of workflow nets, Formal Aspects of Computing 23 (2011).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, combinations, islice

from engine.diagrams.kinds import ACTIVITIES
from engine.diagrams.model import Flow, Node, Process
from engine.lint.scopes import Scope
from engine.lint.ways import Ways, spread, turned, upstream_first, ways_from

ONE, ALL, SOME = "one", "all", "some"
MOST_CONDITIONS, MOST_OUTCOMES, MOST_PLACES = 6, 300, 100

# What goes by all its arrows whose conditions hold.
_FORKING = ACTIVITIES | {
    "inclusiveGateway",
    "complexGateway",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
}

Places = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What one firing can give.

    places   that get a token
    clears   it ends everything in the scope
    event    the non-interrupting event on the border that fired on the way
    """

    places: Places = ()
    clears: bool = False
    event: str | None = None


@dataclass(frozen=True, kw_only=True)
class NetStep:
    """A node of the net.

    kind      takes a token of one place, of all places, or of those that have one
    before    of a join of some: for each place the nodes from which it can still be reached
    """

    node: Node
    kind: str
    order: int
    places: Places
    outcomes: tuple[Outcome, ...]
    before: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Net:
    """A scope ready to be played.

    steps    by the id of the node
    target   id of the node that takes the tokens of a place
    begins   the places that have a token at the beginning, one tuple for each way to begin
    """

    steps: Mapping[str, NetStep]
    target: Mapping[str, str]
    begins: tuple[Places, ...]


class _NoNet(Exception):
    """The scope has something that cannot be said without guessing."""


def net_of(scope: Scope, process: Process) -> Net | None:
    """Return the net of a scope; None where it cannot be said exactly what goes on."""
    starts = scope.starts()
    if scope.is_ad_hoc or not starts:
        return None
    try:
        return _Builder(scope, process).build(starts)
    except _NoNet:
        return None


class _Builder:
    def __init__(self, scope: Scope, process: Process) -> None:
        self.process = process
        self.scope = scope
        self.inside = {node.node_id: node for node in scope.nodes}
        self.ways: Ways = ways_from(process, scope.nodes)
        self.guests: dict[str, list[Node]] = {}
        for node in scope.nodes:
            if node.tag == "boundaryEvent" and not node.has_event("compensate"):
                self.guests.setdefault(node.attached_to or "", []).append(node)
        self.target: dict[str, str] = {}

    def build(self, starts: tuple[Node, ...]) -> Net:
        """Return the net. Raises _NoNet."""
        for node in self.inside.values():
            for flow in self._flows(node):
                self.target[flow.flow_id] = flow.target
            if node.tag == "intermediateCatchEvent" and node.has_event("link"):
                self.target[node.node_id] = node.node_id
        order = upstream_first([node.node_id for node in starts], self.ways)
        self.target = {
            place: node_id for place, node_id in self.target.items() if self._is_live(place, order)
        }
        before = turned(self.ways)
        steps = {
            node_id: self._step(self.inside[node_id], number, before)
            for node_id, number in order.items()
        }
        begins = tuple(places.places for start in starts for places in self._outcomes_of(start))
        return Net(steps=steps, target=self.target, begins=begins)

    def _is_live(self, place: str, order: Mapping[str, int]) -> bool:
        """Tell whether a token can come to a place: what is never reached is told elsewhere."""
        flow = self.process.flows.get(place)
        return (flow.source if flow else place) in order

    def _flows(self, node: Node) -> list[Flow]:
        flows = (self.process.flows[name] for name in node.outgoing)
        return [flow for flow in flows if flow.target in self.inside]

    def _step(self, node: Node, order: int, before: Ways) -> NetStep:
        if node.quantities != (1, 1):
            raise _NoNet
        places = tuple(name for name in node.incoming if name in self.target)
        kind, reach = ONE, {}
        if len(places) > 1 and node.tag == "complexGateway":
            raise _NoNet
        if len(places) > 1 and node.tag == "parallelGateway":
            kind = ALL
        elif len(places) > 1 and node.tag == "inclusiveGateway":
            if len(places) > MOST_PLACES:
                raise _NoNet
            kind, reach = SOME, self._before(node, places, before)
        outcomes = tuple(islice(self._with_guests(node), MOST_OUTCOMES + 1))
        if len(outcomes) > MOST_OUTCOMES:
            raise _NoNet
        return NetStep(
            node=node, kind=kind, order=order, places=places, outcomes=outcomes, before=reach
        )

    def _before(self, node: Node, places: Places, before: Ways) -> dict[str, frozenset[str]]:
        """Return, for each place of a join, the nodes it can be reached from without the join."""
        without = {key: ways for key, ways in before.items() if key != node.node_id}
        return {
            place: frozenset(spread([self.process.flows[place].source], without))
            for place in places
        }

    def _with_guests(self, node: Node) -> Iterator[Outcome]:
        own = tuple(self._outcomes_of(node))
        yield from own
        for guest in self.guests.get(node.node_id, ()):
            fired = self._outcomes_of(guest)
            if guest.interrupting:
                yield from fired
            else:
                yield from (
                    Outcome(places=done.places + more.places, event=guest.node_id)
                    for more in fired
                    for done in own
                    if not done.clears
                )

    def _outcomes_of(self, node: Node) -> list[Outcome]:
        if _clears(node, self.scope):
            return [Outcome(clears=True)]
        if node.tag == "intermediateThrowEvent" and node.has_event("link"):
            landings = (one for one in self.ways[node.node_id] if one in self.target)
            return [Outcome(places=tuple(landings))]
        flows = self._flows(node)
        names = tuple(flow.flow_id for flow in flows)
        if node.tag in ("exclusiveGateway", "eventBasedGateway") and flows:
            return [Outcome(places=(name,)) for name in names]
        if node.tag in _FORKING:
            return [Outcome(places=places) for places in _chosen(node, flows)]
        return [Outcome(places=names)]


def _clears(node: Node, scope: Scope) -> bool:
    """Tell whether an end takes the whole scope away: an error does so in a subprocess only."""
    if node.tag != "endEvent":
        return False
    is_inside = scope.holder is not None
    return any(
        event.kind in ("terminate", "cancel") or (event.kind == "error" and is_inside)
        for event in node.events
    )


def _chosen(node: Node, flows: list[Flow]) -> Iterator[Places]:
    """Yield which flows of a fork can be taken together."""
    default = [one.flow_id for one in flows if one.flow_id == node.default]
    asked = [one.flow_id for one in flows if one.condition and one.flow_id not in default]
    always = [one.flow_id for one in flows if one.flow_id not in (*asked, *default)]
    if len(asked) > MOST_CONDITIONS:
        raise _NoNet
    if default or always or not asked:
        yield (*always, *default)
    sizes = range(1, len(asked) + 1)
    for some in chain.from_iterable(combinations(asked, size) for size in sizes):
        yield (*always, *some)
