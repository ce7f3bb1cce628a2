"""Condition cells ("unary tests"): `-`, `"a","b"`, `< 10`, `[1..10)`, `not(null)`.

Values inside a cell are expressions of our language, or FEEL where the file says so; `?` or
`cellInput` stands for the value looked at, for tests that no shorter form says: `len(?) > 3`.
Source: OMG DMN 1.3, 8.3.3 and grammar rules 7-18 of chapter 10.
"""

import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from engine.decisions.languages import CELL_INPUT, Language, compile_text
from engine.decisions.moments import alike, find_instant
from engine.decisions.patterns import Pattern, always, atom, both, either, opposite
from engine.decisions.splitting import INTERVAL, split_tests
from engine.errors import Words
from engine.expressions.expression import Expression
from engine.expressions.faults import Fault
from engine.expressions.operations import equal, ordered
from engine.faults import ExpressionFailed, ExpressionRefused

Match: TypeAlias = Callable[[Any, Mapping[str, object]], bool]
MOST_LETTERS: Final = 2_000
COMPARISON: Final = re.compile(r"(?P<sign><=|>=|!=|==|<|>|=)(?P<bound>.+)", re.DOTALL)
NEGATION: Final = re.compile(r"not\s*\((?P<tests>.*)\)", re.DOTALL)
ORDER: Final[Mapping[str, Callable[[Any, Any], bool]]] = MappingProxyType(
    {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
)


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A condition cell ready to run.

    text      as it was written
    names     names of the case that it reads, beside the value looked at
    pattern   what it says of every value; None when that depends on more than the value
    """

    text: str
    names: frozenset[str]
    match: Match = field(repr=False, compare=False)
    pattern: Pattern | None = field(default=None, repr=False, compare=False)
    cell_id: str = ""

    def is_met(self, value: object, names: Mapping[str, object]) -> bool:
        """Return whether a value meets the condition.

        Raises   ExpressionFailed naming the cell when the value does not fit it
        """
        try:
            return self.match(value, names)
        except Fault as fault:
            raise ExpressionFailed(expression=self.text, reason=fault.words) from None


@dataclass(frozen=True, kw_only=True)
class Test:
    """A part of a cell: how to ask it, and what it says of every value."""

    match: Match
    pattern: Pattern | None


@dataclass(frozen=True, kw_only=True)
class Bound:
    """What a value is compared with: a constant, or an expression over names."""

    expression: Expression | None
    constant: Any = None

    def value(self, known: Mapping[str, object]) -> Any:
        """Return it."""
        if self.expression is None:
            return self.constant
        return self.expression.value(known, missing_is_null=True)


@dataclass(frozen=True, kw_only=True)
class _Cell:
    """What is known while a cell is compiled."""

    language: Language
    names: set[str] = field(default_factory=set)

    def bound(self, text: str) -> Bound:
        """Return what is written as the limit of a comparison or as a value."""
        try:
            instant = find_instant(text)
        except Fault as fault:
            raise ExpressionRefused(expression=text[:200], reason=fault.words) from None
        if instant:
            return Bound(expression=None, constant=instant)
        expression = compile_text(text, self.language)
        self.names.update(expression.names)
        if expression.names:
            return Bound(expression=expression)
        try:
            return Bound(expression=None, constant=expression.value({}))
        except ExpressionFailed as failed:
            raise ExpressionRefused(expression=text[:200], reason=failed.values["reason"]) from None


def compile_condition(text: str, language: Language = "") -> Condition:
    """Return the test that a cell means; an empty cell, like `-`, is met by every value.

    Raises   ExpressionRefused with what cannot be read
    """
    clean = text.strip()
    if len(clean) > MOST_LETTERS:
        reason = Words(
            en=f"it is longer than {MOST_LETTERS} letters", vi=f"dài quá {MOST_LETTERS} ký tự"
        )
        raise ExpressionRefused(expression=clean[:200], reason=reason)
    cell = _Cell(language=language)
    test = _tests(clean, cell)
    return Condition(
        text=clean,
        names=frozenset(cell.names - {CELL_INPUT}),
        match=test.match,
        pattern=test.pattern,
    )


def _tests(text: str, cell: _Cell) -> Test:
    if text in ("", "-"):
        return Test(match=lambda value, known: True, pattern=always())
    negated = NEGATION.fullmatch(text)
    if negated:
        names = set(cell.names)
        try:
            return _negated(_tests(negated["tests"].strip() or "?", cell))
        except ExpressionRefused:
            # Such as not(a) or not(b): one expression, no negated list.
            cell.names.intersection_update(names)
    tests = [_test(part, cell) for part in split_tests(text)]
    if len(tests) == 1:
        return tests[0]
    matches = [test.match for test in tests]
    return Test(
        match=lambda value, known: any(match(value, known) for match in matches),
        pattern=_of_all(tests, either),
    )


def _negated(inner: Test) -> Test:
    match = inner.match
    return Test(
        match=lambda value, known: not match(value, known),
        pattern=opposite(inner.pattern) if inner.pattern else None,
    )


def _of_all(tests: Sequence[Test], join: Callable[[Sequence[Pattern]], Pattern]) -> Pattern | None:
    patterns = [test.pattern for test in tests if test.pattern]
    return join(patterns) if len(patterns) == len(tests) else None


def _test(text: str, cell: _Cell) -> Test:
    interval = INTERVAL.fullmatch(text)
    if interval:
        return _interval(interval, cell)
    comparison = COMPARISON.fullmatch(text)
    if comparison:
        return _comparison(comparison["sign"], cell.bound(comparison["bound"]))
    bound = cell.bound(text)
    expression = bound.expression
    if expression and CELL_INPUT in expression.names:
        return Test(
            match=lambda value, known: bool(
                expression.value({**known, CELL_INPUT: value}, missing_is_null=True)
            ),
            pattern=None,
        )
    return _comparison("=", bound)


def _interval(found: re.Match[str], cell: _Cell) -> Test:
    low = _comparison(">=" if found["open"] == "[" else ">", cell.bound(found["low"]))
    high = _comparison("<=" if found["close"] == "]" else "<", cell.bound(found["high"]))
    above, below = low.match, high.match
    return Test(
        match=lambda value, known: above(value, known) and below(value, known),
        pattern=_of_all([low, high], both),
    )


def _comparison(sign: str, bound: Bound) -> Test:
    plain = "=" if sign == "==" else sign
    pattern = None if bound.expression else atom(plain, bound.constant)
    if plain in ("=", "!="):
        wanted = plain == "="
        return Test(
            match=lambda value, known: _same(value, bound.value(known)) is wanted, pattern=pattern
        )
    compare = ORDER[plain]

    def match(value: Any, known: Mapping[str, object]) -> bool:
        limit = bound.value(known)
        # Nothing is neither smaller nor larger than anything: a blank answer meets no limit.
        return value is not None and limit is not None and ordered(compare, *alike(value, limit))

    return Test(match=match, pattern=pattern)


def _same(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, list | tuple):
        return equal(value, wanted) or any(equal(value, one) for one in wanted)
    return equal(*alike(value, wanted))
