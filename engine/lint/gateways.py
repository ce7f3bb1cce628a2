"""Where ways part: every choice must be clear."""

from collections.abc import Iterator

from engine.diagrams.model import Flow, Node
from engine.diagrams.words import called
from engine.errors import Words
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule

_CHOOSING = frozenset(("exclusiveGateway", "inclusiveGateway"))
_UNCONDITIONAL = frozenset(("parallelGateway", "eventBasedGateway", "startEvent", "boundaryEvent"))
_CATCHING = frozenset(("intermediateCatchEvent", "receiveTask"))

CONDITION_MISSING = Rule(
    name="condition-missing",
    vi="{what}: nhánh {flow} không có điều kiện và không phải nhánh mặc định. Hãy ghi điều kiện "
    "hoặc chọn làm nhánh mặc định.",
    en="{what}: the branch {flow} has no condition and is not the default. Write a condition, or "
    "make it the default.",
)
DEFAULT_CONDITION = Rule(
    name="default-condition",
    vi="{what}: nhánh mặc định {flow} lại có điều kiện. Hãy xoá điều kiện đó.",
    en="{what}: the default branch {flow} has a condition. Remove the condition.",
)
NO_DEFAULT = Rule(
    name="default-missing",
    vi="{what} không có nhánh mặc định; nếu không điều kiện nào đúng thì hồ sơ dừng lại chờ quản "
    "trị. Hãy chọn một nhánh mặc định.",
    en="{what} has no default branch; where no condition holds, the case waits for an "
    "administrator. Choose a default.",
    severe=False,
)
CONDITION_UNUSED = Rule(
    name="condition-unused",
    vi="{what}: điều kiện trên mũi tên {flow} không được xét ở đây. Hãy xoá điều kiện, hoặc dùng "
    "cổng loại trừ.",
    en="{what}: the condition on the arrow {flow} is not looked at here. Remove it, or use an "
    "exclusive gateway.",
)
EVENT_TARGET = Rule(
    name="event-gateway-target",
    vi="Sau {what} chỉ được có sự kiện chờ hoặc việc nhận tin, mà {target} thì không. Hãy vẽ một "
    "sự kiện chờ ở giữa.",
    en="After {what} only catch events and receive tasks may stand; {target} is neither. Draw a "
    "catch event in between.",
)
EVENT_SHARED = Rule(
    name="event-gateway-shared",
    vi="{target} vừa đứng sau {what} vừa có mũi tên khác đi vào. Hãy vẽ hai sự kiện riêng.",
    en="{target} follows {what} and has another arrow leading in. Draw two events.",
)
EVENT_BOUNDARY = Rule(
    name="event-gateway-boundary",
    vi="{target} đứng sau {what} nên không được có sự kiện gắn biên. Hãy vẽ sự kiện đó thành một "
    "nhánh của cổng.",
    en="{target} follows {what}, so no event may be attached to it. Draw that event as a branch of "
    "the gateway.",
)
EVENT_SINGLE = Rule(
    name="event-gateway-single",
    vi="{what} chỉ chờ một sự kiện. Hãy vẽ thêm sự kiện, hoặc bỏ cổng.",
    en="{what} waits for a single event. Draw another one, or remove the gateway.",
    severe=False,
)


def check_gateways(subject: Subject) -> Iterator[Finding]:
    """Yield what is unclear about branches."""
    for node in subject.nodes:
        flows = [subject.process.flows[flow] for flow in node.outgoing]
        if node.tag in _CHOOSING and len(flows) > 1:
            yield from _check_choice(subject, node, flows)
        if node.tag in _UNCONDITIONAL:
            yield from _check_unconditional(subject, node, flows)
        if node.tag == "eventBasedGateway":
            yield from _check_targets(subject, node, flows)
        for flow in flows:
            if flow.flow_id == node.default and flow.condition:
                yield _at(subject, DEFAULT_CONDITION, node, flow)


def _check_choice(subject: Subject, node: Node, flows: list[Flow]) -> Iterator[Finding]:
    for flow in flows:
        if flow.condition is None and flow.flow_id != node.default:
            yield _at(subject, CONDITION_MISSING, node, flow)
    if node.default is None and all(flow.condition for flow in flows):
        yield subject.fault(NO_DEFAULT, node, what=called(node))


def _check_unconditional(subject: Subject, node: Node, flows: list[Flow]) -> Iterator[Finding]:
    for flow in flows:
        if flow.condition is not None:
            yield _at(subject, CONDITION_UNUSED, node, flow)


def _check_targets(subject: Subject, node: Node, flows: list[Flow]) -> Iterator[Finding]:
    if len(flows) == 1:
        yield subject.fault(EVENT_SINGLE, node, what=called(node))
    for flow in flows:
        target = subject.process.nodes[flow.target]
        if target.tag not in _CATCHING:
            yield subject.fault(EVENT_TARGET, target, what=called(node), target=called(target))
        elif target.node_id in _hosts(subject):
            # BPMN 2.0.2, 10.6.6: such a receive task must have no event attached.
            yield subject.fault(EVENT_BOUNDARY, target, what=called(node), target=called(target))
        elif len(target.incoming) > 1:
            yield subject.fault(EVENT_SHARED, target, what=called(node), target=called(target))


def _hosts(subject: Subject) -> set[str | None]:
    return {one.attached_to for one in subject.nodes if one.tag == "boundaryEvent"}


def _at(subject: Subject, rule: Rule, node: Node, flow: Flow) -> Finding:
    shown = f"“{flow.name}”" if flow.name else _towards(subject, flow)
    return rule.at(subject.diagram.file, flow.flow_id, flow.line, what=called(node), flow=shown)


def _towards(subject: Subject, flow: Flow) -> Words:
    target = subject.process.nodes[flow.target]
    name = target.name or target.node_id
    return Words(vi=f"tới “{name}”", en=f"to “{name}”")
