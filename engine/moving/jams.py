"""Joins of a version at which a case would wait for ever, because a branch was never begun in it.

The tokens are played ahead as the checks of a diagram play it (engine/lint/play.py). What could
happen to a case of the version from its beginning is no fault of the move, and not told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.diagrams.model import Process
from engine.errors import Words
from engine.lint.net import Net, net_of
from engine.lint.play import play
from engine.lint.scopes import scopes_of
from engine.records.moving import Obstacle
from engine.runtime.codec import read
from engine.runtime.token import CALL

MOST = 2_000


@dataclass(frozen=True, kw_only=True)
class _Ground:
    """A scope ready to be played, and the joins that can jam in it from the beginning."""

    net: Net
    known: frozenset[str]


class Jams:
    """The scopes of a version, each made ready once."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._grounds: dict[str | None, _Ground | None] = {}
        self._scopes = {one.key: one for one in scopes_of(process)}
        self._found: dict[tuple[str | None, tuple[str, ...]], tuple[Obstacle, ...]] = {}

    def find(self, state: bytes) -> tuple[Obstacle, ...]:
        """Return the joins at which a case in this state would wait for ever."""
        saved = read(state)
        tokens = {row[0]: row for row in saved["t"]}
        found: list[Obstacle] = []
        for scope in saved["s"]:
            places = [row for row in saved["t"] if row[3] == scope[0] and _is_place(row)]
            key = self._key(scope, tokens, places)
            ground = self._ground(key)
            marking = () if ground is None else _marking(ground.net, places)
            if ground is not None and marking:
                found += self._jammed(key, ground, marking)
        return tuple(found)

    def _key(
        self, scope: list[Any], tokens: Mapping[int, list[Any]], places: list[list[Any]]
    ) -> str | None:
        """Return the key of what runs in a scope of a saved state."""
        if scope[2] is None:
            inside = (self._process.find(row[1]) for row in places)
            return next((node.parent for node in inside if node is not None), None)
        holder = str(tokens[scope[2]][1]).removesuffix("[]")
        node = self._process.find(holder)
        return node.called if scope[1] == CALL and node is not None else holder

    def _ground(self, key: str | None) -> _Ground | None:
        if key not in self._grounds:
            scope = self._scopes.get(key)
            net = net_of(scope, self._process) if scope is not None else None
            known = frozenset(play(net, MOST).stuck) if net is not None else frozenset()
            self._grounds[key] = None if net is None else _Ground(net=net, known=known)
        return self._grounds[key]

    def _jammed(
        self, key: str | None, ground: _Ground, marking: tuple[str, ...]
    ) -> tuple[Obstacle, ...]:
        if (key, marking) not in self._found:
            played = play(replace(ground.net, begins=(marking,)), MOST)
            self._found[key, marking] = tuple(
                self._told(node_id, missing)
                for node_id, (_came, missing) in sorted(played.stuck.items())
                if node_id not in ground.known
            )
        return self._found[key, marking]

    def _told(self, node_id: str, missing: str) -> Obstacle:
        flow = self._process.flows.get(missing)
        source = self._name(flow.source) if flow is not None else missing
        join = self._name(node_id)
        words = Words(
            en=f"at “{join}” it could wait for ever: the branch of “{source}” was not begun in it",
            vi=f"ở “{join}” hồ sơ có thể chờ mãi: nhánh “{source}” chưa từng chạy trong hồ sơ này",
        )
        return Obstacle(element=node_id, words=words)

    def _name(self, element: str) -> str:
        node = self._process.find(element)
        return " ".join(node.name.split()) or element if node is not None else element


def _is_place(row: list[Any]) -> bool:
    return row[5] is None and "listening" not in row[6]


def _marking(net: Net, places: list[list[Any]]) -> tuple[str, ...]:
    return tuple(sorted(_places(net, places)))


def _places(net: Net, places: list[list[Any]]) -> Iterator[str]:
    """Yield the arrow on which each token counts: the one it came by, if it waits at a join."""
    for row in places:
        step = net.steps.get(str(row[1]).removesuffix("[]"))
        if step is not None and step.places:
            yield row[4] if row[4] in step.places else step.places[0]
