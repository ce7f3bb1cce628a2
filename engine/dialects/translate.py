"""An expression of another tool → one in our language, whatever language it is written in."""

import ast
import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from engine.dialects import trees
from engine.dialects.feel import read_feel
from engine.dialects.juel import read_juel
from engine.dialects.pythonic import read_python
from engine.dialects.variables import Variables
from engine.expressions.faults import Fault

Language: TypeAlias = Literal["juel", "feel", "python", "own"]
_OPENING = re.compile(r"[$#]\{")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Tongue:
    """How a tool writes expressions.

    language           of text that does not tell its language by `${`, `#{`
    counts_from_zero   its loopCounter begins with 0
    """

    language: Language
    counts_from_zero: bool = True


def is_expression(text: str, tongue: Tongue) -> bool:
    """Tell whether a value is reckoned, not taken as it is written."""
    if _OPENING.search(text):
        return True
    if tongue.language == "feel":
        return text.lstrip().startswith("=")
    return tongue.language == "python"


def translate(text: str, tongue: Tongue, variables: Variables) -> str:
    """Return the expression in our language, without a sign before it.

    Raises   Fault with what cannot be said in it
    """
    return trees.written(read_tree(text.strip(), tongue, variables))


def read_tree(text: str, tongue: Tongue, variables: Variables) -> ast.expr:
    """Return the expression as a tree; of a text without expression in it the text.

    Raises   Fault with what cannot be said in our language
    """
    if tongue.language != "python" and _OPENING.search(text):
        return _mixed(text, tongue, variables)
    if tongue.language == "feel":
        return read_feel(text.removeprefix("="), variables)
    if tongue.language == "python":
        return read_python(text, variables)
    return trees.text(text)


def _mixed(text: str, tongue: Tongue, variables: Variables) -> ast.expr:
    """Read `${…}`, or text with such pieces in it, which are joined."""
    parts: list[ast.expr] = []
    at = 0
    while found := _OPENING.search(text, at):
        if found.start() > at:
            parts.append(trees.text(text[at : found.start()]))
        end = _closing(text, found.end())
        inner = text[found.end() : end]
        parts.append(read_juel(inner, variables, tongue.counts_from_zero))
        at = end + 1
    if at < len(text):
        parts.append(trees.text(text[at:]))
    whole, *more = parts
    for part in more:
        whole = trees.reckon(whole, "+", part)
    return whole


def _closing(text: str, at: int) -> int:
    while at < len(text):
        quoted = _QUOTED.match(text, at)
        if quoted:
            at = quoted.end()
        elif text[at] == "}":
            return at
        else:
            at += 1
    raise Fault("a bracket is not closed", "thiếu dấu đóng ngoặc")
