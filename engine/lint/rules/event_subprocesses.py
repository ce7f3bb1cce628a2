"""Event subprocesses: only their event begins them (BPMN 2.0.2, 10.3.5, Event Sub-Process)."""

from collections.abc import Iterator

from engine.diagrams.words import called
from engine.lint.subject import Subject, quoted
from engine.records.findings import Finding, Rule

WIRED = Rule(
    name="event-subprocess-wired",
    vi="{what} do sự kiện khởi động nên không được nối mũi tên. Hãy xoá mũi tên, hoặc bỏ dấu quy "
    "trình con sự kiện.",
    en="{what} is begun by its event, so no arrow may be tied to it. Remove the arrows, or make it "
    "an ordinary subprocess.",
)
BORDER = Rule(
    name="event-subprocess-border",
    vi="{event} gắn vào {what}, mà quy trình con sự kiện không có biên để bắt sự kiện. Hãy vẽ sự "
    "kiện đó bên trong, hoặc trên biên của quy trình bên ngoài.",
    en="{event} is attached to {what}, and an event subprocess has no border events. Draw it "
    "inside, or on the border of the subprocess around.",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield event subprocesses with arrows or events tied to them."""
    for node in subject.nodes:
        if not node.by_event:
            continue
        if node.incoming or node.outgoing:
            yield subject.fault(WIRED, node, what=called(node))
        for guest in subject.guests.get(node.node_id, ()):
            yield subject.fault(BORDER, guest, what=quoted(node), event=called(guest))
