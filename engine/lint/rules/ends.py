"""Where ways end: BPMN 2.0.2, 10.5.3 (end events) and 10.5.4 (events on a border)."""

from collections.abc import Iterator

from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.lint.scopes import is_aside
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule

END_MISSING = Rule(
    name="end-missing",
    vi="{what} không có sự kiện kết thúc, nên không nói được kết thúc thế nào. Hãy vẽ ít nhất một.",
    en="{what} has no end event, so it does not say how it ends. Draw at least one.",
    severe=False,
)
END_LEFT = Rule(
    name="end-left",
    vi="{what} có mũi tên đi ra. Hãy xoá mũi tên hoặc đổi loại phần tử.",
    en="{what} has an arrow leading out. Remove it, or draw another kind of element.",
)
BOUNDARY_ENTERED = Rule(
    name="boundary-entered",
    vi="{what} có mũi tên đi vào. Sự kiện gắn biên chỉ có mũi tên đi ra.",
    en="{what} has an arrow leading in. Arrows only leave an event on a border.",
)
BOUNDARY_NOWHERE = Rule(
    name="boundary-nowhere",
    vi="{what} không có mũi tên đi ra. Hãy vẽ điều xảy ra sau sự kiện đó.",
    en="{what} leads nowhere. Draw what happens after that event.",
)
NO_WAY_ON = Rule(
    name="no-way-on",
    vi="{what} không có mũi tên đi ra, nên nhánh này dừng ở đây. Nếu đúng ý, hãy vẽ sự kiện kết "
    "thúc; nếu không, hãy nối tới phần tử tiếp theo.",
    en="{what} leads nowhere, so this path ends here. If that is meant, draw an end event; if "
    "not, connect it to what comes next.",
    severe=False,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield scopes without an end, ends that are left, and paths that end without a word."""
    for scope in subject.scopes:
        has_end = bool(scope.ends())
        if not has_end and not scope.is_ad_hoc:
            yield subject.fault_in(END_MISSING, scope)
        for node in scope.nodes:
            if not scope.is_ad_hoc:
                yield from _check_dead_end(subject, node, has_end)
            if node.tag == "endEvent" and node.outgoing:
                yield subject.fault(END_LEFT, node, what=called(node))
            if node.tag == "boundaryEvent" and node.incoming:
                yield subject.fault(BOUNDARY_ENTERED, node, what=called(node))


def _check_dead_end(subject: Subject, node: Node, has_end: bool) -> Iterator[Finding]:
    if node.outgoing or node.tag == "endEvent" or is_aside(node):
        return
    if node.tag == "boundaryEvent":
        # What follows a compensation is tied to it by an association.
        if not node.has_event("compensate"):
            yield subject.fault(BOUNDARY_NOWHERE, node, what=called(node))
    elif has_end and not (node.tag == "intermediateThrowEvent" and node.has_event("link")):
        yield subject.fault(NO_WAY_ON, node, what=called(node))
