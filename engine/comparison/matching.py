"""Which elements of two diagrams are the same one: by id, by name, by neighbourhood."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from engine.diagrams.kinds import ACTIVITIES, EVENTS, GATEWAYS
from engine.diagrams.model import Flow, Node, Process

T = TypeVar("T")
_MOST_ROUNDS = 20


@dataclass(frozen=True, kw_only=True)
class Match:
    """The pairs: ids before → ids after, each at most once."""

    nodes: Mapping[str, str]
    flows: Mapping[str, str]
    lanes: Mapping[str, str]
    pools: Mapping[str, str] = field(default_factory=dict)

    @property
    def back(self) -> dict[str, str]:
        """Ids of nodes, lanes and pools after → ids before."""
        both = {**self.nodes, **self.lanes, **self.pools}
        return {after: before for before, after in both.items()}


def match_diagrams(before: Process, after: Process) -> Match:
    """Return which elements of two diagrams belong together."""
    nodes = _match_nodes(before, after)
    return Match(
        nodes=nodes,
        flows=_match_flows(before, after, nodes),
        lanes=pair_up(before.lanes, after.lanes, lambda one: one.name),
        pools=pair_up(before.pools, after.pools, lambda one: one.name),
    )


def pair_up(
    before: Mapping[str, T], after: Mapping[str, T], name: Callable[[T], str]
) -> dict[str, str]:
    """Pair by id, then by a name that is the only one of its kind on both sides."""
    pairs = {one: one for one in before if one in after}
    _pair_by(
        pairs,
        {key: name(one) or None for key, one in before.items()},
        {key: name(one) or None for key, one in after.items()},
    )
    return pairs


def _match_nodes(before: Process, after: Process) -> dict[str, str]:
    """Pair nodes: the same id and sort; then kind and name; then kind and matched neighbours."""
    old = {node.node_id: node for node in before.all_nodes()}
    new = {node.node_id: node for node in after.all_nodes()}
    pairs = {key: key for key, node in old.items() if key in new and _alike(node, new[key])}
    _pair_by(pairs, _keys(old.values(), _by_name), _keys(new.values(), _by_name))
    for _round in range(_MOST_ROUNDS):
        known = len(pairs)
        back = {theirs: ours for ours, theirs in pairs.items()}
        here = {key: _around(before, node, pairs) for key, node in old.items()}
        there = {key: _around(after, node, {one: one for one in back}) for key, node in new.items()}
        _pair_by(pairs, here, there)
        if len(pairs) == known:
            break
    return pairs


def _keys(
    nodes: Iterable[Node], key: Callable[[Node], Hashable | None]
) -> dict[str, Hashable | None]:
    return {node.node_id: key(node) for node in nodes}


def _by_name(node: Node) -> Hashable | None:
    return (node.tag, node.name) if node.name else None


def _around(process: Process, node: Node, pairs: Mapping[str, str]) -> Hashable | None:
    """Return kind, and the neighbours by the ids they have after; None where one is not known."""
    flows = process.flows
    sources = [pairs.get(flows[one].source) for one in node.incoming]
    targets = [pairs.get(flows[one].target) for one in node.outgoing]
    host = pairs.get(node.attached_to, "?") if node.attached_to else None
    ends = (*sources, *targets)
    if not ends or None in ends or host == "?":
        return None
    kinds = tuple(event.kind for event in node.events)
    return (node.tag, kinds, tuple(map(str, sources)), tuple(map(str, targets)), host)


def _pair_by(
    pairs: dict[str, str],
    before: Mapping[str, Hashable | None],
    after: Mapping[str, Hashable | None],
) -> None:
    """Add pairs whose key stands once on each side among those without a partner."""
    taken = set(pairs.values())
    old = _single({one: key for one, key in before.items() if one not in pairs})
    new = _single({one: key for one, key in after.items() if one not in taken})
    for key, one in old.items():
        if key in new:
            pairs[one] = new[key]


def _single(keys: Mapping[str, Hashable | None]) -> dict[Hashable, str]:
    found: dict[Hashable, list[str]] = {}
    for one, key in keys.items():
        if key is not None:
            found.setdefault(key, []).append(one)
    return {key: ones[0] for key, ones in found.items() if len(ones) == 1}


def _alike(one: Node, other: Node) -> bool:
    """Tell whether two nodes of the same id can be the same thing: of the same sort."""
    sorts = (ACTIVITIES, GATEWAYS, EVENTS)
    return one.tag == other.tag or any(one.tag in sort and other.tag in sort for sort in sorts)


def _match_flows(before: Process, after: Process, nodes: Mapping[str, str]) -> dict[str, str]:
    def ends(flow: Flow, pairs: Mapping[str, str]) -> tuple[str, str] | None:
        source, target = pairs.get(flow.source), pairs.get(flow.target)
        return (source, target) if source and target else None

    same = {one: one for one in after.nodes}
    old = {key: ends(flow, nodes) for key, flow in before.flows.items()}
    new = {key: ends(flow, same) for key, flow in after.flows.items()}
    pairs = {key: key for key, found in old.items() if found and new.get(key) == found}
    _pair_by(pairs, _named(before.flows, old), _named(after.flows, new))
    _pair_by(pairs, old, new)
    # The same id, at least one end kept: it was led elsewhere.
    taken = set(pairs.values())
    for key, flow in before.flows.items():
        other = after.flows.get(key)
        if key in pairs or other is None or key in taken:
            continue
        kept_ends = (nodes.get(flow.source) == other.source, nodes.get(flow.target) == other.target)
        if any(kept_ends):
            pairs[key] = key
    return pairs


def _named(
    flows: Mapping[str, Flow], ends: Mapping[str, tuple[str, str] | None]
) -> dict[str, Hashable | None]:
    return {key: (found, flows[key].name) if found else None for key, found in ends.items()}
