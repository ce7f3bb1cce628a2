"""Requests to complete a dossier: how often a case can ask, and whether it waits for ever.

A supplement step is a task of the applicant with the portal's status 5.

Source  NĐ 61/2018/NĐ-CP Art. 19, NĐ 297/2025/NĐ-CP Art. 6(4): once, and closed without an answer
"""

from collections.abc import Iterator

from engine.calendars.supplementing import NO_LIMIT
from engine.diagrams.model import Node
from engine.diagrams.supplements import supplement_steps
from engine.diagrams.words import called
from engine.lint.subject import Subject, quoted
from engine.lint.ways import Ways, spread, upstream_first
from engine.lint.whole import whole_ways
from engine.records.findings import Finding, Rule

LOOP = Rule(
    name="supplement-loop",
    vi="{what} nằm trong vòng lặp: người nộp có thể bị yêu cầu bổ sung nhiều lần, trong khi chỉ "
    "được {rounds} lần ({basis}). Hãy vẽ từng lần yêu cầu thành một bước riêng, không quay lại.",
    en="{what} lies in a loop: the applicant can be asked to complete the dossier again and again, "
    "while the law allows {rounds} ({basis}). Draw each request as a step of its own, without a "
    "way back.",
)
ROUNDS = Rule(
    name="supplement-rounds",
    vi="Một hồ sơ có thể bị yêu cầu bổ sung {count} lần ({steps}), trong khi chỉ được {rounds} lần "
    "({basis}); từ lần thứ hai hồ sơ bị tính trễ hạn. Hãy bỏ bớt, hoặc ghi ngoại lệ kèm căn cứ "
    "pháp lý vào thẻ thủ tục ([[supplements]]).",
    en="A case can ask for a supplement {count} times ({steps}), while the law allows {rounds} "
    "({basis}); from the second one it counts as late. Leave some out, or name the exception with "
    "its legal basis on the card ([[supplements]]).",
    severe=False,
)
OPEN = Rule(
    name="supplement-open",
    vi="{what} chờ người nộp không thời hạn. Hãy gắn hẹn giờ ngắt “{term}” để đóng hồ sơ "
    "({basis}).",
    en="{what} waits for the applicant without end. Put an interrupting timer of “{term}” on its "
    "border that closes the dossier ({basis}).",
)
OTHER_TERM = Rule(
    name="supplement-term",
    vi="{what}: hồ sơ đóng sau “{found}”, quy định là “{term}” ({basis}). Hãy sửa hẹn giờ, hoặc "
    "ghi ngoại lệ vào thẻ thủ tục ([[supplements]]).",
    en="{what}: the dossier is closed after “{found}”, and the rule says “{term}” ({basis}). "
    "Correct the timer, or name the exception on the card ([[supplements]]).",
)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield supplement steps that can be repeated, are too many, or wait for ever."""
    asking = supplement_steps(subject.process)
    if not asking:
        return
    ways = whole_ways(subject)
    looped = [one for one in sorted(asking) if one in spread(ways.get(one, ()), ways)]
    rule = subject.supplement
    is_bounded = rule.rounds != NO_LIMIT
    said = {"rounds": rule.rounds, "basis": rule.basis}
    for element in looped if is_bounded else ():
        node = subject.process.nodes[element]
        yield subject.fault(LOOP, node, what=called(node), **said)
    line = _longest(ways, asking - set(looped), _roots(subject))
    if is_bounded and len(line) > rule.rounds:
        nodes = [subject.process.nodes[one] for one in line]
        steps = ", ".join(map(quoted, nodes))
        yield subject.fault(ROUNDS, nodes[-1], count=len(line), steps=steps, **said)
    for element in sorted(asking):
        yield from _check_timer(subject, subject.process.nodes[element])


def _roots(subject: Subject) -> list[str]:
    return [one.node_id for scope in subject.scopes for one in scope.begins()]


def _longest(ways: Ways, asking: set[str] | frozenset[str], roots: list[str]) -> tuple[str, ...]:
    """Return the most supplement steps that lie on one way; ways back are not gone."""
    order = upstream_first(roots, ways)
    best: dict[str, tuple[str, ...]] = {}
    for node in sorted(order, key=lambda one: order[one]):
        here = (*best.get(node, ()), node) if node in asking else best.get(node, ())
        best[node] = here
        for after in ways.get(node, ()):
            if order.get(after, -1) > order[node] and len(here) > len(best.get(after, ())):
                best[after] = here
    return max(best.values(), key=len, default=())


def _check_timer(subject: Subject, node: Node) -> Iterator[Finding]:
    rule = subject.supplement
    if rule.close_after is None:
        return
    said = {"term": rule.close_after, "basis": rule.basis}
    found = [
        event.text or ""
        for guest in subject.guests.get(node.node_id, ())
        if guest.interrupting
        for event in guest.events
        if event.kind == "timer"
    ]
    if not found:
        yield subject.fault(subject.eased(OPEN), node, what=called(node), **said)
    elif rule.close_after not in found and not any(one.startswith("=") for one in found):
        rule_said = subject.eased(OTHER_TERM)
        yield subject.fault(rule_said, node, what=called(node), found=found[0], **said)
