"""Steps that run side by side instead of one after the other, the reverse, or the other way round.

Told only of steps that followed directly on each other on one of the sides, so that each sentence
is one change and not what follows from it.
"""

from dataclasses import dataclass

from engine.comparison.sides import Pair
from engine.diagrams.kinds import ACTIVITIES
from engine.diagrams.model import Process
from engine.errors import Words
from engine.lint.ways import spread, upstream_first, ways_from
from engine.procedures.wording.values import filled, listed

_SIDE_BY_SIDE = Words(
    vi="{names} chạy song song thay vì lần lượt",
    en="{names} now run side by side instead of one after the other",
)
_IN_TURN = Words(
    vi="{names} làm lần lượt thay vì song song",
    en="{names} are now done one after the other instead of side by side",
)
_TURNED = Words(
    vi="{second} nay làm trước {first}, trước đây làm sau",
    en="{second} is now done before {first}, no longer after it",
)
_MOST_STEPS = 300


@dataclass(frozen=True, kw_only=True)
class Order:
    """What comes before what among the activities of one scope, loops left out.

    after   ids that can be reached from each
    next    ids of the activities that follow directly, whatever gateways lie between
    fork    pairs that a parallel or inclusive gateway sets out side by side
    """

    after: dict[str, set[str]]
    next: dict[str, set[str]]
    fork: set[frozenset[str]]

    def is_parallel(self, one: str, other: str) -> bool:
        """Tell whether two run side by side."""
        return frozenset((one, other)) in self.fork


def compare_order(pair: Pair) -> None:
    """Find what changed about the order of the steps that are on both sides."""
    for scope in {None, *(node.parent for node in pair.old.process.nodes.values())}:
        there = None if scope is None else pair.match.nodes.get(scope, scope)
        old, new = _order(pair.old.process, scope), _order(pair.new.process, there)
        if old is not None and new is not None:
            _compare(pair, old, new)


def _compare(pair: Pair, old: Order, new: Order) -> None:
    nodes = pair.match.nodes
    shared = [one for one in old.after if nodes.get(one) in new.after]
    forked: set[frozenset[str]] = set()
    joined: set[frozenset[str]] = set()
    for one in shared:
        for other in shared:
            both = (nodes[one], nodes[other])
            if other in old.next[one] and new.is_parallel(*both):
                forked.add(frozenset((one, other)))
            elif both[1] in new.next[both[0]] and old.is_parallel(one, other):
                joined.add(frozenset((one, other)))
            elif other in old.next[one] and both[0] in new.next[both[1]]:
                _turned(pair, one, other)
    # A third step before that followed on both belongs to the same sentence.
    for pairs, template in ((forked, _SIDE_BY_SIDE), (joined, _IN_TURN)):
        for group in _groups(pairs, shared):
            _tell(pair, template, group)


def _turned(pair: Pair, first: str, second: str) -> None:
    words = filled(
        _TURNED,
        first=pair.new.shown(pair.match.nodes[first]),
        second=pair.new.shown(pair.match.nodes[second]),
    )
    pair.ordered |= {first, second}
    both = sorted((first, second))
    ends = (" ".join(both), " ".join(pair.match.nodes[one] for one in both))
    pair.add("moved", "step", words, ends, ("order", first, second))


def _groups(pairs: set[frozenset[str]], shared: list[str]) -> list[list[str]]:
    """Return the steps of connected pairs together, in the order of the diagram."""
    groups: list[set[str]] = []
    for one in pairs:
        touching = [group for group in groups if group & one]
        groups = [group for group in groups if not group & one]
        groups.append(set(one).union(*touching))
    return sorted(
        (sorted(group, key=shared.index) for group in groups), key=lambda g: shared.index(g[0])
    )


def _tell(pair: Pair, template: Words, group: list[str]) -> None:
    after = [pair.match.nodes[one] for one in group]
    words = filled(template, names=listed([pair.new.shown(one) for one in after]))
    pair.ordered |= set(group)
    pair.add("moved", "step", words, (" ".join(group), " ".join(after)), ("order", "", ""))


def _order(process: Process, scope: str | None) -> Order | None:
    nodes = {node.node_id: node for node in process.children(scope)}
    steps = [key for key, node in nodes.items() if node.tag in ACTIVITIES]
    if not steps or len(steps) > _MOST_STEPS:
        return None
    ways = ways_from(process, nodes.values())
    starts = [key for key, node in nodes.items() if not node.incoming and not node.attached_to]
    place = upstream_first(starts, ways)
    # Without the ways back what is left has one direction.
    onward = {key: [one for one in ways[key] if place.get(one, -1) > place[key]] for key in place}
    after = {key: spread(onward.get(key, ()), onward) for key in steps}
    between = {key: [] if key in steps else targets for key, targets in onward.items()}
    follow = {key: spread(onward.get(key, ()), between) & set(steps) for key in steps}
    return Order(after=after, next=follow, fork=_forks(process, onward, set(steps)))


def _forks(process: Process, onward: dict[str, list[str]], steps: set[str]) -> set[frozenset[str]]:
    """Return the pairs of steps that lie on different ways out of a gateway that takes several."""
    found: set[frozenset[str]] = set()
    for key, targets in onward.items():
        if process.nodes[key].tag not in ("parallelGateway", "inclusiveGateway"):
            continue
        reached = [spread([one], onward) & steps for one in targets]
        for number, one in enumerate(reached):
            for other in reached[number + 1 :]:
                found |= {frozenset((a, b)) for a in one - other for b in other - one}
    return found
