"""The sweep for gaps: column by column, with the rules that are still alive."""

from dataclasses import dataclass, field
from typing import TypeAlias

from engine.decisions.regions import Region, Side

Box: TypeAlias = tuple[tuple[Region, ...] | None, ...]
MOST_STEPS = 300_000
MOST_BOXES = 100
MOST_COLUMNS = 50


class TooMuch(Exception):
    """The sweep would take too many steps."""


@dataclass(kw_only=True)
class Sweep:
    """A sweep over the columns of one table.

    is_cut   more boxes were found than are kept
    """

    sides: tuple[Side, ...]
    rules: int
    is_cut: bool = False
    _steps: int = 0
    _likely: list[list[tuple[int, list[Region]]]] = field(default_factory=list)
    _rest: list[int] = field(default_factory=list)
    _boxes: dict[tuple[Box, ...], tuple[Box, ...]] = field(default_factory=dict)
    _known: dict[tuple[int, int], tuple[Box, ...]] = field(default_factory=dict)

    def gaps(self) -> tuple[Box, ...]:
        """Return the boxes that no rule covers; None stands for every value of a column.

        Neighbouring regions with the same gaps behind them are one box.
        Raises   TooMuch
        """
        if len(self.sides) > MOST_COLUMNS:
            raise TooMuch
        every = (1 << self.rules) - 1
        self._likely = [_grouped(side) for side in self.sides]
        rest = every
        self._rest = [every]
        for groups in reversed(self._likely):
            for mask, _ in groups:
                rest &= mask
            self._rest.append(rest)
        self._rest.reverse()
        return self._from(0, every)

    def _from(self, column: int, alive: int) -> tuple[Box, ...]:
        """Return the gaps in the columns from one on, when these rules are alive."""
        if alive & self._rest[column]:
            return ()  # one of them is met whatever stands in the columns that follow
        if not alive:
            return self._same(((None,) * (len(self.sides) - column),))
        key = (column, alive)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._swept(column, alive)
        return found

    def _swept(self, column: int, alive: int) -> tuple[Box, ...]:
        groups = self._likely[column]
        self._steps += len(groups)
        if self._steps > MOST_STEPS:
            raise TooMuch
        behind: dict[int, tuple[tuple[Box, ...], list[Region]]] = {}
        for mask, regions in groups:
            gaps = self._from(column + 1, alive & mask)
            if gaps:
                behind.setdefault(id(gaps), (gaps, []))[1].extend(regions)
        total = sum(len(regions) for _, regions in groups)
        boxes = [
            (None if len(regions) == total else tuple(regions), *gap)
            for gaps, regions in behind.values()
            for gap in gaps
        ]
        self.is_cut = self.is_cut or len(boxes) > MOST_BOXES
        return self._same(tuple(boxes[:MOST_BOXES]))

    def _same(self, boxes: tuple[Box, ...]) -> tuple[Box, ...]:
        """Return the one tuple that stands for all equal ones, so that they are told by identity.

        To compare long lists of boxes at every step would cost more than the sweep itself.
        """
        return self._boxes.setdefault(boxes, boxes)


def _grouped(side: Side) -> list[tuple[int, list[Region]]]:
    """Return the regions of a column by the rules that may be met in them."""
    groups: dict[int, list[Region]] = {}
    for one in side.regions:
        if one.likely:
            groups.setdefault(one.maybe, []).append(one)
    return list(groups.items())
