"""What is certain to come: the elements that lie on every way to a good end.

A diagram branches, so nobody can promise a citizen one list of steps. What lies on all ways from
here to an end that is a success can be shown; the rest depends on what is decided. Ways to a
refusal or a closing are left out: they are no plan.

Source  post-dominators, as compilers reckon them (Cooper, Harvey, Kennedy 2001), with the union in
        place of the intersection where all branches are taken
"""

from collections import deque
from collections.abc import Iterable, Mapping

from engine.diagrams.model import Node, Process

DONE = "done"


def certain_ahead(process: Process, here: Iterable[str]) -> tuple[Node, ...]:
    """Return the top-level elements that must still be passed, in the order they will be.

    here  ids of the top-level elements where the case is now; they are not part of the answer
    """
    top = {node.node_id: node for node in process.children(None)}
    onward = {key: _targets(process, node) for key, node in top.items()}
    goals = _goals(top)
    useful = _leading_to(goals, onward)
    certain = _certain(top, onward, goals, useful)
    start = [key for key in here if key in top]
    found = set().union(*(certain.get(key, set()) for key in start)) - set(start)
    return tuple(top[key] for key in _by_distance(start, onward) if key in found)


def _targets(process: Process, node: Node) -> tuple[str, ...]:
    """Return where a token may go; what a non-interrupting event starts beside it is no way."""
    out = [process.flows[one].target for one in node.outgoing]
    guests = [
        one.node_id
        for one in process.nodes.values()
        if one.attached_to == node.node_id and one.interrupting
    ]
    return tuple(out + guests)


def _goals(top: Mapping[str, Node]) -> set[str]:
    """Return the good ends: those that say "done", or those that say nothing where none does."""
    endings = {
        key: node.attributes.get("ending") for key, node in top.items() if node.tag == "endEvent"
    }
    good = {key for key, ending in endings.items() if ending == DONE}
    return good or {key for key, ending in endings.items() if ending is None}


def _leading_to(goals: set[str], onward: Mapping[str, tuple[str, ...]]) -> set[str]:
    back: dict[str, list[str]] = {}
    for source, targets in onward.items():
        for target in targets:
            back.setdefault(target, []).append(source)
    useful, waiting = set(goals), deque(goals)
    while waiting:
        for source in back.get(waiting.popleft(), ()):
            if source not in useful:
                useful.add(source)
                waiting.append(source)
    return useful


def _certain(
    top: Mapping[str, Node],
    onward: Mapping[str, tuple[str, ...]],
    goals: set[str],
    useful: set[str],
) -> Mapping[str, set[str]]:
    certain = {key: {key} if key in goals else set(useful) for key in useful}
    changed = True
    while changed:
        changed = False
        for key in useful - goals:
            ways = [certain[one] for one in onward[key] if one in useful]
            both = set().union(*ways) if _takes_all(top[key]) else set.intersection(*ways)
            if both | {key} != certain[key]:
                certain[key] = both | {key}
                changed = True
    return certain


def _takes_all(node: Node) -> bool:
    return node.tag == "parallelGateway"


def _by_distance(start: list[str], onward: Mapping[str, tuple[str, ...]]) -> list[str]:
    seen = dict.fromkeys(start)
    waiting = deque(start)
    while waiting:
        for target in onward[waiting.popleft()]:
            if target not in seen:
                seen[target] = None
                waiting.append(target)
    return list(seen)
