"""Condition cells ("unary tests"): `-`, `"a","b"`, `< 10`, `[1..10)`, `not(null)`.

Values inside a cell are expressions of our language; `?` or `cellInput` stands for the value looked
at, for tests that no shorter form says: `len(?) > 3`.
Source: OMG DMN 1.3, 8.3.3 and grammar rules 7-18 of chapter 10.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from engine.errors import Words
from engine.expressions.catalogue import CATALOGUE
from engine.expressions.expression import Expression, compile_expression
from engine.expressions.faults import Fault
from engine.expressions.operations import equal, ordered
from engine.faults import ExpressionFailed, ExpressionRefused

Match: TypeAlias = Callable[[Any, Mapping[str, object]], bool]
MOST_LETTERS: Final = 2_000
CELL_INPUT: Final = "cellInput"
BOUND: Final = r"(?:\"[^\"]*\"|'[^']*'|\([^()]*\)|[^\"'(),\[\]])+?"
INTERVAL: Final = re.compile(
    rf"\s*(?P<open>[\[\](])(?P<low>{BOUND})\.\.(?P<high>{BOUND})(?P<close>[\[\])])\s*(?=,|$)"
)
COMPARISON: Final = re.compile(r"(?P<sign><=|>=|!=|==|<|>|=)(?P<bound>.+)", re.DOTALL)
NEGATION: Final = re.compile(r"not\s*\((?P<tests>.*)\)", re.DOTALL)
TEXT_OR_MARK: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\?", re.DOTALL)
ORDER: Final[Mapping[str, Callable[[Any, Any], bool]]] = MappingProxyType(
    {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
)


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A condition cell ready to run.

    text    as it was written
    names   names of the case that it reads, beside the value looked at
    """

    cell_id: str
    text: str
    names: frozenset[str]
    match: Match = field(repr=False, compare=False)

    def is_met(self, value: object, names: Mapping[str, object]) -> bool:
        """Return whether a value meets the condition.

        Raises   ExpressionFailed naming the cell when the value does not fit it
        """
        try:
            return self.match(value, names)
        except Fault as fault:
            raise ExpressionFailed(expression=self.text, reason=fault.words) from None


def compile_condition(text: str, cell_id: str = "") -> Condition:
    """Return the test that a cell means; an empty cell, like `-`, is met by every value.

    Raises   ExpressionRefused with what cannot be read
    """
    clean = text.strip()
    if len(clean) > MOST_LETTERS:
        reason = Words(
            en=f"it is longer than {MOST_LETTERS} letters", vi=f"dài quá {MOST_LETTERS} ký tự"
        )
        raise ExpressionRefused(expression=clean[:200], reason=reason)
    names: set[str] = set()
    match = _tests(clean, names)
    return Condition(
        cell_id=cell_id, text=clean, names=frozenset(names - {CELL_INPUT}), match=match
    )


def _tests(text: str, names: set[str]) -> Match:
    if text in ("", "-"):
        return lambda value, known: True
    negated = NEGATION.fullmatch(text)
    if negated:
        try:
            inner = _tests(negated["tests"].strip() or "?", names)
            return lambda value, known: not inner(value, known)
        except ExpressionRefused:
            pass  # such as not(a) or not(b): one expression, no negated list
    tests = [_test(part, names) for part in _split(text)]
    if len(tests) == 1:
        return tests[0]
    return lambda value, known: any(test(value, known) for test in tests)


def _split(text: str) -> list[str]:
    """Return the tests between the commas at top level; an interval's brackets need no partner."""
    parts, at = [], 0
    while at <= len(text):
        interval = INTERVAL.match(text, at)
        end = interval.end() if interval else _comma(text, at)
        parts.append(text[at:end].strip())
        at = end + 1
    return parts


def _comma(text: str, at: int) -> int:
    depth = 0
    quote = ""
    for place in range(at, len(text)):
        letter = text[place]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == "," and depth <= 0:
            return place
    return len(text)


def _test(text: str, names: set[str]) -> Match:
    interval = INTERVAL.fullmatch(text)
    if interval:
        return _interval(interval, names)
    comparison = COMPARISON.fullmatch(text)
    if comparison:
        return _comparison(comparison["sign"], _expression(comparison["bound"], names))
    expression = _expression(text, names)
    if CELL_INPUT in expression.names:
        return lambda value, known: bool(_value(expression, {**known, CELL_INPUT: value}))
    return lambda value, known: _same(value, _value(expression, known))


def _interval(found: re.Match[str], names: set[str]) -> Match:
    low = _comparison(">=" if found["open"] == "[" else ">", _expression(found["low"], names))
    high = _comparison("<=" if found["close"] == "]" else "<", _expression(found["high"], names))
    return lambda value, known: low(value, known) and high(value, known)


def _comparison(sign: str, bound: Expression) -> Match:
    if sign in ("=", "=="):
        return lambda value, known: _same(value, _value(bound, known))
    if sign == "!=":
        return lambda value, known: not _same(value, _value(bound, known))
    compare = ORDER[sign]

    def match(value: Any, known: Mapping[str, object]) -> bool:
        limit = _value(bound, known)
        # Nothing is neither smaller nor larger than anything: a blank answer meets no limit.
        return value is not None and limit is not None and ordered(compare, *_alike(value, limit))

    return match


def _expression(text: str, names: set[str]) -> Expression:
    marked = TEXT_OR_MARK.sub(
        lambda found: CELL_INPUT if found[0] == "?" else found[0], text.strip()
    )
    expression = compile_expression(marked)
    names.update(expression.names)
    return expression


def _value(expression: Expression, known: Mapping[str, object]) -> Any:
    return expression.value(known, missing_is_null=True)


def _same(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, list | tuple):
        return equal(value, wanted) or any(equal(value, one) for one in wanted)
    return equal(*_alike(value, wanted))


def _alike(value: Any, wanted: Any) -> tuple[Any, Any]:
    """Return both as dates where a date is wanted: case data keeps dates as text."""
    if isinstance(wanted, date) and isinstance(value, str):
        return CATALOGUE["date"].run(value), wanted
    return value, wanted
