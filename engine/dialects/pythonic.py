"""Conditions written in Python, as SpiffWorkflow and SpiffArena run them."""

import ast
from collections.abc import Callable, Mapping
from types import MappingProxyType

from engine.dialects import trees
from engine.dialects.tokens import MOST_LETTERS
from engine.dialects.variables import Variables
from engine.expressions.catalogue import CATALOGUE
from engine.expressions.faults import Fault

Method = Callable[[ast.expr, list[ast.expr]], ast.expr]


def read_python(text: str, variables: Variables) -> ast.expr:
    """Return an expression in our language.

    Raises   Fault with what cannot be said
    """
    if len(text) > MOST_LETTERS:
        raise Fault(f"it is longer than {MOST_LETTERS} letters", f"dài quá {MOST_LETTERS} ký tự")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
        found = _Rewriter(variables).visit(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Fault("it is no Python expression", "không phải biểu thức Python") from None
    if not isinstance(found, ast.expr):
        raise Fault("it is no Python expression", "không phải biểu thức Python")
    return found


class _Rewriter(ast.NodeTransformer):
    """Names as they go here, and the methods for which we have a function."""

    def __init__(self, variables: Variables) -> None:
        self.variables = variables

    def visit_Name(self, node: ast.Name) -> ast.expr:  # noqa: N802  ast asks for this name
        """Rename a variable."""
        return trees.word(self.variables.name(node.id))

    def visit_Constant(self, node: ast.Constant) -> ast.expr:  # noqa: N802
        """Write True, False and None as our language does."""
        if node.value is None or isinstance(node.value, bool):
            return trees.word({None: trees.NULL, True: trees.TRUE, False: trees.FALSE}[node.value])
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:  # noqa: N802
        """Rewrite a call to one of our functions."""
        values = [self.visit(one) for one in node.args]
        if isinstance(node.func, ast.Name) and not node.keywords:
            if node.func.id in CATALOGUE and node.func.id != "round":
                return trees.call(node.func.id, *values)
            raise _absent(node.func.id)
        if isinstance(node.func, ast.Attribute) and not node.keywords:
            method = _METHODS.get(node.func.attr)
            if method is None:
                raise _absent(node.func.attr)
            try:
                return method(self.visit(node.func.value), values)
            except ValueError:
                raise _absent(node.func.attr) from None
        raise _absent("…")


def _absent(name: str) -> Fault:
    return Fault(f"{name}(…) has no counterpart", f"không có hàm tương ứng với {name}(…)")


def _two(name: str) -> Method:
    def act(whole: ast.expr, values: list[ast.expr]) -> ast.expr:
        (value,) = values
        return trees.call(name, whole, value)

    return act


def _alone(name: str) -> Method:
    def act(whole: ast.expr, values: list[ast.expr]) -> ast.expr:
        if values:
            raise ValueError(name)
        return trees.call(name, whole)

    return act


def _get(whole: ast.expr, values: list[ast.expr]) -> ast.expr:
    return trees.call("get", whole, *values)


_METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "get": _get,
        "lower": _alone("lower"),
        "upper": _alone("upper"),
        "strip": _alone("trim"),
        "startswith": _two("starts_with"),
        "endswith": _two("ends_with"),
        "count": _two("count"),
    }
)
