"""Links: one place goes on at another of the same scope (BPMN 2.0.2, 10.5.5, Link Events)."""

from collections.abc import Iterator

from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.lint.scopes import Scope
from engine.lint.subject import Subject
from engine.lint.ways import link_names
from engine.records.findings import Finding, Rule

NAME = Rule(
    name="link-name",
    vi="{what} là liên kết chưa có tên. Hãy đặt tên giống nhau cho hai đầu liên kết.",
    en="{what} is a link without a name. Give both ends of the link the same name.",
)
UNCAUGHT = Rule(
    name="link-uncaught",
    vi="{what} nhảy tới liên kết “{name}”, nhưng cùng tầng không có liên kết đến mang tên đó. Hãy "
    "vẽ liên kết đến, hoặc sửa tên.",
    en="{what} goes on at the link “{name}”, and no catching link on the same level has that name. "
    "Draw one, or correct the name.",
)
UNTHROWN = Rule(
    name="link-unthrown",
    vi="{what} chờ liên kết “{name}”, nhưng cùng tầng không có liên kết đi nào mang tên đó. Hãy vẽ "
    "liên kết đi, hoặc sửa tên.",
    en="{what} is the end of the link “{name}”, and no throwing link on the same level has that "
    "name. Draw one, or correct the name.",
)
TWICE = Rule(
    name="link-twice",
    vi="{what} là liên kết đến thứ hai mang tên “{name}” ở cùng tầng. Hãy đổi tên, hoặc chỉ giữ "
    "một.",
    en="{what} is a second catching link “{name}” on the same level. Rename it, or keep one.",
)
WIRED = Rule(
    name="link-wired",
    vi="{what}: mũi tên không đi ra từ liên kết đi, và không đi vào liên kết đến. Hãy xoá mũi tên.",
    en="{what}: no arrow leaves a throwing link, and none leads into a catching one. Remove it.",
)


_ENDS = ("intermediateThrowEvent", "intermediateCatchEvent")


def check(subject: Subject) -> Iterator[Finding]:
    """Yield links without name or other end, with two catching ends, or with an arrow too many."""
    for scope in subject.scopes:
        yield from _check_scope(subject, scope)


def _check_scope(subject: Subject, scope: Scope) -> Iterator[Finding]:
    links = [node for node in scope.nodes if node.tag in _ENDS and node.has_event("link")]
    caught: set[str] = set()
    thrown = {name for node in links if _throws(node) for name in link_names(node)}
    for node in links:
        yield from _check_link(subject, node)
        for name in () if _throws(node) else link_names(node):
            if name in caught:
                yield subject.fault(TWICE, node, what=called(node), name=name)
            elif name not in thrown:
                yield subject.fault(UNTHROWN, node, what=called(node), name=name)
            caught.add(name)
    for node in links:
        for name in link_names(node) if _throws(node) else ():
            if name not in caught:
                yield subject.fault(UNCAUGHT, node, what=called(node), name=name)


def _check_link(subject: Subject, node: Node) -> Iterator[Finding]:
    if not link_names(node):
        yield subject.fault(NAME, node, what=called(node))
    if node.outgoing if _throws(node) else node.incoming:
        yield subject.fault(WIRED, node, what=called(node))


def _throws(node: Node) -> bool:
    return node.tag == "intermediateThrowEvent"
