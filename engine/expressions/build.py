"""A checked tree to nested closures: what runs is only functions of this package, never `eval`.

Speed matters here, a gateway's condition runs at each step of each case: names and constants are
taken out of the inner calls where that is cheap.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from engine.expressions.catalogue import CATALOGUE
from engine.expressions.faults import Fault
from engine.expressions.operations import (
    NUMBERS,
    add,
    bounded_list,
    divide,
    element,
    equal,
    inside,
    multiply,
    negative,
    ordered,
    outside,
    remainder,
    subtract,
    unequal,
)
from engine.expressions.parse import WORDS

Run: TypeAlias = Callable[[Mapping[str, object]], Any]
Two: TypeAlias = Callable[[Any, Any], Any]


def build(node: ast.expr) -> Run:
    """Return a function from names to the value of an allowed tree."""
    return BUILDERS[type(node)](node)


def _constant(node: ast.Constant) -> Run:
    value = node.value
    return lambda names: value


def _name(node: ast.Name) -> Run:
    name = node.id
    if name in WORDS:
        value = WORDS[name]
        return lambda names: value

    def read(names: Mapping[str, object]) -> object:
        try:
            return names[name]
        except KeyError:
            raise Fault(f"there is no value {name}", f"không có giá trị {name}") from None

    return read


def _all_or_any(node: ast.BoolOp) -> Run:
    parts = [build(one) for one in node.values]
    rest, last = tuple(parts[:-1]), parts[-1]
    stop = isinstance(node.op, ast.Or)

    def choose(names: Mapping[str, object]) -> object:
        for part in rest:
            value = part(names)
            if bool(value) is stop:
                return value
        return last(names)

    return choose


def _unary(node: ast.UnaryOp) -> Run:
    inner = build(node.operand)
    if isinstance(node.op, ast.Not):
        return lambda names: not inner(names)
    if isinstance(node.op, ast.USub):
        return lambda names: negative(inner(names))
    return lambda names: negative(negative(inner(names)))


def _binary(node: ast.BinOp) -> Run:
    act, left, right = ARITHMETIC[type(node.op)], build(node.left), build(node.right)
    return lambda names: act(left(names), right(names))


def _compare(node: ast.Compare) -> Run:
    first = build(node.left)
    links = [
        (_relation(op), build(right)) for op, right in zip(node.ops, node.comparators, strict=True)
    ]
    if len(links) == 1:
        relation, right = links[0]
        if isinstance(node.comparators[0], ast.Constant):
            limit = node.comparators[0].value
            return lambda names: relation(first(names), limit)
        if isinstance(node.ops[0], ast.In) and _only_texts(node.comparators[0]):
            texts = right({})
            return lambda names: first(names) in texts
        return lambda names: relation(first(names), right(names))

    def chain(names: Mapping[str, object]) -> bool:
        left = first(names)
        for relation, build_right in links:
            value = build_right(names)
            if not relation(left, value):
                return False
            left = value
        return True

    return chain


def _only_texts(node: ast.expr) -> bool:
    return isinstance(node, ast.List | ast.Tuple) and all(
        isinstance(one, ast.Constant) and isinstance(one.value, str) for one in node.elts
    )


def _relation(op: ast.cmpop) -> Two:
    if type(op) in EQUALITY:
        return EQUALITY[type(op)]
    compare = ORDER[type(op)]

    def relation(left: Any, right: Any) -> bool:
        if type(left) in NUMBERS and type(right) in NUMBERS:
            return bool(compare(left, right))
        return ordered(compare, left, right)

    return relation


def _choice(node: ast.IfExp) -> Run:
    test, then, otherwise = build(node.test), build(node.body), build(node.orelse)
    return lambda names: then(names) if test(names) else otherwise(names)


def _list(node: ast.List | ast.Tuple) -> Run:
    parts = [build(one) for one in node.elts]
    if all(isinstance(one, ast.Constant) for one in node.elts):
        # A tuple, so that nobody who receives the constant can change it for the next run.
        values = tuple(part({}) for part in parts)
        return lambda names: values
    return lambda names: bounded_list([part(names) for part in parts])


def _subscript(node: ast.Subscript) -> Run:
    whole, key = build(node.value), build(node.slice)
    if isinstance(node.slice, ast.Constant):
        constant = node.slice.value
        return lambda names: element(whole(names), constant)
    return lambda names: element(whole(names), key(names))


def _key(node: ast.Attribute) -> Run:
    whole, key = build(node.value), node.attr

    def read(names: Mapping[str, object]) -> object:
        group = whole(names)
        if type(group) is dict or isinstance(group, Mapping):
            return element(group, key)
        raise Fault(
            f"{key} is asked of something that is no group of values",
            f"{key} được hỏi ở nơi không phải nhóm giá trị",
        )

    return read


def _call(node: ast.Call) -> Run:
    assert isinstance(node.func, ast.Name)  # noqa: S101  for mypy; parse has checked it
    run, parts = CATALOGUE[node.func.id].run, [build(one) for one in node.args]
    if len(parts) == 1:
        only = parts[0]
        return lambda names: run(only(names))
    return lambda names: run(*[part(names) for part in parts])


ARITHMETIC: Final[Mapping[type[ast.operator], Two]] = MappingProxyType(
    {
        ast.Add: add,
        ast.Sub: subtract,
        ast.Mult: multiply,
        ast.Div: divide,
        ast.Mod: remainder,
    }
)
EQUALITY: Final[Mapping[type[ast.cmpop], Two]] = MappingProxyType(
    {
        ast.Eq: equal,
        ast.Is: equal,
        ast.NotEq: unequal,
        ast.IsNot: unequal,
        ast.In: inside,
        ast.NotIn: outside,
    }
)
ORDER: Final[Mapping[type[ast.cmpop], Two]] = MappingProxyType(
    {ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge}
)
BUILDERS: Final[Mapping[type[ast.expr], Callable[[Any], Run]]] = MappingProxyType(
    {
        ast.Constant: _constant,
        ast.Name: _name,
        ast.BoolOp: _all_or_any,
        ast.UnaryOp: _unary,
        ast.BinOp: _binary,
        ast.Compare: _compare,
        ast.IfExp: _choice,
        ast.List: _list,
        ast.Tuple: _list,
        ast.Subscript: _subscript,
        ast.Attribute: _key,
        ast.Call: _call,
    }
)
