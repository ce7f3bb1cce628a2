"""Ad-hoc subprocesses: activities without a given order (BPMN 2.0.2, 10.3.5)."""

from collections.abc import Iterator

from engine.diagrams.kinds import ACTIVITIES
from engine.diagrams.words import called
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule

EVENT = Rule(
    name="ad-hoc-event",
    vi="{what} nằm trong quy trình con tự do, nơi không có bắt đầu và kết thúc. Hãy xoá, hoặc dùng "
    "quy trình con thường.",
    en="{what} lies in an ad-hoc subprocess, which has neither start nor end. Remove it, or use an "
    "ordinary subprocess.",
)
EMPTY = Rule(
    name="ad-hoc-empty",
    vi="{what} không có việc nào bên trong. Hãy vẽ ít nhất một việc.",
    en="{what} has no activity inside. Draw at least one.",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield starts and ends in ad-hoc subprocesses, and those with nothing to do."""
    for scope in subject.scopes:
        if not scope.is_ad_hoc:
            continue
        for node in (*scope.starts(), *scope.ends()):
            yield subject.fault(EVENT, node, what=called(node))
        if not any(node.tag in ACTIVITIES for node in scope.nodes):
            yield subject.fault_in(EMPTY, scope)
