"""The index of a column: which rules a value meets, found by its place and not by asking each.

Rules are bits: bit 0 is the first rule. Each line of values is cut at every value that some cell
names; for each point and each gap between two points the rules that are met there are one number.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from engine.decisions.cells import Condition
from engine.decisions.moments import PARSERS
from engine.decisions.patterns import AXES, FAULT, MET, Axis, Pieces, place
from engine.expressions.faults import Fault
from engine.faults import ExpressionFailed

DATED: Final[tuple[Axis, ...]] = ("day", "instant")
FEW: Final = 32
NOTHING: Final = Pieces()


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of values, cut at `points`.

    met, faults   rules by place: 2n + 1 is the point n, 2n the gap before it
    """

    points: tuple[Any, ...]
    met: tuple[int, ...]
    faults: tuple[int, ...]

    def at(self, where: Any) -> int:
        """Return the place of a value."""
        index = bisect_left(self.points, where)
        is_point = index < len(self.points) and self.points[index] == where
        return 2 * index + is_point


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of conditions, ready to be asked.

    cells    the different cells, each with its rules
    slow     rules whose cell must be asked itself: it reads names, or is a free expression
    dated    rules whose cell looks at a text as a date, by the line it is then looked up on
    broken   (met, faults) of those rules for a text that is no date
    """

    every: int
    cells: tuple[tuple[Condition, int], ...]
    lines: Mapping[Axis, Line]
    slow: int
    dated: Mapping[Axis, int]
    broken: Mapping[Axis, tuple[int, int]]

    def look(self, value: object) -> tuple[int, int, int]:
        """Return the rules whose cell is met, cannot be asked of this value, must be asked."""
        found = place(value)
        if found is None:
            return 0, 0, self.every
        axis, where = found
        line = self.lines[axis]
        at = line.at(where)
        met, faults = line.met[at], line.faults[at]
        if axis == "text":
            for dated, rules in self.dated.items():
                more, wrong = self._as_date(dated, where)
                met, faults = met | more & rules, faults | wrong & rules
        return met, faults, self.slow

    def ask(self, rules: int, value: object, names: Mapping[str, object]) -> tuple[int, int]:
        """Return those of some rules whose cell is met, and those where asking it fails."""
        met = wrong = 0
        for cell, those in self.cells:
            if asked := those & rules:
                try:
                    met |= asked if cell.is_met(value, names) else 0
                except ExpressionFailed:
                    wrong |= asked
        return met, wrong

    def _as_date(self, axis: Axis, text: str) -> tuple[int, int]:
        try:
            where = PARSERS[axis](text)
        except Fault:
            return self.broken[axis]
        line = self.lines[axis]
        at = line.at(where)
        return line.met[at], line.faults[at]


def bits(mask: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set, lowest first."""
    if mask.bit_count() > FEW:  # to read its digits costs the same however many are set
        yield from (place for place, digit in enumerate(bin(mask)[:1:-1]) if digit == "1")
        return
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def build_column(conditions: Sequence[Condition]) -> Column:
    """Return the index of a column of cells."""
    groups: dict[tuple[str, int], int] = {}
    different: dict[tuple[str, int], Condition] = {}
    for number, condition in enumerate(conditions):
        # The same text may mean something else in another language, so it is not the text alone.
        key = condition.text, id(condition.match)
        groups[key] = groups.get(key, 0) | 1 << number
        different[key] = condition
    cells = tuple((cell, groups[key]) for key, cell in different.items())
    static = [(cell, rules) for cell, rules in cells if _is_static(cell)]
    dated = {
        axis: sum(rules for cell, rules in static if cell.pattern and axis in cell.pattern.sorts)
        for axis in DATED
    }
    return Column(
        every=(1 << len(conditions)) - 1,
        cells=cells,
        lines=MappingProxyType({axis: _line(axis, static) for axis in AXES}),
        slow=sum(rules for cell, rules in cells if not _is_static(cell)),
        dated=MappingProxyType({axis: rules for axis, rules in dated.items() if rules}),
        broken=MappingProxyType({axis: _broken(axis, static) for axis in DATED if dated[axis]}),
    )


def _is_static(cell: Condition) -> bool:
    """Tell whether the pattern says all; a text cannot be looked at as itself and as a date."""
    return cell.pattern is not None and len(cell.pattern.sorts & {"text", *DATED}) <= 1


def _broken(axis: Axis, cells: Sequence[tuple[Condition, int]]) -> tuple[int, int]:
    met = wrong = 0
    for cell, rules in cells:
        if cell.pattern and axis in cell.pattern.sorts:
            try:
                met |= rules if cell.match("", {}) else 0
            except Fault:
                wrong |= rules
    return met, wrong


def _line(axis: Axis, cells: Sequence[tuple[Condition, int]]) -> Line:
    pieces = [(_pieces(axis, cell), rules) for cell, rules in cells]
    points = sorted({cut[0] for line, _ in pieces for cut in line.cuts})
    index = {point: number for number, point in enumerate(points)}
    length = 2 * len(points) + 1
    met, faults = [0] * (length + 1), [0] * (length + 1)
    for line, rules in pieces:
        # A rule's bit is turned on where a piece begins and off where it ends.
        places = [0, *(2 * index[value] + 1 + side for value, side in line.cuts), length]
        for number, outcome in enumerate(line.outcomes):
            wanted = met if outcome == MET else faults if outcome == FAULT else None
            if wanted is not None:
                wanted[places[number]] ^= rules
                wanted[places[number + 1]] ^= rules
    return Line(points=tuple(points), met=_running(met), faults=_running(faults))


def _pieces(axis: Axis, cell: Condition) -> Pieces:
    if cell.pattern is None or (axis == "text" and cell.pattern.sorts & set(DATED)):
        return NOTHING  # looked up on the line of dates
    return cell.pattern.lines[axis]


def _running(changes: Sequence[int]) -> tuple[int, ...]:
    found, current = [], 0
    for change in changes[:-1]:
        current ^= change
        found.append(current)
    return tuple(found)
