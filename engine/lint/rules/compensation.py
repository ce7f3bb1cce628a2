"""Undoing: what undoes what, tied by an association (BPMN 2.0.2, 10.7)."""

from collections.abc import Iterator

from engine.diagrams.kinds import ACTIVITIES
from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.lint.subject import Subject, quoted
from engine.records.findings import Finding, Rule

UNTIED = Rule(
    name="compensation-untied",
    vi="{what} chưa nối với việc hoàn tác nào. Hãy vẽ đường liên kết tới việc đó.",
    en="{what} is not tied to what undoes the activity. Draw an association to it.",
)
UNMARKED = Rule(
    name="compensation-unmarked",
    vi="{target} được nối với sự kiện {what} nhưng chưa đánh dấu là việc hoàn tác. Hãy đánh dấu "
    "isForCompensation.",
    en="{target} is tied to the event {what}, and is not marked as there to compensate. Set "
    "isForCompensation.",
)
WIRED = Rule(
    name="compensation-wired",
    vi="{what} chỉ dùng để hoàn tác nên không được có mũi tên hay sự kiện gắn biên. Hãy xoá chúng.",
    en="{what} is there to compensate, so no arrow may be tied to it, and no event attached. "
    "Remove them.",
)
NEVER = Rule(
    name="compensation-never",
    vi="{what} được đánh dấu là việc hoàn tác nhưng không sự kiện hoàn tác nào nối tới. Hãy vẽ "
    "đường liên kết từ sự kiện gắn biên.",
    en="{what} is marked as there to compensate, and no compensation event is tied to it. Draw the "
    "association from the event on the border.",
)
UNKNOWN = Rule(
    name="compensation-unknown",
    vi="{what} yêu cầu hoàn tác “{activity}”, không có việc nào mang mã đó ở tầng này. Hãy chọn "
    "lại việc.",
    en="{what} asks to undo “{activity}”, and no activity on this level has that id. Choose it "
    "again.",
)
NOTHING = Rule(
    name="compensation-nothing",
    vi="{what} yêu cầu hoàn tác nhưng ở đây không có gì để hoàn tác. Hãy gắn sự kiện hoàn tác vào "
    "việc cần hoàn tác.",
    en="{what} asks to undo, and nothing here can be undone. Attach a compensation event to what "
    "is to be undone.",
    severe=False,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield compensations that are not tied, tied wrongly, or never or vainly asked for."""
    undoable = _undoable(subject)
    tied = {node.undone_by for node in subject.nodes if _is_on_border(node)}
    for node in subject.nodes:
        if _is_on_border(node):
            yield from _check_border(subject, node)
        elif node.undoes and not node.by_event:
            if node.node_id not in tied:
                yield subject.fault(NEVER, node, what=called(node))
            if node.incoming or node.outgoing or node.node_id in subject.guests:
                yield subject.fault(WIRED, node, what=called(node))
        elif node.tag in ("intermediateThrowEvent", "endEvent"):
            yield from _check_throw(subject, node, undoable)


def _is_on_border(node: Node) -> bool:
    return node.tag == "boundaryEvent" and node.has_event("compensate")


def _check_border(subject: Subject, node: Node) -> Iterator[Finding]:
    target = subject.process.nodes.get(node.undone_by or "")
    if node.outgoing:
        yield subject.fault(WIRED, node, what=called(node))
    if target is None or target.tag not in ACTIVITIES or target.parent != node.parent:
        yield subject.fault(UNTIED, node, what=called(node))
    elif not target.undoes:
        yield subject.fault(UNMARKED, node, what=quoted(node), target=called(target))


def _check_throw(
    subject: Subject, node: Node, undoable: frozenset[str | None]
) -> Iterator[Finding]:
    for event in node.events:
        if event.kind != "compensate":
            continue
        around = _around(subject, node)
        if event.activity and not any(_fits(subject, event.activity, one) for one in around):
            activity = event.activity
            yield subject.fault(UNKNOWN, node, what=called(node), activity=activity)
        elif not undoable & ({event.activity} if event.activity else set(around)):
            yield subject.fault(NOTHING, node, what=called(node))


def _around(subject: Subject, node: Node) -> tuple[str | None, ...]:
    """Return the scope of the event, and those around it that it can reach from inside."""
    found = [node.parent]
    while node.parent is not None and node.parent in subject.process.nodes:
        node = subject.process.nodes[node.parent]
        found.append(node.parent)
    return tuple(found)


def _fits(subject: Subject, activity: str, scope: str | None) -> bool:
    node = subject.process.nodes.get(activity)
    return node is not None and node.tag in ACTIVITIES and node.parent == scope


def _undoable(subject: Subject) -> frozenset[str | None]:
    """Return what can be undone: activities by id, and each scope that holds one of them."""
    nodes = subject.process.nodes
    found: set[str | None] = set()
    for one in subject.nodes:
        is_event = one.tag == "startEvent" and one.has_event("compensate")
        at = one.parent if is_event else one.attached_to if _is_tied(one) else None
        # What is called can be undone as well; what it holds is not known here.
        at = one.node_id if one.tag == "callActivity" else at
        while at is not None and at not in found:
            found.add(at)
            at = nodes[at].parent if at in nodes else None
            if at is None:
                found.add(None)
    return frozenset(found)


def _is_tied(node: Node) -> bool:
    return _is_on_border(node) and node.undone_by is not None
