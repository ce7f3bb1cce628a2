"""Joins that can wait for ever, and paths that are run twice: what the sequence alone proves."""

from collections.abc import Iterator

from engine.diagrams.words import called
from engine.errors import Words
from engine.lint.net import net_of
from engine.lint.play import MOST_MARKINGS, play
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule

DEADLOCK = Rule(
    name="deadlock",
    vi="{what} có thể chờ mãi: đã có nhánh từ {came} tới, nhưng nhánh từ {missing} có khi không "
    "bao giờ tới. Hãy dùng cùng một loại cổng cho chỗ tách và chỗ gộp.",
    en="{what} can wait for ever: the branch from {came} has come, and the one from {missing} may "
    "never do so. Use the same kind of gateway where ways part and where they join.",
)
TWICE = Rule(
    name="run-twice",
    vi="{what}: hai nhánh chạy song song cùng đi vào đây mà không gộp lại, nên từ đây mọi việc có "
    "thể chạy hai lần. Nếu không đúng ý, hãy gộp bằng cổng song song.",
    en="{what} is entered by two branches that run side by side and are not joined, so all from "
    "here on can be run twice. If that is not meant, join them with a parallel gateway.",
    severe=False,
)
# Of all scopes together: a file made to be slow could have hundreds of large ones.
_MOST_MARKINGS = 4 * MOST_MARKINGS


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what can be proved; nothing about a scope that is too large or cannot be judged."""
    left = _MOST_MARKINGS
    for scope in subject.scopes:
        net = net_of(scope, subject.process)
        if net is None:
            continue
        played = play(net, min(left, MOST_MARKINGS))
        left -= played.seen
        for node_id, (came, missing) in sorted(played.stuck.items()):
            node = subject.process.nodes[node_id]
            yield subject.fault(
                DEADLOCK,
                node,
                what=called(node),
                came=_source(subject, came),
                missing=_source(subject, missing),
            )
        for node_id in sorted(played.doubled):
            node = subject.process.nodes[node_id]
            yield subject.fault(TWICE, node, what=called(node))


def _source(subject: Subject, flow_id: str) -> Words:
    source = subject.process.nodes[subject.process.flows[flow_id].source]
    name = source.name or source.node_id
    return Words(vi=f"“{name}”", en=f"“{name}”")
