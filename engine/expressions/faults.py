"""What goes wrong inside an expression, before it is known which expression it was."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from engine.errors import Words

LETTERS: Final = 60
KINDS: Final[Mapping[type, tuple[str, str]]] = MappingProxyType(
    {
        type(None): ("null", "null"),
        bool: ("true/false", "giá trị đúng/sai"),
        int: ("a number", "số"),
        float: ("a number", "số"),
        Decimal: ("a number", "số"),
        str: ("text", "văn bản"),
        list: ("a list", "danh sách"),
        tuple: ("a list", "danh sách"),
        dict: ("a group of values", "nhóm giá trị"),
        date: ("a date", "ngày"),
    }
)


class Fault(Exception):
    """A reason in both languages; the public functions put the expression's text beside it."""

    def __init__(self, en: str, vi: str) -> None:
        super().__init__(en)
        self.words = Words(en=en, vi=vi)


def shown(value: object) -> str:
    """Return a value as text short enough for a sentence; long and deep values only by kind."""
    if not isinstance(value, str | int | float | None) or (
        type(value) is int and abs(value) > 1e30
    ):
        return kinds(value)[0]
    text = repr(value[:LETTERS] if isinstance(value, str) else value)
    return text if len(text) <= LETTERS else text[: LETTERS - 1] + "…"


def kinds(value: object) -> tuple[str, str]:
    """Return what kind of value this is, in English and in Vietnamese."""
    name = type(value).__name__
    return KINDS.get(type(value), (name, name))
