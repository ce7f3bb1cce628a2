"""Where a case stands in a saved state, and what of that decides whether it can move."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from engine.runtime.codec import read

# Of what tokens remember, what names elements; of all else it only counts that it is there.
_NAMING = ("undo", "undoing", "next", "held")


@dataclass(frozen=True, kw_only=True)
class Place:
    """An element at which a case waits; `office` is that of an open task, by code."""

    element: str
    office: str | None


def places_in(state: bytes) -> tuple[Place, ...]:
    """Return the elements of a saved state at which something waits or stands still."""
    return tuple(dict.fromkeys(_places(read(state))))


def _places(saved: dict[str, Any]) -> Iterator[Place]:
    holders = {row[2] for row in saved["s"]}
    for row in saved["t"]:
        number, name, _state, _scope, _via, host, memory, _arrived = row
        is_task = "task" in memory
        if number in holders or host is not None or "listening" in memory:
            continue
        office = memory["task"]["office"] if is_task else None
        yield Place(element=str(name).removesuffix("[]"), office=office)


def signature(state: bytes) -> bytes:
    """Return what cases that are alike in all that a move asks have in common."""
    saved = read(state)
    numbers = {row[0]: place for place, row in enumerate((*saved["s"], *saved["t"]))}
    scopes = [[row[1], numbers.get(row[2]), sorted(row[4] or ()), *row[5:6]] for row in saved["s"]]
    tokens = [
        [
            *(row[1], row[2], numbers.get(row[3]), row[4], numbers.get(row[5]), row[7]),
            sorted(row[6]),
            [row[6][key] for key in _NAMING if key in row[6]],
        ]
        for row in saved["t"]
    ]
    return orjson.dumps([saved["st"][0], scopes, tokens])
