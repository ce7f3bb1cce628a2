"""Statuses of the national portal: each step may follow only from those that allow it.

Source  TrangThaiHoSo: 1 new, 2 accepted, 3 not accepted, 4 in work, 5 supplement asked, 6 payment
        asked, 7 withdrawal asked, 8 stopped, 9 done, 10 result handed over
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.lint.subject import Subject
from engine.lint.ways import Ways
from engine.lint.whole import begin_of, whole_ways
from engine.records.findings import Finding, Rule

JUMP = Rule(
    name="status-step",
    vi="{what} chuyển trạng thái {old} sang {new}; Cổng dịch vụ công quốc gia không nhận bước "
    "chuyển này (sau {old} chỉ có: {allowed}). Hãy sửa thuộc tính status ở đây hoặc ở bước trước.",
    en="{what} takes the status from {old} to {new}, which the national portal does not accept "
    "(after {old} only: {allowed}). Correct the status here or at a step before.",
    severe=False,
)
ALLOWED: Mapping[int, tuple[int, ...]] = MappingProxyType(
    {
        1: (2, 3, 5, 7),
        2: (4, 5, 6, 7, 8),
        3: (),
        4: (5, 6, 8, 9),
        # What was asked for at the desk and is not receivable after all is not accepted either.
        5: (2, 3, 4, 8),
        6: (4, 8),
        7: (8,),
        8: (),
        9: (10,),
        10: (),
    }
)
FIRST = 1
# A step may do several at once: accept, work and hand over on the spot.
LINE = (1, 2, 4, 9, 10)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield steps that take the status where the portal does not let it go."""
    if not any("status" in node.attributes for node in subject.nodes) or subject.is_internal:
        return
    ways = whole_ways(subject)
    before = _spread(subject, ways)
    for node in subject.nodes:
        new = _status(node)
        for old in sorted(before.get(node.node_id, ())):
            if new is not None and not _may_follow(old, new):
                allowed = ", ".join(map(str, ALLOWED[old])) or "–"
                yield subject.fault(
                    JUMP, node, what=called(node), old=old, new=new, allowed=allowed
                )
                break


def _may_follow(old: int, new: int) -> bool:
    if old in LINE and new in LINE:
        return LINE.index(old) <= LINE.index(new)
    return new == old or new in ALLOWED[old]


def _status(node: Node) -> int | None:
    text = node.attributes.get("status", "")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 3 else 0
    return number if number in ALLOWED else None


def _spread(subject: Subject, ways: Ways) -> Mapping[str, set[int]]:
    """Return the statuses that a case can have when it comes to each node.

    What goes back, or another branch, can bring several; a step that is no way on brings none.
    """
    before: dict[str, set[int]] = {one: {FIRST} for one in begin_of(subject)}
    waiting = list(before)
    while waiting:
        node = subject.process.nodes[waiting.pop()]
        new = _status(node)
        after = before[node.node_id] if new is None else {new}
        for target in ways.get(node.node_id, ()):
            known = before.setdefault(target, set())
            if not after <= known:
                known |= after
                waiting.append(target)
    return before
