"""All that can happen in a net, within bounds: markings in which something is wrong.

Of the steps that can fire, the one furthest upstream fires first, with all its outcomes. Each arrow
has one target, so this loses no dead marking (stubborn sets: Valmari, LNCS 1491, 1998), and in a
diagram without loops every two tokens that meet on an arrow do meet. Whatever is found can happen.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from engine.lint.net import ALL, ONE, Net, NetStep, Outcome

MOST_MARKINGS = 5_000
MOST_TOKENS = 60

Marking = tuple[str, ...]


@dataclass(kw_only=True)
class Played:
    """What was found.

    stuck     joins that wait for ever: id → (place with a token, place without)
    doubled   places on which two tokens met, by the id of the node they lead to
    is_whole  False where a bound was reached before everything was seen
    seen      how many markings were looked at
    """

    stuck: dict[str, tuple[str, str]] = field(default_factory=dict)
    doubled: dict[str, str] = field(default_factory=dict)
    is_whole: bool = True
    seen: int = 0


def play(net: Net, most: int = MOST_MARKINGS) -> Played:
    """Return what can go wrong in a net, looking at no more than so many markings."""
    found = Played()
    seen: set[tuple[Marking, frozenset[str]]] = set()
    waiting = [(tuple(sorted(begin)), frozenset[str]()) for begin in net.begins]
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        if len(seen) >= most:
            found.is_whole = False
            break
        seen.add(at)
        marking, fired = at
        step = _next_step(net, marking)
        if step is None:
            found.stuck.update(_stuck(net, marking))
            continue
        waiting += _follow(net, found, _taken(net, step, marking), step, fired)
    found.seen = len(seen)
    return found


def _follow(
    net: Net, found: Played, rest: Marking, step: NetStep, fired: frozenset[str]
) -> Iterator[tuple[Marking, frozenset[str]]]:
    """Yield what each outcome of a step leads to; note where two tokens meet and go no further."""
    for outcome in step.outcomes:
        if outcome.event in fired:
            continue
        after = _after(rest, outcome)
        events = fired | {outcome.event} if outcome.event else fired
        double = next((one for one, other in pairwise(after) if one == other), None)
        if len(after) > MOST_TOKENS:
            found.is_whole = False
        elif double is None:
            yield after, events
        elif not events:
            # What an event on a border adds may well come twice.
            found.doubled.setdefault(net.target[double], double)


def _next_step(net: Net, marking: Marking) -> NetStep | None:
    """Return the step furthest upstream that can fire."""
    steps = {net.target[place] for place in marking}
    able = (one for one in map(net.steps.__getitem__, steps) if _can_fire(net, one, marking))
    return min(able, key=lambda one: one.order, default=None)


def _can_fire(net: Net, step: NetStep, marking: Marking) -> bool:
    if step.kind == ONE:
        return True
    empty = [place for place in step.places if place not in marking]
    if step.kind == ALL or not empty:
        return not empty
    here = [place for place in step.places if place in marking]
    standing = {net.target[place] for place in marking} - {step.node.node_id}
    return not any(_may_come(step, one, empty, here) for one in standing)


def _may_come(step: NetStep, node_id: str, empty: list[str], here: list[str]) -> bool:
    """Tell whether a join must wait for a token at a node.

    Source  BPMN 2.0.2, 13.4.3: one that can also reach a flow which has a token does not count
    """
    if not any(node_id in step.before[place] for place in empty):
        return False
    return not any(node_id in step.before[place] for place in here)


def _taken(net: Net, step: NetStep, marking: Marking) -> Marking:
    """Return what is left of a marking when the step has taken its tokens."""
    own = [place for place in marking if net.target[place] == step.node.node_id]
    taken = own[:1] if step.kind == ONE else own
    return tuple(place for place in marking if place not in taken)


def _after(rest: Marking, outcome: Outcome) -> Marking:
    return () if outcome.clears else tuple(sorted((*rest, *outcome.places)))


def _stuck(net: Net, marking: Marking) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the joins that hold the tokens of a marking in which nothing can fire."""
    for node_id in {net.target[place] for place in marking}:
        step = net.steps[node_id]
        here = next(place for place in step.places if place in marking)
        missing = next((place for place in step.places if place not in marking), here)
        yield node_id, (here, missing)
