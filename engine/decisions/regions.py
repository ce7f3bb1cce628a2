"""The values of a column in regions that all its cells treat alike.

Only values that can occur count: those that the file allows, and that the caller knows of from
forms. Between two whole numbers or days that follow each other there is nothing.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final

from engine.decisions.cells import Condition, compile_condition
from engine.decisions.column import Line, build_column
from engine.decisions.decision import Decision, Input
from engine.decisions.kinds import Kind
from engine.decisions.patterns import AXES, Axis, Pattern, Sort, always, atom, both, either
from engine.records.values import Json

MET_BOTH: Final = 0b11
DAY: Final = timedelta(days=1)
SORTS: Final[Mapping[Kind, Sort]] = MappingProxyType(
    {
        "text": "text",
        "number": "number",
        "whole": "number",
        "truth": "truth",
        "day": "day",
        "instant": "instant",
    }
)


@dataclass(frozen=True, kw_only=True)
class Domain:
    """What is known of the values of a name.

    values         all that there are; None when they are not known one by one
    least, most    limits of a number, both included
    whole          a whole number
    """

    values: tuple[Json, ...] | None = None
    least: float | None = None
    most: float | None = None
    whole: bool = False


@dataclass(frozen=True, kw_only=True)
class End:
    """Where a region ends: at a value, which belongs to it or not."""

    value: Any
    included: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class Region:
    """Values that each cell of a column treats alike: a point, or what lies between two.

    low, high   its ends; None where it has none
    met         rules whose cell is met there, as bits
    maybe       those, and the rules whose cell nobody can tell beforehand
    likely      of the sort that the column is about; not to cover it is a gap
    """

    axis: Axis
    low: End | None
    high: End | None
    met: int
    maybe: int
    likely: bool


@dataclass(frozen=True, kw_only=True)
class Side:
    """A column in regions, or several columns that look at the same.

    text    of the expression that is looked at
    whole   only whole numbers occur
    """

    label: str
    text: str
    regions: tuple[Region, ...]
    whole: bool


def sides_of(decision: Decision, domains: Mapping[str, Domain]) -> tuple[Side, ...]:
    """Return the columns of a decision in regions; those that look at the same become one.

    domains   what is known of values, by the text of an input's expression
    """
    alike: dict[str, list[int]] = {}
    for number, one in enumerate(decision.inputs):
        alike.setdefault(one.expression.text, []).append(number)
    return tuple(
        _side(decision, numbers, domains.get(text, Domain())) for text, numbers in alike.items()
    )


def _side(decision: Decision, numbers: Sequence[int], domain: Domain) -> Side:
    inputs = [decision.inputs[number] for number in numbers]
    cells = [_joined([rule.conditions[one] for one in numbers]) for rule in decision.rules]
    allowed = [one.allowed for one in inputs if one.allowed]
    limits = [_rule("\0allowed", _all_of(allowed)), _rule("\0domain", _limits(domain))]
    whole = domain.whole or any(one.kind == "whole" for one in inputs)
    sorts = _sorts([*cells, *allowed, limits[1]], inputs)
    return Side(
        label=inputs[0].label,
        text=inputs[0].expression.text,
        regions=tuple(_regions(cells, limits, sorts, whole)),
        whole=whole,
    )


def _regions(
    cells: Sequence[Condition], limits: Sequence[Condition], sorts: frozenset[Sort], whole: bool
) -> Iterator[Region]:
    count = len(cells)
    column = build_column([*cells, *limits])
    every = (1 << count) - 1
    slow = column.slow & every
    for axis in AXES:
        line = column.lines[axis]
        for place, low, high in _places(axis, line, whole):
            # A limit that cannot be told beforehand limits nothing.
            met = line.met[place] | column.slow & ~every
            # What is not there at all is never outside of the limits.
            is_null = axis == "single" and low is not None and low.value == 0
            if not is_null and met >> count != MET_BOTH:
                continue
            yield Region(
                axis=axis,
                low=low,
                high=high,
                met=met & every,
                maybe=met & every | slow,
                likely=_is_likely(axis, low, sorts, line),
            )


def _places(axis: Axis, line: Line, whole: bool) -> Iterator[tuple[int, End | None, End | None]]:
    """Yield the places of a line at which there is a value, with their ends."""
    if axis == "single":
        for value in range(3):
            end = End(value=value, included=True)
            yield line.at(value), end, end
        return
    step = DAY if axis == "day" else 1 if axis == "number" and whole else None
    for place in range(2 * len(line.points) + 1):
        number, is_point = divmod(place, 2)
        if is_point:
            end = End(value=line.points[number], included=True)
            if axis != "number" or not whole or float(end.value).is_integer():
                yield place, end, end
            continue
        low = End(value=line.points[number - 1], included=False) if number else None
        high = End(value=line.points[number], included=False) if number < len(line.points) else None
        ends = _stepped(low, high, step) if step else (low, high)
        if ends:
            yield place, *ends


def _stepped(low: End | None, high: End | None, step: Any) -> tuple[End | None, End | None] | None:
    """Return the ends on the first and last step inside; None when there is no step inside."""
    first = End(value=_floor(low.value) + step, included=True) if low else None
    last = End(value=_ceil(high.value) - step, included=True) if high else None
    return None if first and last and first.value > last.value else (first, last)


def _floor(value: Any) -> Any:
    return math.floor(value) if isinstance(value, float) else value


def _ceil(value: Any) -> Any:
    return math.ceil(value) if isinstance(value, float) else value


def _is_likely(axis: Axis, low: End | None, sorts: frozenset[Sort], line: Line) -> bool:
    if axis == "single":
        return ("null" if low is None or low.value == 0 else "truth") in sorts
    if axis not in sorts:
        return False
    # Of texts only those that are written somewhere are looked at: there is always another one.
    return axis != "text" or not line.points or (low is not None and low.included)


def _sorts(cells: Sequence[Condition], inputs: Sequence[Input]) -> frozenset[Sort]:
    found: set[Sort] = set()
    for cell in cells:
        found |= cell.pattern.sorts if cell.pattern else set()
    if not found - {"null"}:
        kind = next((one.kind for one in inputs if one.kind), None)
        found.add(SORTS[kind] if kind else "text")
    return frozenset(found)


def _limits(domain: Domain) -> Pattern | None:
    if domain.values:
        points = [atom("=", one) for one in domain.values]
        known = [one for one in points if one]
        return either(known) if len(known) == len(points) else None
    limits = [
        atom(sign, limit)
        for sign, limit in ((">=", domain.least), ("<=", domain.most))
        if limit is not None
    ]
    return both([one for one in limits if one]) if limits else None


def _all_of(cells: Sequence[Condition]) -> Pattern | None:
    patterns = [one.pattern for one in cells if one.pattern]
    return both(patterns) if patterns and len(patterns) == len(cells) else None


def _rule(name: str, pattern: Pattern | None) -> Condition:
    """Return a further rule of the column, met by the values that can occur."""
    return replace(compile_condition("-"), text=name, pattern=pattern or always())


def _joined(cells: Sequence[Condition]) -> Condition:
    if len(cells) == 1:
        return cells[0]
    return replace(cells[0], text="\0".join(one.text for one in cells), pattern=_all_of(cells))
