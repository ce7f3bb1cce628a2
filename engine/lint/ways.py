"""Which node leads to which: by arrows, by events on a border, by links."""

from collections.abc import Iterable, Mapping, Sequence

from engine.diagrams.model import Node, Process

# More than one is a fault of its own; a file made to be slow could have thousands.
_MOST_CATCHING = 50

Ways = Mapping[str, Sequence[str]]


def ways_from(process: Process, nodes: Iterable[Node]) -> dict[str, list[str]]:
    """Return where each of the nodes of a scope leads, by id."""
    nodes = tuple(nodes)
    after = {node.node_id: [process.flows[flow].target for flow in node.outgoing] for node in nodes}
    catching: dict[str, list[str]] = {}
    for node in nodes:
        if node.attached_to in after:
            after[node.attached_to].append(node.node_id)
        if node.tag == "intermediateCatchEvent":
            for name in link_names(node):
                catching.setdefault(name, []).append(node.node_id)
    for node in nodes:
        if node.tag == "intermediateThrowEvent":
            for name in link_names(node):
                after[node.node_id] += catching.get(name, [])[:_MOST_CATCHING]
    return after


def link_names(node: Node) -> tuple[str, ...]:
    """Return the names of the links that a node throws or catches."""
    return tuple(event.name for event in node.events if event.kind == "link" and event.name)


def turned(ways: Ways) -> dict[str, list[str]]:
    """Return the ways backwards."""
    before: dict[str, list[str]] = {}
    for source, targets in ways.items():
        for target in targets:
            before.setdefault(target, []).append(source)
    return before


def spread(roots: Iterable[str], ways: Ways, found: set[str] | None = None) -> set[str]:
    """Return the ids of the nodes that can be reached from the roots, these included.

    found   what was reached before: it is gone through no more, and added to
    """
    found = set() if found is None else found
    waiting = list(roots)
    while waiting:
        node_id = waiting.pop()
        if node_id not in found:
            found.add(node_id)
            waiting += ways.get(node_id, ())
    return found


def upstream_first(roots: Iterable[str], ways: Ways) -> dict[str, int]:
    """Return a number for each node that can be reached: smaller upstream (reverse postorder)."""
    done: list[str] = []
    seen: set[str] = set()
    for root in roots:
        stack = [(root, iter(ways.get(root, ())))] if root not in seen else []
        seen.add(root)
        while stack:
            node_id, onward = stack[-1]
            following = next((one for one in onward if one not in seen and one in ways), None)
            if following is None:
                done.append(node_id)
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, iter(ways.get(following, ()))))
    return {node_id: number for number, node_id in enumerate(reversed(done))}
