"""Conditions, due dates and decision cells: short texts over the data of a case.

Python-like syntax over an allow-list (docs/reference/expressions.md): no attributes, no calls but
the catalogue's, every operator bounded, nothing that reads a clock. Why an own language: ADR 0003.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from engine.errors import Words
from engine.expressions.build import Run, build
from engine.expressions.faults import Fault
from engine.expressions.parse import names_of, parse
from engine.expressions.plain import as_json
from engine.faults import ExpressionFailed, ExpressionRefused
from engine.records.values import Json


@dataclass(frozen=True, kw_only=True)
class Expression:
    """An expression ready to run, equal to any other of the same text.

    text    as it was written
    names   the top-level names it reads
    """

    text: str
    names: frozenset[str]
    run: Run = field(repr=False, compare=False)

    def value(self, names: Mapping[str, object], *, missing_is_null: bool = False) -> object:
        """Return what the expression gives for these names.

        missing_is_null   names that are not there read as null instead of failing
        Raises            ExpressionFailed naming what is missing or does not fit together
        """
        if missing_is_null:
            names = {name: names.get(name) for name in self.names}
        try:
            return self.run(names)
        except Fault as fault:
            reason = fault.words
        except RecursionError:
            reason = Words(en="the values are nested too deeply", vi="giá trị lồng nhau quá sâu")
        except ArithmeticError:
            reason = Words(en="a number cannot be reckoned with", vi="có số không tính được")
        raise ExpressionFailed(expression=self.text, reason=reason)

    def json_value(self, names: Mapping[str, object], *, missing_is_null: bool = False) -> Json:
        """Return the value as case data keeps it: a date as text, a constant list as a list.

        Raises   ExpressionFailed as `value` does, and for a value that cannot be kept
        """
        value = self.value(names, missing_is_null=missing_is_null)
        try:
            return as_json(value)
        except Fault as fault:
            raise ExpressionFailed(expression=self.text, reason=fault.words) from None


@lru_cache(maxsize=8192)
def compile_expression(text: str) -> Expression:
    """Return the expression that a text means; with or without `=` before it.

    Raises   ExpressionRefused with what is not allowed, or where the text cannot be read
    """
    try:
        tree = parse(text)
    except Fault as fault:
        raise ExpressionRefused(expression=text[:200], reason=fault.words) from None
    return Expression(text=text, names=names_of(tree), run=build(tree))
