"""Regions of values in words, and a value out of them."""

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from engine.decisions.patterns import Axis
from engine.decisions.regions import DAY, End, Region
from engine.errors import Words
from engine.expressions.plain import as_json
from engine.records.values import Json

SINGLES: Final = (
    Words(en="empty", vi="để trống"),
    Words(en="false", vi="sai"),
    Words(en="true", vi="đúng"),
)
ANY: Final[Mapping[Axis, Words]] = MappingProxyType(
    {
        "number": Words(en="any number", vi="số bất kỳ"),
        "text": Words(en="any text", vi="văn bản bất kỳ"),
        "day": Words(en="any date", vi="ngày bất kỳ"),
        "instant": Words(en="any date and time", vi="ngày giờ bất kỳ"),
    }
)
SOME: Final = MappingProxyType(
    {"day": date(2000, 1, 1), "instant": datetime(2000, 1, 1, tzinfo=UTC)}
)
HOUR: Final = timedelta(hours=1)


def in_words(regions: Sequence[Region], every: Sequence[Region]) -> Words:
    """Return some regions of a column in words; `every` are all of them, in the same order."""
    places = {id(one): place for place, one in enumerate(every)}
    runs: list[list[Region]] = []
    for one in sorted(regions, key=lambda one: places[id(one)]):
        last = runs[-1][-1] if runs else None
        if last and last.axis == one.axis and places[id(last)] + 1 == places[id(one)]:
            runs[-1].append(one)
        else:
            runs.append([one])
    words = [part for run in runs for part in _run(run)]
    return Words(
        en=", or ".join(one.en for one in words), vi=", hoặc ".join(one.vi for one in words)
    )


def example_of(region: Region) -> Json:
    """Return a value out of a region, as case data keeps it."""
    low, high = region.low, region.high
    if region.axis == "single":
        return (None, False, True)[low.value] if low else None
    for end in (low, high):
        if end and end.included:
            return _kept(end.value)
    if region.axis == "number":
        return _between(low, high)
    if region.axis == "text":
        return _text_between(low, high)
    if low and high:
        return _kept(low.value + (high.value - low.value) / 2)
    step = HOUR if region.axis == "instant" else DAY
    if low:
        return _kept(low.value + step)
    return _kept(high.value - step if high else SOME[region.axis])


def shown_value(value: Json) -> Words:
    """Return a value as it stands in a sentence."""
    if value is None or isinstance(value, bool):
        return SINGLES[0 if value is None else 2 if value else 1]
    text = f"“{value}”" if isinstance(value, str) else f"{value:g}" if _is_short(value) else value
    return Words(en=str(text), vi=str(text))


def _is_short(value: object) -> bool:
    return isinstance(value, float) and abs(value) < 1e6


def _run(run: Sequence[Region]) -> list[Words]:
    """Return a run of neighbours in words: its two ends, or each by itself."""
    first, last = run[0], run[-1]
    if first.axis == "single":
        return [SINGLES[one.low.value if one.low else 0] for one in run]
    if first.axis == "text" and all(one.low and one.low.included for one in run):
        return [_words("“{}”", "“{}”", one.low.value) for one in run if one.low]
    return [_span(first.axis, first.low, last.high)]


def _span(axis: Axis, low: End | None, high: End | None) -> Words:
    if low and high:
        return _within(low, high)
    if low and low.included:
        return _words("{} or more", "từ {} trở lên", low.value)
    if low:
        return _words("above {}", "trên {}", low.value)
    if high and high.included:
        return _words("{} or less", "từ {} trở xuống", high.value)
    return _words("below {}", "dưới {}", high.value) if high else ANY[axis]


def _within(low: End, high: End) -> Words:
    if low.value == high.value:
        return _words("{}", "{}", low.value)
    if low.included and high.included:
        return _words("from {} to {}", "từ {} đến {}", low.value, high.value)
    above = ("from {}", "từ {}") if low.included else ("above {}", "trên {}")
    below = ("up to {}", "đến {}") if high.included else ("below {}", "dưới {}")
    return _words(f"{above[0]} and {below[0]}", f"{above[1]} và {below[1]}", low.value, high.value)


def _words(en: str, vi: str, *values: Any) -> Words:
    texts = [str(_kept(one)) for one in values]
    return Words(en=en.format(*texts), vi=vi.format(*texts))


def _kept(value: Any) -> Json:
    """Return a point of a line as case data keeps it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return as_json(value)


def _text_between(low: End | None, high: End | None) -> str:
    """Return a text between two that do not belong; what follows a text directly begins with it."""
    start = low.value if low else ""
    longer = (f"{start}{letter}" for letter in ("a", "0", " ", "\0"))
    return next((one for one in longer if high is None or one < high.value), start)


def _between(low: End | None, high: End | None) -> Json:
    """Return a number between two ends that do not belong, a whole one where there is one."""
    if low and high:
        whole = int(math.floor(low.value)) + 1
        return whole if whole < high.value else float(low.value + (high.value - low.value) / 2)
    if low:
        return int(math.floor(low.value)) + 1
    return int(math.ceil(high.value)) - 1 if high else 0
