"""Where a case can go: it must begin once, reach every element, and be able to end."""

from collections.abc import Iterable, Iterator, Mapping

from engine.diagrams.model import Node, Process
from engine.diagrams.words import called
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule

START_MISSING = Rule(
    name="start-missing",
    vi="{what} không có sự kiện bắt đầu. Hãy vẽ một sự kiện bắt đầu.",
    en="{what} has no start event. Draw one.",
)
START_TWICE = Rule(
    name="start-twice",
    vi="{what} là sự kiện bắt đầu thứ hai ở cùng tầng. Chỉ giữ một.",
    en="{what} is a second start event on the same level. Keep one.",
)
START_ENTERED = Rule(
    name="start-entered",
    vi="Có mũi tên đi vào {what}. Hãy nối mũi tên tới phần tử sau sự kiện bắt đầu.",
    en="An arrow leads into {what}. Lead it to the element after the start.",
)
END_MISSING = Rule(
    name="end-missing",
    vi="{what} không có sự kiện kết thúc. Hãy vẽ ít nhất một.",
    en="{what} has no end event. Draw at least one.",
)
END_LEFT = Rule(
    name="end-left",
    vi="Có mũi tên đi ra từ {what}. Hãy xoá mũi tên hoặc đổi loại phần tử.",
    en="An arrow leaves {what}. Remove it, or draw another kind of element.",
)
BOUNDARY_ENTERED = Rule(
    name="boundary-entered",
    vi="Có mũi tên đi vào {what}. Sự kiện gắn biên chỉ có mũi tên đi ra.",
    en="An arrow leads into {what}. Arrows only leave an event on a border.",
)
NEVER_REACHED = Rule(
    name="never-reached",
    vi="Không có đường nào từ sự kiện bắt đầu tới đây: {what}. Hãy nối mũi tên hoặc xoá.",
    en="No way leads from the start to here: {what}. Connect it, or remove it.",
)
NO_WAY_ON = Rule(
    name="no-way-on",
    vi="Hồ sơ mắc lại ở đây: {what} không có mũi tên đi ra. Hãy nối tới phần tử tiếp theo.",
    en="A case gets stuck here: no arrow leaves {what}. Connect it to what comes next.",
)
NEVER_ENDS = Rule(
    name="never-ends",
    vi="Từ đây không có đường nào tới sự kiện kết thúc: {what}. Hãy vẽ lối ra khỏi vòng lặp.",
    en="No way leads from here to an end event: {what}. Draw a way out of the loop.",
)


def check_ways(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with starts, ends and ways between them."""
    scopes = subject.process.scopes()
    for node in subject.nodes:
        yield from _check_ends(subject, node)
    for scope in (None, *(node for node in subject.nodes if node.tag == "subProcess")):
        children = scopes.get(scope.node_id if scope else None, [])
        starts = [node for node in children if node.tag == "startEvent"]
        ends = [node for node in children if node.tag == "endEvent"]
        yield from _check_scope(subject, scope, starts, ends)
        if starts:
            yield from _check_reach(subject, children, starts)
        if ends:
            yield from _check_way_out(subject, children, ends)


def _check_ends(subject: Subject, node: Node) -> Iterator[Finding]:
    what = called(node)
    if node.tag == "startEvent" and node.incoming:
        yield subject.fault(START_ENTERED, node, what=what)
    if node.tag == "endEvent" and node.outgoing:
        yield subject.fault(END_LEFT, node, what=what)
    if node.tag == "boundaryEvent" and node.incoming:
        yield subject.fault(BOUNDARY_ENTERED, node, what=what)
    if node.tag != "endEvent" and not node.outgoing:
        yield subject.fault(NO_WAY_ON, node, what=what)


def _check_scope(
    subject: Subject, scope: Node | None, starts: list[Node], ends: list[Node]
) -> Iterator[Finding]:
    process, file = subject.process, subject.diagram.file
    element = scope.node_id if scope else process.process_id
    line = scope.line if scope else process.line
    what = called(scope) if scope else f"“{process.name}”"
    if not starts:
        yield START_MISSING.at(file, element, line, what=what)
    for second in starts[1:]:
        yield subject.fault(START_TWICE, second, what=called(second))
    if not ends:
        yield END_MISSING.at(file, element, line, what=what)


def _check_reach(subject: Subject, children: list[Node], starts: list[Node]) -> Iterator[Finding]:
    reached = spread(starts, _after(subject.process, children))
    lost = [node for node in children if node.node_id not in reached]
    # The first element of a lost part is enough to find it; a lost ring has no first.
    first = [node for node in lost if not node.incoming and node.tag != "boundaryEvent"] or lost
    for node in first:
        yield subject.fault(NEVER_REACHED, node, what=called(node))


def _check_way_out(subject: Subject, children: list[Node], ends: list[Node]) -> Iterator[Finding]:
    after = _after(subject.process, children)
    before: dict[str, list[str]] = {}
    for source, targets in after.items():
        for target in targets:
            before.setdefault(target, []).append(source)
    # What gets stuck for want of an arrow has its own finding.
    stuck = [node for node in children if node.tag != "endEvent" and not node.outgoing]
    ending = spread([*ends, *stuck], before)
    for node in children:
        if node.node_id not in ending and node.tag != "boundaryEvent":
            yield subject.fault(NEVER_ENDS, node, what=called(node))


def spread(roots: Iterable[Node], ways: Mapping[str, list[str]]) -> set[str]:
    """Return the ids of the nodes that can be reached from the roots."""
    found: set[str] = set()
    waiting = [node.node_id for node in roots]
    while waiting:
        node_id = waiting.pop()
        if node_id not in found:
            found.add(node_id)
            waiting += ways.get(node_id, ())
    return found


def _after(process: Process, children: list[Node]) -> dict[str, list[str]]:
    """Return where each node leads: its flows, and the events on its border."""
    after = {
        node.node_id: [process.flows[flow].target for flow in node.outgoing] for node in children
    }
    for node in children:
        if node.attached_to in after:
            after[node.attached_to].append(node.node_id)
    return after
