"""Messages: each has a name, and reaches exactly one that waits (BPMN 2.0.2, 8.4.11)."""

from collections.abc import Iterator

from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule

NAME = Rule(
    name="message-name",
    vi="{what} chưa ghi thông điệp nào. Hãy chọn một thông điệp có tên.",
    en="{what} does not say which message is meant. Choose a message with a name.",
)
SHARED = Rule(
    name="message-shared",
    vi="{what} lặp lại song song mà mọi lần đều chờ cùng một thông điệp. Hãy ghi khóa "
    "(motcua:key) khác nhau cho từng lần.",
    en="{what} is repeated side by side, and each run waits for the same message. Write a "
    "key (motcua:key) that differs from run to run.",
)
TWICE = Rule(
    name="message-twice",
    vi="Thông điệp “{name}” được khai báo hai lần, với mã {first} và {second}; khi chạy chúng là "
    "một. Hãy chỉ giữ một.",
    en="The message “{name}” is declared twice, as {first} and {second}; in a run they are one. "
    "Keep one of the two.",
    severe=False,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield messages without a name, with the name of another, or awaited by several runs."""
    for node in subject.nodes:
        for event in node.events:
            if event.kind != "message" or node.tag == "sendTask":
                continue
            if not event.name:
                yield subject.fault(NAME, node, what=called(node))
            elif _is_shared(subject, node):
                yield subject.fault(SHARED, node, what=called(node))
    yield from _check_names(subject)


def _check_names(subject: Subject) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for message_id, name in subject.process.messages.items():
        if name in first:
            yield TWICE.at(
                subject.diagram.file, message_id, name=name, first=first[name], second=message_id
            )
        elif name:
            first[name] = message_id


def _is_shared(subject: Subject, node: Node) -> bool:
    """Tell whether several runs of a parallel multi-instance await one message."""
    if "key" in node.attributes or node.tag in ("endEvent", "intermediateThrowEvent"):
        return False
    nodes = subject.process.nodes
    scope: Node | None = node if node.tag == "receiveTask" else nodes.get(node.parent or "")
    while scope is not None:
        if scope.loop is not None and not scope.loop.sequential:
            return True
        scope = nodes.get(scope.parent or "")
    return False
