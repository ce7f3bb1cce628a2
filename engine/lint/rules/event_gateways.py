"""Event-based gateways: the first of several events decides (BPMN 2.0.2, 10.6.6)."""

from collections.abc import Iterator

from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.lint.subject import Subject, quoted
from engine.records.findings import Finding, Rule

_WAITING = frozenset(("message", "timer", "signal", "conditional"))

TARGET = Rule(
    name="event-gateway-target",
    vi="{target} đứng sau cổng {what}, nơi chỉ được có sự kiện chờ hoặc việc nhận tin. Hãy vẽ một "
    "sự kiện chờ ở giữa.",
    en="{target} follows the gateway {what}, where only catch events and receive tasks may stand. "
    "Draw a catch event in between.",
)
SHARED = Rule(
    name="event-gateway-shared",
    vi="{target} vừa đứng sau cổng {what} vừa có mũi tên khác đi vào. Hãy vẽ hai sự kiện riêng.",
    en="{target} follows the gateway {what} and has another arrow leading in. Draw two events.",
)
BOUNDARY = Rule(
    name="event-gateway-boundary",
    vi="{target} đứng sau cổng {what} nên không được có sự kiện gắn biên. Hãy vẽ sự kiện đó thành "
    "một nhánh của cổng.",
    en="{target} follows the gateway {what}, so no event may be attached to it. Draw that event "
    "as a branch of the gateway.",
)
SINGLE = Rule(
    name="event-gateway-single",
    vi="{what} chỉ chờ một sự kiện. Hãy vẽ thêm sự kiện, hoặc bỏ cổng.",
    en="{what} waits for a single event. Draw another one, or remove the gateway.",
    severe=False,
)
MIXED = Rule(
    name="event-gateway-mixed",
    vi="{what}: phía sau vừa có việc nhận tin vừa có sự kiện nhận thông điệp. Hãy chỉ dùng một "
    "loại.",
    en="{what} is followed by both receive tasks and message events. Use one of the two.",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what may not stand behind an event-based gateway, and gateways with one event."""
    for node in subject.nodes:
        if node.tag != "eventBasedGateway":
            continue
        targets = [
            subject.process.nodes[subject.process.flows[flow].target] for flow in node.outgoing
        ]
        if len(targets) == 1:
            yield subject.fault(SINGLE, node, what=called(node))
        for target in targets:
            yield from _check_target(subject, node, target)
        tags = {one.tag for one in targets if one.tag == "receiveTask" or one.has_event("message")}
        if len(tags) > 1:
            yield subject.fault(MIXED, node, what=called(node))


def _check_target(subject: Subject, node: Node, target: Node) -> Iterator[Finding]:
    words = {"what": quoted(node), "target": called(target)}
    if not _waits(target):
        yield subject.fault(TARGET, target, **words)
    elif target.node_id in subject.guests:
        yield subject.fault(BOUNDARY, target, **words)
    elif len(target.incoming) > 1:
        yield subject.fault(SHARED, target, **words)


def _waits(target: Node) -> bool:
    if target.tag == "receiveTask":
        return True
    kinds = {event.kind for event in target.events}
    return target.tag == "intermediateCatchEvent" and kinds <= _WAITING
