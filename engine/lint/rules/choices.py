"""Where ways part: every choice must be clear (BPMN 2.0.2, 8.4.13 and 10.6)."""

from collections.abc import Iterator

from engine.diagrams.kinds import ACTIVITIES
from engine.diagrams.model import Flow, Node
from engine.diagrams.words import called
from engine.errors import Words
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule

_CHOOSING = frozenset(("exclusiveGateway", "inclusiveGateway"))
_UNCONDITIONAL = frozenset(("parallelGateway", "eventBasedGateway", "startEvent", "boundaryEvent"))
_DEFAULTS = _CHOOSING | ACTIVITIES | {"complexGateway"}

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
DEFAULT_PLACE = Rule(
    name="default-place",
    vi="{what} không chọn nhánh nên không có nhánh mặc định {flow}. Hãy bỏ dấu mặc định, hoặc dùng "
    "cổng loại trừ.",
    en="{what} makes no choice, so {flow} cannot be its default. Take the mark away, or use an "
    "exclusive gateway.",
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
    vi="{what} không chọn nhánh nên mũi tên {flow} không được có điều kiện. Hãy xoá điều kiện, "
    "hoặc dùng cổng loại trừ.",
    en="{what} makes no choice, so the arrow {flow} cannot have a condition. Remove it, or use an "
    "exclusive gateway.",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is unclear about branches."""
    for node in subject.nodes:
        flows = [subject.process.flows[flow] for flow in node.outgoing]
        if node.tag in _CHOOSING and len(flows) > 1:
            yield from _check_choice(subject, node, flows)
        for flow in flows:
            if flow.condition is not None and node.tag in _UNCONDITIONAL:
                yield _at(subject, CONDITION_UNUSED, node, flow)
            if flow.flow_id == node.default and node.tag not in _DEFAULTS:
                yield subject.fault(
                    DEFAULT_PLACE, node, what=called(node), flow=_shown(subject, flow)
                )
            elif flow.flow_id == node.default and flow.condition:
                yield _at(subject, DEFAULT_CONDITION, node, flow)


def _check_choice(subject: Subject, node: Node, flows: list[Flow]) -> Iterator[Finding]:
    for flow in flows:
        if flow.condition is None and flow.flow_id != node.default:
            yield _at(subject, CONDITION_MISSING, node, flow)
    if node.default is None and all(flow.condition for flow in flows):
        yield subject.fault(NO_DEFAULT, node, what=called(node))


def _at(subject: Subject, rule: Rule, node: Node, flow: Flow) -> Finding:
    shown = _shown(subject, flow)
    return rule.at(subject.diagram.file, flow.flow_id, flow.line, what=called(node), flow=shown)


def _shown(subject: Subject, flow: Flow) -> Words:
    if flow.name:
        return Words(vi=f"“{flow.name}”", en=f"“{flow.name}”")
    target = subject.process.nodes[flow.target]
    name = target.name or target.node_id
    return Words(vi=f"tới “{name}”", en=f"to “{name}”")
