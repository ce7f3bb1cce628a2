"""Calls that are cancelled: the case goes on when the dossier it opened elsewhere is cancelled.

Source   BPMN 2.0.2, 10.5.6 (error events); NĐ 118/2025/NĐ-CP Art. 21 (a dossier may be stopped)
"""

from collections.abc import Iterator

from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.lint.rules.calls import is_key
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule
from engine.records.outcomes import CANCELLED

UNCAUGHT = Rule(
    name="call-cancelled",
    vi="{what} mở hồ sơ ở cơ quan khác, nhưng không nhánh nào đón khi hồ sơ đó bị hủy: hồ sơ này "
    "sẽ đứng lại thành sự cố. Hãy đặt sự kiện lỗi mang mã “cancelled” lên cạnh và vẽ việc làm "
    "tiếp.",
    en="{what} opens a dossier elsewhere, and no way goes on when that one is cancelled: this case "
    "then stands still as an incident. Put an error event with the code “cancelled” on its border, "
    "and draw what follows.",
    severe=False,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield calls of other procedures whose cancelling nothing catches."""
    here = {
        subject.process.process_id,
        *subject.process.pools,
        *subject.process.global_tasks,
    }
    watched = set(_watched(subject))
    for node in subject.nodes:
        if node.tag != "callActivity" or node.called in here or not is_key(node.called or ""):
            continue
        if not watched & set(_around(subject, node)):
            yield subject.fault(UNCAUGHT, node, what=called(node))


def _watched(subject: Subject) -> Iterator[str]:
    """Yield the activities, and the scopes, in which a cancelled call is caught."""
    for node in subject.nodes:
        if not any(one.kind == "error" and one.code in (None, CANCELLED) for one in node.events):
            continue
        parent = subject.process.nodes.get(node.parent or "")
        if node.tag == "boundaryEvent" and node.attached_to:
            yield node.attached_to
        elif node.tag == "startEvent" and parent is not None and parent.by_event:
            yield parent.parent or subject.process.process_id


def _around(subject: Subject, node: Node) -> Iterator[str]:
    """Yield an activity, the subprocesses around it, and its process."""
    one: Node | None = node
    while one is not None:
        yield one.node_id
        one = subject.process.nodes.get(one.parent or "")
    yield subject.process.process_id
