"""The diagram as plain values: what lint, the runtime and the pages work with.

Words follow BPMN 2.0.2 (OMG formal/2013-12-09); `tag` is the local name of the XML element.
Texts are trimmed; an empty text is None or absent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class EventDefinition:
    """What an event waits for or throws.

    kind        timer, message, error, terminate, signal, escalation, link, compensate, …
    timer_kind  duration, date or cycle
    text        the timer's text, or the condition of a conditional event
    name        name of the message, error, signal or escalation
    code        code of the error or escalation; None catches every error
    """

    kind: str
    timer_kind: str | None = None
    text: str | None = None
    name: str | None = None
    code: str | None = None
    line: int | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Loop:
    """Multi-instance: one run of the activity for each element of a list, or a number of runs.

    collection      expression that gives the list
    element_name    name under which a run sees its element
    output          name that gets the list of results, in the order of the collection
    output_element  name in the run whose value is the result
    cardinality     expression that gives the number of runs, where there is no collection
    completion      condition that ends the rest early
    """

    sequential: bool = False
    collection: str | None = None
    element_name: str | None = None
    output: str | None = None
    output_element: str | None = None
    cardinality: str | None = None
    completion: str | None = None
    line: int | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A sequence flow. `flow_id` is made up as "source->target#1" where the file has none."""

    flow_id: str
    source: str
    target: str
    name: str = ""
    condition: str | None = None
    line: int | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Node:
    """An activity, event or gateway.

    parent        id of the subprocess it lies in; None at the top
    incoming, outgoing   ids of flows, in the order of the file
    default       id of the flow taken when no condition holds
    attached_to   id of the activity a boundary event sits on
    interrupting  of a boundary event: whether it ends that activity
    attributes    the motcua: attributes by local name
    inputs        (name, text) of motcua:input, in the order of the file
    """

    node_id: str
    tag: str
    name: str = ""
    line: int | None = None
    parent: str | None = None
    incoming: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()
    default: str | None = None
    events: tuple[EventDefinition, ...] = ()
    attached_to: str | None = None
    interrupting: bool = True
    script: str | None = None
    loop: Loop | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    inputs: tuple[tuple[str, str], ...] = ()
    lane: str | None = None

    def event_kind(self) -> str | None:
        """Return the kind of its first event definition; None where it has none."""
        return self.events[0].kind if self.events else None


@dataclass(frozen=True, kw_only=True)
class Lane:
    """A lane; post and office come from the lane around it where it names none of its own."""

    lane_id: str
    name: str = ""
    line: int | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Process:
    """The executable process, flat: nodes of all subprocesses stand side by side.

    nodes, flows  by id, in the order of the file
    messages      names of the messages the file declares, by id
    shapes        ids that have a shape or an edge in the drawing
    """

    process_id: str
    name: str
    nodes: Mapping[str, Node]
    flows: Mapping[str, Flow]
    attributes: Mapping[str, str] = field(default_factory=dict)
    lanes: Mapping[str, Lane] = field(default_factory=dict)
    messages: Mapping[str, str] = field(default_factory=dict)
    shapes: frozenset[str] = frozenset()
    line: int | None = None

    def children(self, parent: str | None) -> tuple[Node, ...]:
        """Return the nodes that lie directly in the subprocess `parent`, or at the top for None."""
        return tuple(node for node in self.nodes.values() if node.parent == parent)

    def scopes(self) -> dict[str | None, list[Node]]:
        """Return the nodes directly in each subprocess, and under None those at the top."""
        found: dict[str | None, list[Node]] = {None: []}
        for node in self.nodes.values():
            found.setdefault(node.parent, []).append(node)
        return found

    def attribute(self, node: Node, name: str) -> str | None:
        """Return a motcua: attribute of the node, else of its lane."""
        if name in node.attributes:
            return node.attributes[name]
        lane = self.lanes.get(node.lane or "")
        return lane.attributes.get(name) if lane else None


@dataclass(frozen=True, kw_only=True)
class Diagram:
    """A process with the file it was read from, kept unchanged."""

    process: Process
    source: bytes = field(repr=False)
    file: str = "process.bpmn"
