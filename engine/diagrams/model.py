"""The diagram as plain values: what lint, the runtime and the pages work with.

Words follow BPMN 2.0.2 (OMG formal/2013-12-09); `tag` is the local name of the XML element.
Texts are trimmed; an empty text is None or absent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.diagrams.kinds import KEEPING


@dataclass(frozen=True, kw_only=True)
class EventDefinition:
    """What an event waits for or throws.

    kind        timer, message, error, terminate, signal, escalation, link, compensate, …
    timer_kind  duration, date or cycle
    text        the timer's text, or the condition of a conditional event
    name        name of the message, error, signal, escalation or link
    code        code of the error or escalation; None catches every one
    activity    what a compensation event undoes; None for its whole scope
    waits       of a compensation event that throws: whether it waits until all is undone
    """

    kind: str
    timer_kind: str | None = None
    text: str | None = None
    name: str | None = None
    code: str | None = None
    activity: str | None = None
    waits: bool = True
    line: int | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Signalled:
    """An event that a multi-instance throws at its own border when an instance is done.

    condition   None for every instance (behaviour None) or the first (behaviour One)
    """

    event: EventDefinition
    condition: str | None = None


@dataclass(frozen=True, kw_only=True)
class Loop:
    """Multi-instance: one run of the activity for each element of a list, or a number of runs.

    collection      expression that gives the list
    element_name    name under which a run sees its element
    output          name that gets the list of results, in the order of the collection
    output_element  name in the run whose value is the result
    cardinality     expression that gives the number of runs, where there is no collection
    completion      condition that ends the rest early
    behavior        when an event is thrown at the border: None, One, All (never) or Complex
    thrown          those events
    standard        one run after the other as long as `condition` holds; none of the above counts
    condition       of a standard loop; without one only `maximum` ends it
    tests_before    whether the condition is asked before each run, not after it
    maximum         most runs of a standard loop, as it is written
    """

    sequential: bool = False
    collection: str | None = None
    element_name: str | None = None
    output: str | None = None
    output_element: str | None = None
    cardinality: str | None = None
    completion: str | None = None
    behavior: str = "All"
    thrown: tuple[Signalled, ...] = ()
    standard: bool = False
    condition: str | None = None
    tests_before: bool = False
    maximum: str | None = None
    line: int | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """A value handed into an activity or out of it.

    target   name that gets the value
    text     expression that gives it; of motcua:input also plain text, see `Node.inputs`
    """

    target: str
    text: str
    line: int | None = None


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
class AdHoc:
    """How the activities of an ad-hoc subprocess are ordered, and when it is done.

    sequential   one after the other, in the order of the file; else side by side
    completion   condition, asked after each of them; without one all must be done
    cancels      whether those still running are given up when it holds
    """

    sequential: bool = False
    completion: str | None = None
    cancels: bool = True


@dataclass(frozen=True, kw_only=True)
class Node:
    """An activity, event or gateway.

    parent        id of the subprocess, or further process, it lies in; None at the top of the main
                  process
    incoming, outgoing   ids of flows, in the order of the file
    default       id of the flow taken when no condition holds
    attached_to   id of the activity a boundary event sits on
    interrupting  of a boundary event, or the start of an event subprocess: whether it ends the
                  activity, or the scope around
    parallel      of an event with several triggers: all are needed, not any one of them
    by_event      of a subprocess: it is an event subprocess
    undoes        of an activity: it is there to compensate another
    undone_by     of a compensation event on a border: id of the activity that compensates
    instantiates  of a receive task or event-based gateway: it begins the process
    direction     of a gateway: Converging, Diverging or Mixed, where the file says it
    called        id of the process or global task a call activity calls, or key of a procedure
    activation    of a complex gateway: the condition under which it goes on
    quantities    tokens needed to start an activity, and tokens it sends off on each flow
    own_names     names that belong to a subprocess alone: its properties and data objects
    attributes    the motcua: attributes by local name
    inputs        (name, text) of motcua:input, in the order of the file; an expression after "="
    takes, gives  data associations: names seen in the activity only, names written after it
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
    parallel: bool = False
    by_event: bool = False
    undoes: bool = False
    undone_by: str | None = None
    instantiates: bool = False
    direction: str | None = None
    called: str | None = None
    activation: str | None = None
    quantities: tuple[int, int] = (1, 1)
    own_names: tuple[str, ...] = ()
    script: str | None = None
    loop: Loop | None = None
    ad_hoc: AdHoc | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    inputs: tuple[tuple[str, str], ...] = ()
    takes: tuple[Mapped, ...] = ()
    gives: tuple[Mapped, ...] = ()
    lane: str | None = None

    def event_kind(self) -> str | None:
        """Return the kind of its first event definition; None where it has none."""
        return self.events[0].kind if self.events else None

    @property
    def lent(self) -> tuple[tuple[str, str], ...]:
        """The motcua:input that an activity sees as names of its own; elsewhere they are sent."""
        return self.inputs if self.tag in KEEPING else ()

    def has_event(self, kind: str) -> bool:
        """Tell whether one of its event definitions is of this kind."""
        return any(event.kind == kind for event in self.events)


@dataclass(frozen=True, kw_only=True)
class Lane:
    """A lane; post and office come from the lane around it where it names none of its own."""

    lane_id: str
    name: str = ""
    line: int | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Pool:
    """A further executable process of the file: one that is called, or another partner's."""

    process_id: str
    name: str = ""
    line: int | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class MessageFlow:
    """An arrow between pools; either end can be a node or a whole pool."""

    flow_id: str
    source: str
    target: str
    name: str = ""
    message: str | None = None
    line: int | None = None


@dataclass(frozen=True, kw_only=True)
class Process:
    """The executable process, flat: nodes of all subprocesses stand side by side.

    nodes, flows  by id, in the order of the file; those of further processes too, whose parent is
                  the id of their pool
    pools         the further executable processes, by id
    participants  the frames drawn around processes and for partners outside, by id
    global_tasks  tasks that stand outside all processes and can be called, by id
    message_flows arrows between pools
    messages      names of the messages the file declares, by id
    shapes        ids that have a shape or an edge in the drawing
    """

    process_id: str
    name: str
    nodes: Mapping[str, Node]
    flows: Mapping[str, Flow]
    attributes: Mapping[str, str] = field(default_factory=dict)
    lanes: Mapping[str, Lane] = field(default_factory=dict)
    pools: Mapping[str, Pool] = field(default_factory=dict)
    participants: Mapping[str, Pool] = field(default_factory=dict)
    global_tasks: Mapping[str, Node] = field(default_factory=dict)
    message_flows: tuple[MessageFlow, ...] = ()
    messages: Mapping[str, str] = field(default_factory=dict)
    shapes: frozenset[str] = frozenset()
    line: int | None = None

    def find(self, element: str | None) -> Node | None:
        """Return the node or global task with this id."""
        return self.nodes.get(element or "") or self.global_tasks.get(element or "")

    def all_nodes(self) -> tuple[Node, ...]:
        """Return the nodes and the global tasks, in the order of the file."""
        return (*self.nodes.values(), *self.global_tasks.values())

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
