"""Arrows between pools (BPMN 2.0.2, 9.4, Message Flow)."""

from collections.abc import Iterator

from engine.diagrams.model import MessageFlow
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule

INSIDE = Rule(
    name="message-flow-inside",
    vi="Đường gửi tin “{name}” nối hai phần tử trong cùng một quy trình. Hãy dùng mũi tên thường, "
    "hoặc nối sang quy trình khác.",
    en="The message flow “{name}” connects two elements of one process. Use an ordinary arrow, or "
    "lead it to another pool.",
)
END = Rule(
    name="message-flow-end",
    vi="Đường gửi tin “{name}” không thể nối với “{end}”. Hãy nối từ việc, sự kiện gửi hay cả quy "
    "trình tới việc, sự kiện nhận hay cả quy trình.",
    en="The message flow “{name}” cannot be tied to “{end}”. Lead it from an activity, a sending "
    "event or a pool to an activity, a receiving event or a pool.",
)
_NEVER = frozenset(
    ("exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway")
    + ("complexGateway",)
)
_RECEIVING = frozenset(("startEvent", "intermediateCatchEvent", "boundaryEvent"))
_SENDING = frozenset(("endEvent", "intermediateThrowEvent"))


def check(subject: Subject) -> Iterator[Finding]:
    """Yield message flows inside one process, and those tied to what neither sends nor receives."""
    nodes = subject.process.nodes
    for flow in subject.process.message_flows:
        source, target = nodes.get(flow.source), nodes.get(flow.target)
        name = flow.name or flow.flow_id
        if source and target and subject.process_of(source) == subject.process_of(target):
            yield _at(subject, INSIDE, flow, name=name)
        if source and (source.tag in _NEVER or source.tag in _RECEIVING):
            yield _at(subject, END, flow, name=name, end=source.name or source.node_id)
        if target and (target.tag in _NEVER or target.tag in _SENDING):
            yield _at(subject, END, flow, name=name, end=target.name or target.node_id)


def _at(subject: Subject, rule: Rule, flow: MessageFlow, **values: object) -> Finding:
    return rule.at(subject.diagram.file, flow.flow_id, flow.line, **values)
