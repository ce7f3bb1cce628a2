"""The languages that cells are written in, and how each text becomes one of our expressions."""

import re
from typing import Final, Literal, TypeAlias

from engine.decisions.feel import translate
from engine.decisions.moments import find_instant
from engine.expressions.expression import Expression, compile_expression
from engine.expressions.faults import Fault
from engine.faults import ExpressionRefused

Language: TypeAlias = Literal["", "feel", "motcua"]
CELL_INPUT: Final = "cellInput"
OURS: Final = frozenset(("motcua", "urn:motcua:expression"))
FEEL: Final = re.compile(
    r"(s-)?feel|https?://www\.omg\.org/spec/(feel/\d{6,8}|dmn/\d{8}/s?-?feel)/?", re.IGNORECASE
)
MARKED: Final = re.compile(
    r"@(?P<day>\"\d{4}-\d\d-\d\d\")|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|(?P<input>\?)", re.DOTALL
)


def find_language(written: str) -> Language | None:
    """Return the language that an expressionLanguage names; None for one that is not read."""
    name = written.strip()
    if not name:
        return ""
    if name.lower() in OURS:
        return "motcua"
    return "feel" if FEEL.fullmatch(name) else None


def compile_text(text: str, language: Language = "") -> Expression:
    """Return the expression that a cell holds; `?` reads the value looked at, as `cellInput`.

    language   "motcua" is our own; "feel" is translated; "" is ours, else FEEL: table editors do
               not write which one is meant, and most short texts are the same in both
    Raises     ExpressionRefused with what cannot be read
    """
    marked = MARKED.sub(_written_out, text.strip())
    if language == "feel":
        return compile_expression(_translated(marked))
    try:
        return compile_expression(marked)
    except ExpressionRefused as refused:
        if language == "motcua":
            raise
        try:
            return compile_expression(translate(marked))
        except (ExpressionRefused, Fault):
            raise refused from None


def compile_result(text: str, language: Language = "") -> Expression:
    """Return the expression of a result; a date and time is kept as text, as case data keeps it.

    Raises   ExpressionRefused with what cannot be read
    """
    try:
        instant = find_instant(text)
    except Fault as fault:
        raise ExpressionRefused(expression=text[:200], reason=fault.words) from None
    if instant:
        return compile_expression(f'"{instant.isoformat()}"')
    return compile_text(text, language)


def _written_out(found: re.Match[str]) -> str:
    if found["day"]:
        return f"date({found['day']})"
    return CELL_INPUT if found["input"] else found[0]


def _translated(text: str) -> str:
    try:
        return translate(text)
    except Fault as fault:
        raise ExpressionRefused(expression=text[:200], reason=fault.words) from None
