"""Where a scope begins: BPMN 2.0.2, 10.5.2 (start events) and 10.3.5 (subprocesses)."""

from collections.abc import Iterator

from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.lint.scopes import Scope
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
    vi="{what} có mũi tên đi vào. Hãy nối mũi tên tới phần tử sau sự kiện bắt đầu.",
    en="{what} has an arrow leading in. Lead that to the element after the start.",
)
START_FLAG = Rule(
    name="start-flag",
    vi="{what} mang dấu “không ngắt”, dấu này chỉ có nghĩa trong quy trình con sự kiện. Hãy bỏ "
    "dấu đó.",
    en="{what} is marked as non-interrupting, which means something in an event subprocess only. "
    "Take the mark away.",
    severe=False,
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield scopes without a start, with too many, and starts that are entered."""
    for scope in subject.scopes:
        starts = scope.starts()
        if not scope.begins() and not scope.is_ad_hoc:
            yield subject.fault_in(START_MISSING, scope)
        for second in _too_many(scope, starts):
            yield subject.fault(START_TWICE, second, what=called(second))
        for start in starts:
            if start.incoming:
                yield subject.fault(START_ENTERED, start, what=called(start))
            is_event = scope.holder is not None and scope.holder.by_event
            if not start.interrupting and not is_event:
                yield subject.fault(START_FLAG, start, what=called(start))


def _too_many(scope: Scope, starts: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return the starts beyond the one that may be: a process may have more that events begin."""
    if scope.holder is None:
        starts = tuple(node for node in starts if not node.events)
    return () if scope.is_ad_hoc else starts[1:]
