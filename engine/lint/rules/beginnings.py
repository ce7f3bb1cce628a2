"""Events that begin cases: told apart, and reckoned before there is a case (BPMN 2.0.2, 13.5.1)."""

from collections.abc import Iterator

from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.errors import MotcuaError
from engine.expressions.expression import compile_expression
from engine.lint.subject import Subject, quoted
from engine.records.findings import Finding, Rule

MESSAGE_TWICE = Rule(
    name="begin-message-twice",
    vi="{what} và {other} cùng chờ thông điệp “{name}” để mở hồ sơ, mà một thông điệp chỉ mở một "
    "hồ sơ. Hãy dùng hai thông điệp.",
    en="{what} and {other} both begin a case on the message “{name}”, and a message begins one "
    "only. Use two messages.",
)
TIMER_READS = Rule(
    name="begin-timer",
    vi="{what} mở hồ sơ theo hẹn giờ “{text}”, nhưng khi chưa có hồ sơ thì chưa có gì để tính. Hãy "
    "ghi ngày, chu kỳ hoặc thời hạn cố định.",
    en="{what} begins a case on the timer “{text}”, and before there is a case there is nothing to "
    "reckon with. Write a fixed date, cycle or duration.",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield messages that would begin two cases, and timers that read what is not there yet."""
    first: dict[str, Node] = {}
    for node in subject.nodes:
        if not _begins(subject, node):
            continue
        for event in node.events:
            if event.kind == "timer" and not _is_reckonable(event.text):
                yield subject.fault(TIMER_READS, node, what=called(node), text=event.text)
            if event.kind == "message" and event.name:
                other = first.setdefault(event.name, node)
                if other is not node:
                    words = {"what": called(node), "other": quoted(other)}
                    yield subject.fault(MESSAGE_TWICE, node, name=event.name, **words)


def _begins(subject: Subject, node: Node) -> bool:
    """Tell whether a case can begin at a node: as engine/procedures/beginnings.py has it."""
    if node.parent in subject.process.nodes:
        return False
    if node.tag == "startEvent" or (node.tag == "receiveTask" and node.instantiates):
        return True
    sources = (subject.process.nodes[subject.process.flows[flow].source] for flow in node.incoming)
    return any(one.tag == "eventBasedGateway" and one.instantiates for one in sources)


def _is_reckonable(text: str | None) -> bool:
    """Tell whether a timer can be set; other rules speak of one that is empty or unreadable."""
    if not text or not text.startswith("="):
        return True
    try:
        compile_expression(text).value({})
    except MotcuaError:
        return False
    return True
