"""Which element of a new version takes the place of each of an old one: a proposal to be checked.

First by the same id, then by the same name, then by the neighbours. An element is proposed once.
"""

from collections.abc import Iterator, Mapping

from engine.diagrams.model import Node, Process
from engine.records.moving import Match

# Kinds that wait alike, so that one can take the place of another.
_ALIKE = {"manualTask": "userTask", "sendTask": "serviceTask", "transaction": "subProcess"}


def propose(before: Process, after: Process) -> tuple[Match, ...]:
    """Return what becomes of every element of the old version, in the order of its file."""
    found: dict[str, Match] = {}
    for node in before.all_nodes():
        if after.find(node.node_id) is not None:
            found[node.node_id] = Match(element=node.node_id, target=node.node_id, means="id")
    _match_names(before, after, found)
    # Each one found can tell the next: a chain of new ids is found from its ends.
    while _match_places(before, after, found):
        pass
    none = (
        found.get(node.node_id) or Match(element=node.node_id, target=None, means="none")
        for node in before.all_nodes()
    )
    return tuple(none)


def mapping_of(matches: tuple[Match, ...]) -> dict[str, str | None]:
    """Return what differs from keeping every id."""
    return {one.element: one.target for one in matches if one.target != one.element}


def kind_of(node: Node) -> str:
    """Return what an element must be of to take the place of one alike."""
    events = ",".join(event.kind for event in node.events)
    return f"{_ALIKE.get(node.tag, node.tag)}:{events}"


def _free(process: Process, taken: set[str | None]) -> Iterator[Node]:
    return (node for node in process.all_nodes() if node.node_id not in taken)


def _match_names(before: Process, after: Process, found: dict[str, Match]) -> None:
    old = _by_name(_free(before, set(found)))
    new = _by_name(_free(after, {one.target for one in found.values()}))
    for key, (node, *others) in old.items():
        same = new.get(key, [])
        if not others and len(same) == 1:
            found[node.node_id] = Match(element=node.node_id, target=same[0].node_id, means="name")


def _by_name(nodes: Iterator[Node]) -> dict[tuple[str, str], list[Node]]:
    found: dict[tuple[str, str], list[Node]] = {}
    for node in nodes:
        name = " ".join(node.name.casefold().split())
        if name:
            found.setdefault((kind_of(node), name), []).append(node)
    return found


def _match_places(before: Process, after: Process, found: dict[str, Match]) -> bool:
    """Match one more element by its neighbours; False when none can be."""
    taken = {one.target for one in found.values()}
    for node in _free(before, set(found)):
        around = _around(before, node)
        known = {(way, found[one].target) for way, one in around if one in found}
        alike = [one for one in _free(after, taken) if kind_of(one) == kind_of(node)]
        scored = [(len(known & _around(after, one)), one) for one in alike]
        best = max((score for score, _ in scored), default=0)
        fits = [one for score, one in scored if score == best]
        if best and len(fits) == 1:
            found[node.node_id] = Match(element=node.node_id, target=fits[0].node_id, means="place")
            return True
    return False


def _around(process: Process, node: Node) -> set[tuple[str, str | None]]:
    """Return the neighbours of a node: what comes before and after, and what it sits on."""
    flows: Mapping[str, object] = process.flows
    before = {("before", process.flows[one].source) for one in node.incoming if one in flows}
    after = {("after", process.flows[one].target) for one in node.outgoing if one in flows}
    host = {("on", node.attached_to)} if node.attached_to else set()
    return {*before, *after, *host}


def may_rest(node: Node) -> bool:
    """Tell whether a token can come to rest at an element."""
    if node.tag.endswith("Gateway"):
        return node.tag == "eventBasedGateway" or len(node.incoming) > 1
    return node.tag not in ("startEvent", "endEvent", "intermediateThrowEvent")
