"""Attributes that are a text, or an expression that gives one."""

from collections.abc import Mapping

from engine.expressions.expression import Expression, compile_expression
from engine.records.values import Json


def reckon(text: str | None) -> Expression | str | None:
    """Return an expression for text that begins with "=", other text as it is."""
    if text and text.startswith("="):
        return compile_expression(text)
    return text


def given(text: Expression | str | None, names: Mapping[str, Json]) -> object:
    """Return the value of what `reckon` gave."""
    if isinstance(text, Expression):
        return text.value(names, missing_is_null=True)
    return text
