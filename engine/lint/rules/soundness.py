"""Joins that can wait for ever, and paths that are run twice: what the sequence alone proves."""

from collections.abc import Iterator

from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.errors import Words
from engine.expressions.expression import compile_expression
from engine.faults import ExpressionRefused
from engine.lint.net import net_of
from engine.lint.play import MOST_MARKINGS, play
from engine.lint.scopes import Scope
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule

DEADLOCK = Rule(
    name="deadlock",
    vi="{what} có thể chờ mãi: đã có nhánh từ {came} tới, nhưng nhánh từ {missing} có khi không "
    "bao giờ tới. Hãy dùng cùng một loại cổng cho chỗ tách và chỗ gộp.",
    en="{what} can wait for ever: the branch from {came} has come, and the one from {missing} may "
    "never do so. Use the same kind of gateway where ways part and where they join.",
)
PERHAPS = Rule(
    name="deadlock-perhaps",
    vi="{what} có thể chờ mãi: nhánh từ {came} tới mà nhánh từ {missing} không tới, trừ khi các "
    "điều kiện luôn đi cùng nhau. Hãy tách nhánh một lần, trước khi chạy song song.",
    en="{what} can wait for ever, with the branch from {came} there and the one from {missing} "
    "not, unless the conditions always agree. Decide once, before the ways part.",
    severe=False,
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
        stuck = PERHAPS if _is_decided_twice(subject, scope) else DEADLOCK
        for node_id, (came, missing) in sorted(played.stuck.items()):
            node = subject.process.nodes[node_id]
            yield subject.fault(
                stuck,
                node,
                what=called(node),
                came=_source(subject, came),
                missing=_source(subject, missing),
            )
        for node_id in sorted(played.doubled):
            node = subject.process.nodes[node_id]
            yield subject.fault(TWICE, node, what=called(node))


def _is_decided_twice(subject: Subject, scope: Scope) -> bool:
    """Tell whether two elements choose by the same name, so that their choices may go together.

    What the sequence alone proves then says nothing about what the data allow.
    """
    seen: set[str] = set()
    for node in scope.nodes:
        names = _names_chosen_by(subject, node)
        if names & seen:
            return True
        seen |= names
    return False


def _names_chosen_by(subject: Subject, node: Node) -> frozenset[str]:
    names: frozenset[str] = frozenset()
    for flow_id in node.outgoing:
        condition = subject.process.flows[flow_id].condition
        if condition:
            try:
                names |= compile_expression(condition).names
            except ExpressionRefused:
                # It has a finding of its own.
                continue
    return names


def _source(subject: Subject, flow_id: str) -> Words:
    source = subject.process.nodes[subject.process.flows[flow_id].source]
    name = source.name or source.node_id
    return Words(vi=f"“{name}”", en=f"“{name}”")
