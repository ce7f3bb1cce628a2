"""Every element is reached from a start, and from every element there is a way to an end."""

from collections.abc import Iterator

from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.lint.scopes import Scope, is_aside
from engine.lint.subject import Subject
from engine.lint.ways import Ways, spread, turned, ways_from
from engine.records.findings import Finding, Rule

NEVER_REACHED = Rule(
    name="never-reached",
    vi="{what}: không có đường nào từ sự kiện bắt đầu tới đây. Hãy nối mũi tên hoặc xoá.",
    en="{what} cannot be reached from the start. Connect it, or remove it.",
)
NEVER_ENDS = Rule(
    name="never-ends",
    vi="{what}: từ đây không có đường nào tới sự kiện kết thúc. Hãy vẽ lối ra khỏi vòng lặp.",
    en="{what} has no way on to an end event. Draw a way out of the loop.",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the first elements of parts that are never reached, and of loops without exit."""
    for scope in subject.scopes:
        if scope.is_ad_hoc or not scope.begins():
            continue
        ways = ways_from(subject.process, scope.nodes)
        yield from _check_reach(subject, scope, ways)
        yield from _check_way_out(subject, scope, ways)


def _check_reach(subject: Subject, scope: Scope, ways: Ways) -> Iterator[Finding]:
    reached = spread([node.node_id for node in scope.begins()], ways)
    aside = {node.node_id for node in scope.nodes if is_aside(node)}
    lost = [
        node
        for node in scope.nodes
        if node.node_id not in reached | aside and not _is_elsewhere(node, aside)
    ]
    before = turned(ways)
    # The first element of a lost part is enough to find it; a lost ring has no first.
    first = [node for node in lost if not before.get(node.node_id)] or lost[:1]
    for node in first:
        yield subject.fault(NEVER_REACHED, node, what=called(node))


def _is_elsewhere(node: Node, aside: set[str]) -> bool:
    """Tell whether another rule speaks of the node: a link nobody throws, a loose event."""
    if node.tag == "boundaryEvent":
        return node.attached_to is None or node.attached_to in aside
    return node.tag == "intermediateCatchEvent" and node.has_event("link") and not node.incoming


def _check_way_out(subject: Subject, scope: Scope, ways: Ways) -> Iterator[Finding]:
    # A path without an arrow out of it ends as well; that has a finding of its own.
    over = [node.node_id for node in scope.nodes if not ways[node.node_id]]
    ending = spread([*(node.node_id for node in scope.ends()), *over], turned(ways))
    caught = [
        node
        for node in scope.nodes
        if node.node_id not in ending and node.tag != "boundaryEvent" and not is_aside(node)
    ]
    reached: set[str] = set()
    for node in caught:
        if node.node_id not in reached:
            yield subject.fault(NEVER_ENDS, node, what=called(node))
        # One finding for the first element from which all the others are reached.
        spread([node.node_id], ways, reached)
