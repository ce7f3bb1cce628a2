"""Flows, defaults, boundary events and lanes: who is tied to whom, and which ends hang loose."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.diagrams import rules
from engine.diagrams.kinds import ACTIVITIES
from engine.diagrams.model import Flow, Node
from engine.diagrams.words import called
from engine.records.findings import Finding


@dataclass(frozen=True, kw_only=True)
class Wires:
    """What the file says about ties, before it is checked."""

    nodes: Mapping[str, Node]
    flows: Mapping[str, Flow]
    lane_of: Mapping[str, str]


def wire(wires: Wires, file: str) -> tuple[dict[str, Node], dict[str, Flow], list[Finding]]:
    """Return the nodes with their flows and lanes, the flows with two ends, and the findings."""
    findings: list[Finding] = []
    flows = {key: one for key, one in wires.flows.items() if _is_tied(one, wires, file, findings)}
    incoming: dict[str, list[str]] = {}
    outgoing: dict[str, list[str]] = {}
    for flow in flows.values():
        outgoing.setdefault(flow.source, []).append(flow.flow_id)
        incoming.setdefault(flow.target, []).append(flow.flow_id)
    nodes = {
        key: replace(
            node,
            incoming=tuple(incoming.get(key, ())),
            outgoing=tuple(outgoing.get(key, ())),
            lane=_find_lane(node, wires),
        )
        for key, node in wires.nodes.items()
    }
    for node in nodes.values():
        _check_ties(node, nodes, file, findings)
    return nodes, flows, findings


def _is_tied(flow: Flow, wires: Wires, file: str, findings: list[Finding]) -> bool:
    shown = f"“{flow.name or flow.flow_id}”"
    loose = [end for end in (flow.source, flow.target) if end not in wires.nodes]
    findings += [
        rules.FLOW_DANGLING.at(file, flow.flow_id, flow.line, flow=shown, end=end or "?")
        for end in loose
    ]
    if loose:
        return False
    if wires.nodes[flow.source].parent != wires.nodes[flow.target].parent:
        findings.append(rules.FLOW_CROSSES.at(file, flow.flow_id, flow.line, flow=shown))
    return True


def _find_lane(node: Node, wires: Wires) -> str | None:
    """Return the lane of the node, else of the subprocess around it; a boundary event's host's."""
    host = wires.lane_of.get(node.attached_to or "")
    if host is not None and node.node_id not in wires.lane_of:
        return host
    at: Node | None = node
    while at is not None:
        if at.node_id in wires.lane_of:
            return wires.lane_of[at.node_id]
        at = wires.nodes.get(at.parent or "")
    return None


def _check_ties(node: Node, nodes: Mapping[str, Node], file: str, findings: list[Finding]) -> None:
    if node.default is not None and node.default not in node.outgoing:
        findings.append(
            rules.DEFAULT_UNKNOWN.at(
                file, node.node_id, node.line, what=called(node), flow=node.default
            )
        )
    if node.tag == "boundaryEvent":
        host = nodes.get(node.attached_to or "")
        if host is None or host.parent != node.parent or host.tag not in ACTIVITIES:
            findings.append(
                rules.BOUNDARY_LOOSE.at(file, node.node_id, node.line, what=called(node))
            )
