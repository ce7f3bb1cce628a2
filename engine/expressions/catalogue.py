"""The functions that an expression may call; docs/reference/expressions.md describes them.

None of them reads a clock, a file or anything else outside its arguments, so the same values
give the same answer in production, in a trial run and in a replay.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from engine.expressions.faults import Fault, kinds, shown
from engine.expressions.operations import (
    MOST_ELEMENTS,
    NUMBERS,
    add,
    bounded_number,
    bounded_text,
    equal,
    inside,
    ordered,
)

LOCAL: Final = ZoneInfo("Asia/Ho_Chi_Minh")
PLACES: Final = 12
ROUNDING: Final = Context(prec=60, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, kw_only=True)
class Function:
    """A function of the catalogue: what it runs and how many arguments it takes."""

    run: Callable[..., Any]
    least: int
    most: int


def _length(value: Any) -> int:
    if isinstance(value, str | list | tuple | Mapping):
        return len(value)
    raise _unfit("len", value)


def _values(name: str, given: tuple[Any, ...]) -> list[Any]:
    values = given[0] if len(given) == 1 and isinstance(given[0], list | tuple) else given
    if not values:
        raise Fault(f"{name} of an empty list", f"{name} của danh sách rỗng")
    return list(values)


def _smallest(*given: Any) -> Any:
    values = _values("min", given)
    best = values[0]
    for one in values[1:]:
        best = one if ordered(lambda a, b: a < b, one, best) else best
    return best


def _largest(*given: Any) -> Any:
    values = _values("max", given)
    best = values[0]
    for one in values[1:]:
        best = one if ordered(lambda a, b: a > b, one, best) else best
    return best


def _total(values: Any) -> Any:
    if not isinstance(values, list | tuple):
        raise _unfit("sum", values)
    result: Any = 0
    for one in values:
        result = add(result, _real("sum", one))
    return result


def _magnitude(value: Any) -> Any:
    return abs(_real("abs", value))


def _rounded(value: Any, places: Any = 0) -> Any:
    """Round halves away from zero, as people and fee tables do; Python's own rounds 2.5 to 2."""
    bounded_number(_real("round", value))
    if type(places) is not int or not -PLACES <= places <= PLACES:
        raise _unfit("round", places)
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), context=ROUNDING)
    return int(exact) if places <= 0 else float(exact)


def _floor(value: Any) -> int:
    return int(math.floor(bounded_number(_real("floor", value))))


def _ceiling(value: Any) -> int:
    return int(math.ceil(bounded_number(_real("ceil", value))))


def _lower(value: Any) -> str:
    return bounded_text(_text("lower", value).lower())


def _upper(value: Any) -> str:
    return bounded_text(_text("upper", value).upper())


def _trim(value: Any) -> str:
    return _text("trim", value).strip()


def _contains(whole: Any, part: Any) -> bool:
    return inside(part, whole)


def _starts_with(value: Any, start: Any) -> bool:
    return _text("starts_with", value).startswith(_text("starts_with", start))


def _ends_with(value: Any, end: Any) -> bool:
    return _text("ends_with", value).endswith(_text("ends_with", end))


def _is_blank(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, list | tuple | Mapping) and not value)


def _get(whole: Any, key: Any, otherwise: Any = None) -> Any:
    if whole is None:
        return otherwise
    if not isinstance(whole, Mapping) or not isinstance(key, str):
        raise _unfit("get", whole)
    return whole.get(key, otherwise)


def _count(values: Any, wanted: Any) -> int:
    if not isinstance(values, list | tuple):
        raise _unfit("count", values)
    return sum(equal(one, wanted) for one in values[:MOST_ELEMENTS])


def _number_of(value: Any) -> Any:
    if type(value) in NUMBERS:
        return value
    text = _text("number", value).strip()
    try:
        return bounded_number(int(text) if text.lstrip("+-").isdecimal() else float(text))
    except ValueError:
        raise _unfit("number", value) from None


def _day(value: Any) -> date:
    """Return a date; a date with time and zone is taken as the day it is in Viet Nam."""
    if isinstance(value, datetime):
        return value.astimezone(LOCAL).date() if value.tzinfo else value.date()
    if isinstance(value, date):
        return value
    text = _text("date", value)
    try:
        return date.fromisoformat(text) if len(text) == len("2026-01-01") else _day(_instant(text))
    except ValueError:
        raise _unfit("date", value) from None


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _days_between(start: Any, end: Any) -> int:
    return (_day(end) - _day(start)).days


def _years_between(start: Any, end: Any) -> int:
    """Return completed years, as an age is counted; a birthday on 29 February comes on 1 March."""
    first, last = _day(start), _day(end)
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def _year(value: Any) -> int:
    return _day(value).year


def _month(value: Any) -> int:
    return _day(value).month


def _real(name: str, value: Any) -> Any:
    if type(value) in NUMBERS:
        return value
    raise _unfit(name, value)


def _text(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    raise _unfit(name, value)


def _unfit(name: str, value: Any) -> Fault:
    (en, vi), text = kinds(value), shown(value)
    return Fault(
        f"{name} cannot work with {text} ({en})", f"{name} không dùng được với {text} ({vi})"
    )


CATALOGUE: Final[Mapping[str, Function]] = MappingProxyType(
    {
        "len": Function(run=_length, least=1, most=1),
        "min": Function(run=_smallest, least=1, most=20),
        "max": Function(run=_largest, least=1, most=20),
        "abs": Function(run=_magnitude, least=1, most=1),
        "round": Function(run=_rounded, least=1, most=2),
        "floor": Function(run=_floor, least=1, most=1),
        "ceil": Function(run=_ceiling, least=1, most=1),
        "sum": Function(run=_total, least=1, most=1),
        "count": Function(run=_count, least=2, most=2),
        "lower": Function(run=_lower, least=1, most=1),
        "upper": Function(run=_upper, least=1, most=1),
        "trim": Function(run=_trim, least=1, most=1),
        "contains": Function(run=_contains, least=2, most=2),
        "starts_with": Function(run=_starts_with, least=2, most=2),
        "ends_with": Function(run=_ends_with, least=2, most=2),
        "is_blank": Function(run=_is_blank, least=1, most=1),
        "get": Function(run=_get, least=2, most=3),
        "number": Function(run=_number_of, least=1, most=1),
        "date": Function(run=_day, least=1, most=1),
        "days_between": Function(run=_days_between, least=2, most=2),
        "years_between": Function(run=_years_between, least=2, most=2),
        "year": Function(run=_year, least=1, most=1),
        "month": Function(run=_month, least=1, most=1),
    }
)
