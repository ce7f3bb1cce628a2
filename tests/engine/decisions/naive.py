"""A second opinion: cells as plain Python, asked rule by rule without any index."""

import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from hypothesis import strategies as st

Test: TypeAlias = Callable[[Any], bool]
ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
LIMIT = 3  # what the name `tran` holds
NUMBERS = st.integers(0, 6) | st.sampled_from([1.5, 2.0])
TEXTS = st.sampled_from(["a", "b", "c"])
DAYS = st.sampled_from([date(2026, 1, 1), date(2026, 1, 2), date(2026, 2, 1)])
CONSTANTS = NUMBERS | TEXTS | DAYS | st.booleans() | st.none()
VALUES = CONSTANTS.map(lambda one: one.isoformat() if isinstance(one, date) else one) | st.just([1])


class Unfit(Exception):
    """A value that a cell cannot be asked of."""


@dataclass(frozen=True)
class Cell:
    """A cell as it is written, and what it means."""

    text: str
    test: Test


def written(constant: object) -> str:
    """Return a constant as it stands in a cell."""
    if isinstance(constant, date):
        return f'date("{constant.isoformat()}")'
    words = {None: "null", True: "true", False: "false"}
    if constant is None or isinstance(constant, bool):
        return words[constant]
    return f'"{constant}"' if isinstance(constant, str) else str(constant)


def as_day(value: Any, constant: object) -> Any:
    """Return a text as the date it names where a date is wanted."""
    if not isinstance(constant, date) or not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Unfit from None


def same(value: Any, constant: Any) -> bool:
    """Return whether a value is a constant; true is no 1."""
    value = as_day(value, constant)
    return bool(value == constant and isinstance(value, bool) == isinstance(constant, bool))


def compared(sign: str, value: Any, constant: Any) -> bool:
    """Return what a comparison says."""
    value = as_day(value, constant)
    if value is None or constant is None:
        return False
    kinds = [(int, float) if type(one) in (int, float) else type(one) for one in (value, constant)]
    if kinds[0] != kinds[1] or isinstance(value, bool | list):
        raise Unfit
    return ORDER[sign](value, constant)


def equals(constant: Any) -> Cell:
    """Return the cell of a value alone."""
    return Cell(written(constant), lambda value: same(value, constant))


def comparison(sign: str, constant: Any) -> Cell:
    """Return the cell of a comparison."""
    return Cell(f"{sign} {written(constant)}", lambda value: compared(sign, value, constant))


def interval(brackets: str, low: Any, high: Any) -> Cell:
    """Return the cell of an interval."""
    above = ">=" if brackets[0] == "[" else ">"
    below = "<=" if brackets[1] == "]" else "<"
    return Cell(
        f"{brackets[0]}{written(low)}..{written(high)}{brackets[1]}",
        lambda value: compared(above, value, low) and compared(below, value, high),
    )


def listed(cells: Sequence[Cell], negated: bool) -> Cell:
    """Return the cell of several tests, or of none of them."""
    text = ", ".join(one.text for one in cells)
    if negated:
        return Cell(f"not({text})", lambda value: not any(one.test(value) for one in cells))
    return Cell(text, lambda value: any(one.test(value) for one in cells))


ATOMS = (
    CONSTANTS.map(equals)
    | st.builds(comparison, st.sampled_from(sorted(ORDER)), CONSTANTS)
    | st.builds(interval, st.sampled_from(["[]", "(]", "[)", "()", "][", "]]"]), NUMBERS, NUMBERS)
    | st.builds(interval, st.sampled_from(["[]", "()"]), DAYS, DAYS)
)
ANY = Cell("-", lambda value: True)
SLOW = Cell("<= tran", lambda value: compared("<=", value, LIMIT))
LISTS = st.lists(ATOMS, min_size=1, max_size=3)
CELLS = st.builds(listed, LISTS, st.booleans()) | st.sampled_from([ANY, SLOW])


def matching(rows: Sequence[Sequence[Cell]], values: Sequence[Any]) -> list[int] | None:
    """Return the numbers of the rules that match; None when one cannot be asked."""
    try:
        return [
            number
            for number, row in enumerate(rows)
            if all(cell.test(value) for cell, value in zip(row, values, strict=True))
        ]
    except Unfit:
        return None
