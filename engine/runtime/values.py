"""What case data can hold, so that any state can be saved and read again byte for byte.

Scripts, tables, expressions and connectors can give more than JSON has, or more than the database
and the JSON writer take.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from math import isfinite

from engine.errors import Words
from engine.faults import ElementError
from engine.records.values import Json

# Bounds of the JSON writer: 64-bit numbers and 254 levels, some of which the state itself needs.
LEAST, MOST = -(2**63), 2**63 - 1
DEEPEST = 100
OWN_NAMES = frozenset(("dossier",))


class _Unfit(Exception):
    """A value that cannot be kept, and why."""

    def __init__(self, en: str, vi: str) -> None:
        super().__init__(en)
        self.words = Words(en=en, vi=vi)


def keep(element: str, name: str, value: object) -> Json:
    """Return the value as it is kept: a date as text, a tuple as a list.

    element, name   what is told when it cannot be kept
    Raises          ElementError
    """
    try:
        return _plain(value, 0)
    except _Unfit as unfit:
        reason = Words(
            en=f"{name} cannot be kept: {unfit.words.en}",
            vi=f"không lưu được {name}: {unfit.words.vi}",
        )
        raise ElementError(element=element, reason=reason) from None


def keep_all(element: str, values: Mapping[str, object]) -> dict[str, Json]:
    """Return values by name as they are kept. Raises ElementError, also for the name dossier."""
    taken = OWN_NAMES & values.keys()
    if taken:
        reason = Words(
            en=f"{min(taken)} belongs to the case itself and cannot be written",
            vi=f"{min(taken)} là của chính hồ sơ, không được ghi",
        )
        raise ElementError(element=element, reason=reason)
    return {name: keep(element, name, values[name]) for name in sorted(values)}


def _plain(value: object, depth: int) -> Json:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int | float | Decimal):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    if depth >= DEEPEST:
        raise _Unfit("it is nested too deeply", "lồng nhau quá sâu")
    if isinstance(value, list | tuple):
        return [_plain(one, depth + 1) for one in value]
    if isinstance(value, Mapping):
        # In the order in which log and state keep them: what is carried out again sees the same.
        named = {_text(str(key)): one for key, one in value.items()}
        return {key: _plain(named[key], depth + 1) for key in sorted(named)}
    kind = type(value).__name__
    raise _Unfit(f"it is no plain value ({kind})", f"không phải giá trị đơn giản ({kind})")


def _text(value: str) -> str:
    # PostgreSQL has no place for the character 0, and UTF-8 none for half of a surrogate pair.
    if "\0" in value or not value.isascii() and any("\ud800" <= one <= "\udfff" for one in value):
        raise _Unfit("a text holds letters that do not exist", "văn bản có ký tự không tồn tại")
    return value


def _number(value: float | Decimal) -> int | float:
    if isinstance(value, Decimal):
        whole = value.is_finite() and value == value.to_integral_value()
        value = int(value) if whole else float(value)
    if isinstance(value, int) and not LEAST <= value <= MOST:
        raise _Unfit("a number is too large", "số quá lớn")
    if not isfinite(value):
        raise _Unfit("it is no number", "không phải số")
    return value
