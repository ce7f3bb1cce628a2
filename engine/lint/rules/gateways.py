"""Gateways that do nothing or leave open when they go on; what begins a process (10.6)."""

from collections.abc import Iterator

from engine.diagrams.kinds import GATEWAYS
from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule

IDLE = Rule(
    name="gateway-idle",
    vi="{what} không tách cũng không gộp nhánh nào. Hãy bỏ cổng, hoặc nối thêm nhánh.",
    en="{what} neither splits nor joins. Remove it, or connect another branch.",
    severe=False,
)
ACTIVATION = Rule(
    name="activation-missing",
    vi="{what} gộp nhiều nhánh nhưng không ghi khi nào đi tiếp, nên đi tiếp ngay khi có nhánh đầu "
    "tiên tới. Hãy ghi activationCondition.",
    en="{what} joins branches and does not say when to go on, so it goes on with the first to "
    "come. Write an activationCondition.",
    severe=False,
)
INSTANTIATES = Rule(
    name="instantiating-entered",
    vi="{what} dùng để bắt đầu quy trình nên không được có mũi tên đi vào hay nằm trong quy trình "
    "con. Hãy bỏ dấu bắt đầu (instantiate), hoặc chuyển lên đầu quy trình.",
    en="{what} is there to begin the process, so no arrow may lead in, and it may not lie in a "
    "subprocess. Take the mark (instantiate) away, or move it to the front of the process.",
)
DIRECTION = Rule(
    name="gateway-direction",
    vi="{what} ghi gatewayDirection=“{direction}” nhưng có {count_in} mũi tên vào và {count_out} "
    "mũi tên ra. Hãy sửa thuộc tính, hoặc nối lại mũi tên.",
    en="{what} says gatewayDirection=“{direction}”; arrows in: {count_in}, out: {count_out}. "
    "Correct the attribute, or connect the arrows again.",
    severe=False,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield gateways without effect or condition, and instantiating elements out of place."""
    for node in subject.nodes:
        is_idle = len(node.incoming) < 2 and len(node.outgoing) == 1
        if is_idle and node.tag in GATEWAYS and node.tag != "eventBasedGateway":
            yield subject.fault(IDLE, node, what=called(node))
        if node.tag == "complexGateway" and len(node.incoming) > 1 and not node.activation:
            yield subject.fault(ACTIVATION, node, what=called(node))
        if node.instantiates and (node.incoming or node.parent in subject.process.nodes):
            yield subject.fault(INSTANTIATES, node, what=called(node))
        yield from _check_direction(subject, node)


def _check_direction(subject: Subject, node: Node) -> Iterator[Finding]:
    """Yield a gateway that splits or joins although it says otherwise (10.6.1)."""
    joins, splits = len(node.incoming) > 1, len(node.outgoing) > 1
    fits = {"Converging": joins and not splits, "Diverging": splits and not joins}
    fits["Mixed"] = joins and splits
    if not fits.get(node.direction or "", True):
        yield subject.fault(
            DIRECTION,
            node,
            what=called(node),
            direction=node.direction,
            count_in=len(node.incoming),
            count_out=len(node.outgoing),
        )
