"""What a cell says of all values at once: for each kind of value, where on its line it is met.

A line is cut into pieces of one outcome each. That serves the index, which finds the rules of a
value without asking each of them, and the search for gaps and overlaps.
Source: Calvanese, Dumas, Laurson, Maggi, Montali, Teinemaa: Semantics and Analysis of DMN Decision
Tables (BPM 2016), where a rule is a box in the space of its columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

from engine.expressions.operations import NUMBERS

Axis: TypeAlias = Literal["single", "number", "text", "day", "instant"]
Cut: TypeAlias = tuple[Any, int]
UNMET: Final = 0
MET: Final = 1
FAULT: Final = 2
Sort: TypeAlias = Literal["null", "truth", "number", "text", "day", "instant"]
AXES: Final[tuple[Axis, ...]] = ("single", "number", "text", "day", "instant")


@dataclass(frozen=True, kw_only=True)
class Pieces:
    """A line in pieces: `outcomes[n]` holds between `cuts[n - 1]` and `cuts[n]`.

    cuts   (value, 0) cuts just before the value, (value, 1) just after it; ascending
    """

    cuts: tuple[Cut, ...] = ()
    outcomes: tuple[int, ...] = (UNMET,)


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """The outcome of a cell for every value.

    lines   null, false and true are 0, 1 and 2 on the line of single values
    sorts   what its constants are
    """

    lines: MappingProxyType[Axis, Pieces]
    sorts: frozenset[Sort]


def place(value: object) -> tuple[Axis, Any] | None:
    """Return the line on which a value stands, and where; None for lists, groups and the like."""
    kind = type(value)
    if kind is str:
        return "text", value
    if kind in NUMBERS:
        return ("number", value) if value == value else None  # NaN has no place  # noqa: PLR0124
    if kind is bool:
        return "single", 2 if value else 1
    if value is None:
        return "single", 0
    if kind is date:
        return "day", value
    return ("instant", value) if isinstance(value, datetime) and value.tzinfo else None


def always() -> Pattern:
    """Return what `-` says."""
    return _pattern({}, MET, frozenset())


def atom(sign: str, constant: object) -> Pattern | None:
    """Return what a comparison with a constant says; None when the constant stands on no line.

    sign   one of = != < <= > >=
    """
    found = place(constant)
    if found is None:
        return None
    axis, where = found
    sort: Sort = axis if axis != "single" else "null" if constant is None else "truth"
    sorts = frozenset((sort,))
    if sign in ("=", "!="):
        inside, outside = (MET, UNMET) if sign == "=" else (UNMET, MET)
        point = Pieces(cuts=((where, 0), (where, 1)), outcomes=(outside, inside, outside))
        return _pattern({axis: point}, outside, sorts)
    if constant is None:
        return _pattern({}, UNMET, sorts)
    # Nothing is neither smaller nor larger than anything; another kind cannot be compared at all.
    only_null = Pieces(cuts=((0, 1),), outcomes=(UNMET, FAULT))
    if axis == "single":
        return _pattern({"single": only_null}, FAULT, sorts)
    cut = (where, 1 if sign in ("<=", ">") else 0)
    outcomes = (MET, UNMET) if sign in ("<", "<=") else (UNMET, MET)
    line = Pieces(cuts=(cut,), outcomes=outcomes)
    return _pattern({"single": only_null, axis: line}, FAULT, sorts)


def either(patterns: Sequence[Pattern]) -> Pattern:
    """Return what a list of tests says, asked in this order until one is met."""
    # Halves, so that a list of a thousand texts is not merged a thousand times from its start.
    if len(patterns) == 1:
        return patterns[0]
    middle = len(patterns) // 2
    return _joined(either(patterns[:middle]), either(patterns[middle:]), UNMET)


def both(patterns: Sequence[Pattern]) -> Pattern:
    """Return what tests say that must all be met, asked in this order until one is not."""
    return reduce(lambda left, right: _joined(left, right, MET), patterns)


def opposite(pattern: Pattern) -> Pattern:
    """Return what `not(…)` says; what cannot be asked stays so."""
    swapped = (MET, UNMET, FAULT)
    lines = {
        axis: Pieces(cuts=line.cuts, outcomes=tuple(swapped[one] for one in line.outcomes))
        for axis, line in pattern.lines.items()
    }
    return Pattern(lines=MappingProxyType(lines), sorts=pattern.sorts)


def _pattern(lines: dict[Axis, Pieces], other: int, sorts: frozenset[Sort]) -> Pattern:
    rest = Pieces(outcomes=(other,))
    return Pattern(
        lines=MappingProxyType({axis: lines.get(axis, rest) for axis in AXES}), sorts=sorts
    )


def _joined(left: Pattern, right: Pattern, going_on: int) -> Pattern:
    """Join two patterns: where the left one gives `going_on`, the right one decides."""
    lines = {axis: _merged(left.lines[axis], right.lines[axis], going_on) for axis in AXES}
    return Pattern(lines=MappingProxyType(lines), sorts=left.sorts | right.sorts)


def _merged(left: Pieces, right: Pieces, going_on: int) -> Pieces:
    cuts: list[Cut] = []
    first, second = left.outcomes[0], right.outcomes[0]
    outcomes = [second if first == going_on else first]
    at, to = 0, 0
    while at < len(left.cuts) or to < len(right.cuts):
        from_left = to == len(right.cuts) or (
            at < len(left.cuts) and left.cuts[at] <= right.cuts[to]
        )
        cut = left.cuts[at] if from_left else right.cuts[to]
        if at < len(left.cuts) and left.cuts[at] == cut:
            at += 1
        if to < len(right.cuts) and right.cuts[to] == cut:
            to += 1
        first, second = left.outcomes[at], right.outcomes[to]
        outcome = second if first == going_on else first
        if outcome != outcomes[-1]:
            cuts.append(cut)
            outcomes.append(outcome)
    return Pieces(cuts=tuple(cuts), outcomes=tuple(outcomes))
