"""Pieces of an expression in our language, and the text they make.

The language is a part of Python's, so the pieces are Python's syntax trees (expressions/parse.py).
"""

import ast
from collections.abc import Mapping
from types import MappingProxyType

from engine.expressions.expression import compile_expression
from engine.expressions.faults import Fault
from engine.faults import ExpressionRefused

NULL, TRUE, FALSE = "null", "true", "false"
_COMPARES: Mapping[str, type[ast.cmpop]] = MappingProxyType(
    {
        "==": ast.Eq,
        "!=": ast.NotEq,
        "<": ast.Lt,
        "<=": ast.LtE,
        ">": ast.Gt,
        ">=": ast.GtE,
        "in": ast.In,
        "not in": ast.NotIn,
    }
)
_RECKONS: Mapping[str, type[ast.operator]] = MappingProxyType(
    {"+": ast.Add, "-": ast.Sub, "*": ast.Mult, "/": ast.Div, "%": ast.Mod}
)


def word(name: str) -> ast.expr:
    """Return a name, or one of the words null, true, false."""
    return ast.Name(id=name, ctx=ast.Load())


def text(value: str) -> ast.expr:
    """Return a text."""
    return ast.Constant(value=value)


def number(written: str) -> ast.expr:
    """Return a number. Raises Fault for one too large to be kept."""
    value = int(written) if written.isdecimal() else float(written)
    if abs(value) > 1e30:
        raise Fault("a number is too large", "có số quá lớn")
    return ast.Constant(value=value)


def compare(left: ast.expr, sign: str, right: ast.expr) -> ast.expr:
    """Return a comparison; with null it asks whether the value is there."""
    if sign in ("==", "!=") and _is_null(right):
        kind: ast.cmpop = ast.Is() if sign == "==" else ast.IsNot()
        return ast.Compare(left=left, ops=[kind], comparators=[right])
    return ast.Compare(left=left, ops=[_COMPARES[sign]()], comparators=[right])


def reckon(left: ast.expr, sign: str, right: ast.expr) -> ast.expr:
    """Return a sum, difference, product, quotient or remainder."""
    return ast.BinOp(left=left, op=_RECKONS[sign](), right=right)


def every(parts: list[ast.expr]) -> ast.expr:
    """Return that all parts hold."""
    return parts[0] if len(parts) == 1 else ast.BoolOp(op=ast.And(), values=parts)


def some(parts: list[ast.expr]) -> ast.expr:
    """Return that at least one part holds."""
    return parts[0] if len(parts) == 1 else ast.BoolOp(op=ast.Or(), values=parts)


def negate(part: ast.expr) -> ast.expr:
    """Return that the part does not hold."""
    return ast.UnaryOp(op=ast.Not(), operand=part)


def minus(part: ast.expr) -> ast.expr:
    """Return the number with the other sign."""
    return ast.UnaryOp(op=ast.USub(), operand=part)


def choose(test: ast.expr, then: ast.expr, otherwise: ast.expr) -> ast.expr:
    """Return one value or the other."""
    return ast.IfExp(test=test, body=then, orelse=otherwise)


def call(name: str, *values: ast.expr) -> ast.expr:
    """Return what one of our functions gives (expressions/catalogue.py)."""
    return ast.Call(func=word(name), args=list(values), keywords=[])


def list_of(values: list[ast.expr]) -> ast.expr:
    """Return a list."""
    return ast.List(elts=values, ctx=ast.Load())


def key(whole: ast.expr, name: str) -> ast.expr:
    """Return a value of a group."""
    return element(whole, text(name))


def element(whole: ast.expr, place: ast.expr) -> ast.expr:
    """Return an element of a list, counted from 0, or a value of a group."""
    return ast.Subscript(value=whole, slice=place, ctx=ast.Load())


def is_empty(part: ast.expr) -> ast.expr:
    """Return that a value is null, an empty text or an empty list; a text of blanks counts too."""
    return call("is_blank", part)


def written(tree: ast.expr) -> str:
    """Return the text of an expression.

    Raises   Fault where our language does not allow it
    """
    try:
        found = ast.unparse(ast.fix_missing_locations(tree))
        compile_expression(found)
    except ExpressionRefused as error:
        reason = error.values["reason"]
        raise Fault(str(reason), getattr(reason, "vi", str(reason))) from error
    except (ValueError, RecursionError) as error:
        raise Fault("it cannot be written", "không viết lại được") from error
    return found


def _is_null(part: ast.expr) -> bool:
    return isinstance(part, ast.Name) and part.id == NULL
