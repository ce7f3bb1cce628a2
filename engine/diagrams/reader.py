"""A BPMN file → a Diagram, and everything that is wrong with the file.

Nothing here is recursive: a process of thousands of nodes in a row reads like any other.
"""

from engine.diagrams import kinds, pools, rules
from engine.diagrams.declared import look_around, unknown_references
from engine.diagrams.lines import read_flows, read_lanes
from engine.diagrams.model import Diagram, Lane, Node, Process
from engine.diagrams.nodes import read_node
from engine.diagrams.support import check_support
from engine.diagrams.texts import BPMN, local, own_attributes, tidy, words
from engine.diagrams.wiring import Wires, wire
from engine.diagrams.words import DECLARED_WORDS, called
from engine.diagrams.xml import Element, line_of, parse_xml
from engine.errors import ProcedureRefused
from engine.records.findings import Finding

MOST_ELEMENTS = 10_000
_BPMNDI = "{http://www.omg.org/spec/BPMN/20100524/DI}"


def read_diagram(content: bytes, file: str) -> tuple[Diagram | None, tuple[Finding, ...]]:
    """Return the diagram and all findings, in the order of the file.

    The diagram is None where there is nothing to speak of: no XML, no BPMN, no single process. With
    severe findings it may hold elements that cannot run.
    """
    try:
        root = parse_xml(content, file)
    except ProcedureRefused as refused:
        return None, tuple(one for one in refused.findings if isinstance(one, Finding))
    if root.tag != f"{BPMN}definitions":
        return None, (rules.NOT_BPMN.at(file, line=line_of(root), root=local(root)),)
    reading = _Reading(root, file)
    chosen = pools.choose(root, file)
    reading.findings += chosen.findings
    if chosen.main is None or reading.is_too_large(chosen.running):
        return None, tuple(reading.findings)
    process = reading.read_process(chosen)
    return Diagram(process=process, source=content, file=file), tuple(
        sorted(reading.findings, key=lambda one: (one.line or 0, one.rule))
    )


class _Reading:
    """One file being read; collects findings on the way."""

    def __init__(self, root: Element, file: str) -> None:
        self.root = root
        self.file = file
        self.findings: list[Finding] = []
        self.around = look_around(root)
        self.nodes: dict[str, Node] = {}
        self.flows: list[Element] = []
        self.lanes: dict[str, Lane] = {}
        self.lane_of: dict[str, str] = {}

    def is_too_large(self, processes: tuple[Element, ...]) -> bool:
        """Tell whether there are more elements and arrows than anybody can draw or read."""
        drawn = kinds.NODES | {"sequenceFlow"}
        count = sum(local(one) in drawn for each in processes for one in each.iter(f"{BPMN}*"))
        if count > MOST_ELEMENTS:
            line = line_of(processes[0])
            self.findings.append(rules.TOO_MANY.at(self.file, line=line, limit=MOST_ELEMENTS))
        return count > MOST_ELEMENTS

    def read_process(self, chosen: pools.Chosen) -> Process:
        """Return the main process with all others, flat."""
        self._check_ids()
        self.findings += pools.check_correlation(self.root, self.file)
        main = chosen.running[0]
        for element in chosen.running:
            self._read_scopes(element, None if element is main else element.get("id", ""))
        global_tasks = self._read_global_tasks()
        wires = Wires(nodes=self.nodes, flows=read_flows(self.flows), lane_of=self.lane_of)
        nodes, flows, findings = wire(wires, self.file)
        self.findings += findings
        shapes = self._read_shapes()
        self._check_shapes(nodes, shapes)
        return Process(
            process_id=main.get("id", ""),
            name=pools.title(main),
            nodes=nodes,
            flows=flows,
            attributes=own_attributes(main),
            lanes=self.lanes,
            pools=pools.read_pools(chosen),
            participants=pools.read_participants(self.root),
            global_tasks=global_tasks,
            message_flows=pools.read_message_flows(self.root, self.around.declared),
            messages={
                one.get("id", ""): words(one.get("name"))
                for one in self.root.iterchildren(f"{BPMN}message")
            },
            shapes=shapes,
            line=line_of(main),
        )

    def _read_global_tasks(self) -> dict[str, Node]:
        found = {}
        for element in self.root.iterchildren(*(BPMN + tag for tag in kinds.GLOBAL_TASKS)):
            node = read_node(element, element.get("id", ""), None, self.around)
            self.findings += check_support(element, node, self.file, self.around)
            found[node.node_id] = node
        return found

    def _check_ids(self) -> None:
        first: dict[str, int] = {}
        for element in self.root.iter():
            found = element.get("id")
            if found is None:
                continue
            line = line_of(element)
            if found in first:
                self.findings.append(
                    rules.ID_TWICE.at(self.file, found, line, twice=found, first=first[found])
                )
            first.setdefault(found, line)

    def _read_scopes(self, process: Element, pool: str | None) -> None:
        scopes: list[tuple[Element, str | None]] = [(process, pool)]
        while scopes:
            scope, parent = scopes.pop()
            for child in scope.iterchildren(f"{BPMN}*"):
                tag = local(child)
                if tag in kinds.NODES:
                    node = self._add_node(child, parent)
                    if tag in kinds.SCOPES:
                        scopes.append((child, node.node_id))
                elif tag == "sequenceFlow":
                    self.flows.append(child)
                elif tag == "laneSet":
                    self.lanes |= read_lanes(child, self.lane_of)
                elif tag not in kinds.SILENT and tag != "correlationSubscription":
                    self._refuse_element(child)

    def _add_node(self, element: Element, parent: str | None) -> Node:
        node_id = tidy(element.get("id")) or f"{local(element)}@{len(self.nodes) + 1}"
        node = read_node(element, node_id, parent, self.around)
        if element.get("id") is None:
            self.findings.append(
                rules.ID_MISSING.at(self.file, node_id, node.line, tag=local(element))
            )
        self._check_references(element, node)
        self.nodes.setdefault(node_id, node)
        self.findings += check_support(element, node, self.file, self.around)
        return node

    def _check_references(self, element: Element, node: Node) -> None:
        for kind, reference in unknown_references(element, self.around.declared):
            self.findings.append(
                rules.REFERENCE_UNKNOWN.at(
                    self.file,
                    node.node_id,
                    node.line,
                    what=called(node),
                    reference=reference,
                    kind=DECLARED_WORDS[kind],
                )
            )

    def _refuse_element(self, element: Element) -> None:
        self.findings.append(
            rules.UNKNOWN_ELEMENT.at(
                self.file, element.get("id"), line_of(element), tag=local(element)
            )
        )

    def _read_shapes(self) -> frozenset[str]:
        return frozenset(
            element.get("bpmnElement", "")
            for element in self.root.iter(f"{_BPMNDI}BPMNShape", f"{_BPMNDI}BPMNEdge")
        )

    def _check_shapes(self, nodes: dict[str, Node], shapes: frozenset[str]) -> None:
        for node in nodes.values():
            if node.node_id not in shapes:
                self.findings.append(
                    rules.NO_SHAPE.at(self.file, node.node_id, node.line, what=called(node))
                )
