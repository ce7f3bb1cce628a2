"""The kinds of values that a column may hold, by the type that DMN gives it.

Source: OMG DMN 1.4, 10.3.2.3 (types of FEEL) and 7.3.3 (item definitions); `integer`, `long` and
`double` are what dmn-js offers besides.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from engine.decisions.moments import day_of, instant_of
from engine.errors import Words
from engine.expressions.faults import Fault
from engine.expressions.operations import NUMBERS
from engine.records.values import Json

Kind: TypeAlias = Literal["text", "number", "whole", "truth", "day", "instant"]
DAY_LETTERS: Final = len("2026-01-01")
TYPES: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "string": "text",
        "number": "number",
        "decimal": "number",
        "double": "number",
        "float": "number",
        "integer": "whole",
        "long": "whole",
        "boolean": "truth",
        "date": "day",
        "datetime": "instant",
        "date and time": "instant",
        "dateandtime": "instant",
    }
)
NAMES: Final[Mapping[Kind, Words]] = MappingProxyType(
    {
        "text": Words(en="text", vi="văn bản"),
        "number": Words(en="a number", vi="số"),
        "whole": Words(en="a whole number", vi="số nguyên"),
        "truth": Words(en="true or false", vi="đúng hoặc sai"),
        "day": Words(en="a date", vi="ngày"),
        "instant": Words(en="a date and time", vi="ngày giờ"),
    }
)


def find_kind(type_name: str) -> Kind | None:
    """Return the kind that a typeRef names; None for Any and for types not checked."""
    return TYPES.get(type_name.rpartition(":")[2].strip().lower())


def fits(value: Json, kind: Kind) -> bool:
    """Return whether a value as case data keeps it is of a kind; null fits each."""
    return value is None or FITTING[kind](value)


def _is_number(value: Json) -> bool:
    return type(value) in NUMBERS


def _is_whole(value: Json) -> bool:
    return type(value) is int or (isinstance(value, float) and value.is_integer())


def _is_day(value: Json) -> bool:
    return isinstance(value, str) and len(value) == DAY_LETTERS and _is_read(day_of, value)


def _is_instant(value: Json) -> bool:
    return isinstance(value, str) and len(value) > DAY_LETTERS and _is_read(instant_of, value)


def _is_read(read: Callable[[str], object], value: str) -> bool:
    try:
        read(value)
    except Fault:
        return False
    return True


FITTING: Final[Mapping[Kind, Callable[[Json], bool]]] = MappingProxyType(
    {
        "text": lambda value: isinstance(value, str),
        "number": _is_number,
        "whole": _is_whole,
        "truth": lambda value: isinstance(value, bool),
        "day": _is_day,
        "instant": _is_instant,
    }
)
