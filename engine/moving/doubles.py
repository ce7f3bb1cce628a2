"""Steps that a case would do twice after a move: begun already, and still on another branch's way.

So it is where branches that ran side by side come one after the other in the new version. What
could come again in the old version too (a loop) is no fault of the move.
"""

from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import Any

from engine.diagrams.model import Process
from engine.errors import Words
from engine.lint.ways import Ways, spread, ways_from
from engine.records.moving import Obstacle
from engine.runtime.codec import read
from engine.runtime.renaming import split_name


class Reach:
    """What can be reached from each element of a process; asked once for each."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self._ways: Ways = ways_from(process, tuple(process.nodes.values()))
        self._known: dict[str, frozenset[str]] = {}

    def leads(self, one: str, other: str) -> bool:
        """Tell whether a token at one element can come to another."""
        if one not in self._known:
            self._known[one] = frozenset(spread(self._ways.get(one, ()), self._ways))
        return other in self._known[one]


def find_doubles(
    before: Reach, after: Reach, mapping: Mapping[str, str | None], state: bytes, moved: bytes
) -> tuple[Obstacle, ...]:
    """Return the steps that a case would do twice.

    state, moved   its state in the version before, and in the one after
    """
    new = {row[0]: split_name(row[1])[0] for row in read(moved)["t"]}
    scopes: dict[int, set[tuple[str, str, bool]]] = {}
    for number, scope, old, is_done in _places(before.process, state):
        now = mapping.get(old, old) if is_done else new.get(number)
        if now is not None:
            scopes.setdefault(scope, set()).add((old, now, is_done))
    found = {
        (was, now): from_now
        for places in scopes.values()
        for (was, now, _), (from_was, from_now, is_done) in permutations(sorted(places), 2)
        if not is_done and after.leads(from_now, now) and not before.leads(from_was, was)
    }
    return tuple(_told(after.process, was, now, source) for (was, now), source in found.items())


def _places(process: Process, state: bytes) -> Iterator[tuple[int, int, str, bool]]:
    """Yield token, scope and element; of one that waits at a join, the step it has done."""
    rows: list[list[Any]] = read(state)["t"]
    for number, name, _state, scope, via, host, memory, is_arrived in rows:
        if host is not None or "listening" in memory:
            continue
        flow = process.flows.get(via or "") if is_arrived else None
        element = split_name(name)[0] if flow is None else flow.source
        yield number, scope, element, flow is not None


def _told(process: Process, was: str, now: str, source: str) -> Obstacle:
    name, before = (_name(process, one) for one in (now, source))
    words = Words(
        en=f"“{name}” would be done twice: it was begun, and the way from “{before}” leads to it",
        vi=f"“{name}” sẽ bị làm hai lần: bước này đã bắt đầu, mà đường từ “{before}” lại dẫn tới",
    )
    return Obstacle(element=was, words=words)


def _name(process: Process, element: str) -> str:
    node = process.find(element)
    return (" ".join(node.name.split()) or element) if node is not None else element
