"""A look into a saved state, for pages: the case data and where the tokens stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.records.values import Json
from engine.runtime.codec import read


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What a saved state holds.

    names     the case data
    inside    for each token inside a multi-instance: the names of its instance
    elements  (token, element id) of every live token that shows on the diagram
    hands     who completed which user task last
    offices   office code by kind
    """

    names: Mapping[str, Json]
    inside: Mapping[int, Mapping[str, Json]]
    elements: tuple[tuple[int, str], ...]
    hands: Mapping[str, int]
    offices: Mapping[str, str]


def peek(state: bytes) -> Snapshot:
    """Return what is in a saved state.

    Raises  StateUnreadable for another format
    """
    saved = read(state)
    own = {row[0]: row[4] for row in saved["s"] if row[4] is not None}
    holder = {row[0]: row[2] for row in saved["s"]}
    home = {row[0]: row[3] for row in saved["t"]}
    return Snapshot(
        names=saved["d"],
        inside={token: _names(scope, own, holder, home) for token, scope in home.items()},
        elements=tuple((row[0], row[1]) for row in saved["t"] if "quiet" not in row[6]),
        hands=saved["h"],
        offices=saved["o"],
    )


def _names(
    scope: int | None,
    own: Mapping[int, Mapping[str, Json]],
    holder: Mapping[int, int | None],
    home: Mapping[int, int],
) -> Mapping[str, Json]:
    """Return the instance names seen from a scope, inner ones first."""
    seen: dict[str, Json] = {}
    while scope is not None:
        seen = {**own.get(scope, {}), **seen}
        held_by = holder.get(scope)
        scope = home.get(held_by) if held_by is not None else None
    return seen
