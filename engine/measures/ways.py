"""The ways of a diagram as one graph, subprocesses opened, and the share of cases on each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.diagrams.kinds import SCOPES
from engine.diagrams.model import Flow, Node, Process
from engine.lint.ways import upstream_first, ways_from

_ALL = frozenset(("parallelGateway", "inclusiveGateway", "complexGateway"))


@dataclass(frozen=True, kw_only=True)
class Graph:
    """Where each node leads.

    order   nodes that can be reached from the start, upstream first
    """

    process: Process
    ways: Mapping[str, list[str]]
    order: Mapping[str, int]


def graph_of(process: Process) -> Graph:
    """Return the graph of the main process; what lies in a subprocess stands in its place."""
    ways = ways_from(process, process.nodes.values())
    inside = process.scopes()
    for node in process.nodes.values():
        inner = inside.get(node.node_id, [])
        starts = [one.node_id for one in inner if not one.incoming and not one.attached_to]
        if node.tag not in SCOPES or not starts:
            continue
        borders = [one for one in ways[node.node_id] if _is_border(process, one)]
        after = [one for one in ways[node.node_id] if one not in borders]
        ways[node.node_id] = [*starts, *borders]
        for one in inner:
            if not one.outgoing and not one.by_event:
                ways[one.node_id] = [*ways[one.node_id], *after]
    roots = [node.node_id for node in process.children(None) if _begins(node)]
    return Graph(process=process, ways=ways, order=upstream_first(roots, ways))


def _is_border(process: Process, node_id: str) -> bool:
    return process.nodes[node_id].attached_to is not None


def _begins(node: Node) -> bool:
    return not node.incoming and node.attached_to is None and not node.undoes


@dataclass(kw_only=True)
class Shares:
    """The share of cases that come to each node, 0 to 1; loops are gone through once.

    unread   what stands for a number and is none
    """

    found: dict[str, float] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def of(self, node_id: str) -> float:
        """Return the share that comes to a node; all for what lies apart from the ways."""
        return self.found.get(node_id, 1.0)


def shares_of(graph: Graph) -> Shares:
    """Return which share of the cases comes to each node.

    What a loop sends back goes on from there a second time, and out of the loop.
    """
    shares = Shares()
    parts = {key: _parts(graph, graph.process.nodes[key], shares) for key in graph.order}
    roots = {key: 1.0 for key in graph.order if _begins(graph.process.nodes[key])}
    first, back = _spread(graph, parts, roots)
    returns = _returning(graph, parts)
    second, _ = _spread(graph, {key: _leaving(one, returns) for key, one in parts.items()}, back)
    # A join gets back together what was one case.
    shares.found = {key: min(1.0, first[key] + second[key]) for key in graph.order}
    return shares


Parts = Mapping[str, Mapping[str, float]]


def _spread(
    graph: Graph, parts: Parts, roots: Mapping[str, float]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the share that comes to each node from some roots, and what loops send back."""
    found = dict.fromkeys(graph.order, 0.0) | dict(roots)
    back: dict[str, float] = {}
    for key in graph.order:
        found[key] = min(1.0, found[key])
        for target, part in parts[key].items():
            onward = graph.order[target] > graph.order[key]
            into = found if onward else back
            into[target] = into.get(target, 0.0) + found[key] * part
    return found, back


def _returning(graph: Graph, parts: Parts) -> dict[str, float]:
    """Return which part of what comes to a node goes back somewhere after it."""
    found: dict[str, float] = {}
    for key in reversed(list(graph.order)):
        ways = parts[key].items()
        back = sum(part * found.get(target, 1.0) for target, part in ways)
        found[key] = min(1.0, back)
    return found


def _leaving(parts: Mapping[str, float], returns: Mapping[str, float]) -> Mapping[str, float]:
    """Return the parts of a choice without the ways that mostly lead back."""
    staying = [key for key in parts if returns[key] > 0.5]
    kept = {key: part for key, part in parts.items() if key not in staying}
    total = sum(kept.values())
    if not staying or not total:
        return parts
    return {key: part / total * sum(parts.values()) for key, part in kept.items()}


def _parts(graph: Graph, node: Node, shares: Shares) -> dict[str, float]:
    """Return which part of what comes to a node goes on to each target."""
    process = graph.process
    targets = [one for one in graph.ways[node.node_id] if one in graph.order]
    borders = [one for one in targets if process.nodes[one].attached_to == node.node_id]
    found = {one: _border_part(process, process.nodes[one], shares) for one in borders}
    rest = max(0.0, 1.0 - sum(found.values()))
    ways = list(dict.fromkeys(one for one in targets if one not in borders))
    flows = [process.flows[one] for one in node.outgoing if process.flows[one].target in ways]
    if len(flows) < 2 or len({one.target for one in flows}) != len(ways):
        return found | dict.fromkeys(ways, rest)
    given = {one.target: _given(one, shares) for one in flows}
    if node.tag in _ALL:
        return found | {key: rest * (1.0 if one is None else one) for key, one in given.items()}
    known = sum(one for one in given.values() if one is not None)
    open_ways = [key for key, one in given.items() if one is None]
    each = max(0.0, 1.0 - known) / len(open_ways) if open_ways else 0.0
    parts = {key: each if one is None else one for key, one in given.items()}
    total = sum(parts.values()) or 1.0
    return found | {key: rest * one / total for key, one in parts.items()}


def _border_part(process: Process, border: Node, shares: Shares) -> float:
    given = [_given(process.flows[one], shares) for one in border.outgoing]
    return sum(one for one in given if one is not None)


def _given(flow: Flow, shares: Shares) -> float | None:
    text = flow.attributes.get("share")
    if text is None:
        return None
    value = number_in(text)
    if value is None or value > 100:
        shares.unread.append(f"{flow.name or flow.flow_id}: {text}")
        return None
    return value / 100


def number_in(text: str) -> float | None:
    """Return the number a text is, 0 or more; None for another text."""
    try:
        value = float(text.replace(" ", "").replace(",", "."))
    except ValueError:
        return None
    return value if 0 <= value < 1e12 else None
