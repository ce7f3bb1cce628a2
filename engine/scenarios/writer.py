"""A Scenario → its file, byte for byte the same each time; the reader gives the same back.

TOML 1.0.0 (toml.io/en/v1.0.0) has no null: an answer that is None is left out.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from engine.records.scenarios import Expected, Move, Scenario
from engine.scenarios.reader import ACTS

_WIDTH: Final = 100
_KEPT: Final = (
    *("to", "label", "day", "reason", "basis", "at", "due", "case_due", "legal_due", "clock"),
    *("letters", "refused", "result", "error", "error_code"),
)
_BARE: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


def write_scenario(scenario: Scenario) -> bytes:
    """Return the file of a scenario."""
    return "\n".join(_lines(scenario)).encode() + b"\n"


def _lines(scenario: Scenario) -> Iterator[str]:
    title = {"vi": scenario.title.vi, "en": scenario.title.en}
    yield f"title = {_value(title)}"
    yield f"start_at = {scenario.start_at.isoformat()}"
    yield f"channel = {_value(scenario.channel)}"
    if scenario.begins is not None:
        yield f"begins = {_value(scenario.begins)}"
    for key, table in (("offices", scenario.offices), ("choices", scenario.choices)):
        if table:
            yield f"{key} = {_value(table)}"
    if not scenario.moves:
        yield "step = []"
    if scenario.answers:
        yield from ("", "[answers]", *_pairs(scenario.answers))
    for move in scenario.moves:
        yield from ("", "[[step]]", *_move(move))
    yield from ("", "[expect]", *_expected(scenario.expected))


def _move(move: Move) -> Iterator[str]:
    yield f"do = {_value(move.act)}"
    about = {ACTS[move.act]: move.target} if ACTS[move.act] else {}
    yield from _pairs({**about, **{key: getattr(move, key) for key in _KEPT}})
    if not move.answers:
        return
    short = f"answers = {_value(move.answers)}"
    if len(short) <= _WIDTH:
        yield short
    else:
        yield from ("", "[step.answers]", *_pairs(move.answers))


def _expected(expected: Expected) -> Iterator[str]:
    yield from _pairs({"ending": expected.ending, "status": expected.status})
    if expected.due is not None:
        yield f"due = {expected.due.isoformat()}"
    for key, elements in (("path", expected.path), ("avoid", expected.avoid)):
        if elements:
            yield f"{key} = {_value(elements)}"
    if expected.names:
        yield f"names = {_value(expected.names)}"
    yield from _pairs({"letters": expected.letters})


def _pairs(table: Mapping[str, object]) -> Iterator[str]:
    return (f"{_key(key)} = {_value(one)}" for key, one in table.items() if one is not None)


def _key(key: str) -> str:
    return key if key and set(key) <= _BARE else _text(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        inner = ", ".join(_pairs(value))
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(one) for one in value if one is not None)}]"
    return repr(value)


def _text(text: str) -> str:
    """Return a basic string; JSON writes the same escapes, but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
