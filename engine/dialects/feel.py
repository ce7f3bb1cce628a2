"""`=…`: the Friendly Enough Expression Language of Camunda 8.

Source: OMG DMN 1.5, chapter 10.3. Lists are counted from 1 there and from 0 here. What our language
cannot say (for, some, every, contexts, filters, durations, the clock) is refused with the reason.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.dialects import trees
from engine.dialects.tokens import Reading, Token
from engine.dialects.variables import Variables
from engine.expressions.faults import Fault

_COMPARING = ("=", "!=", "<=", ">=", "<", ">")
_LONGEST_NAME = 4
_WORDS = frozenset(("then", "else", "and", "or", "in", "between", "return", "satisfies"))
Function = Callable[[list[ast.expr]], ast.expr]


def read_feel(text: str, variables: Variables) -> ast.expr:
    """Return an expression, without the sign before it, in our language.

    Raises   Fault with what cannot be said
    """
    at = _Text(reading=Reading(text), variables=variables)
    tree = _expression(at)
    at.reading.end()
    return tree


@dataclass(frozen=True, kw_only=True)
class _Text:
    reading: Reading
    variables: Variables


def _expression(at: _Text) -> ast.expr:
    at.reading.deeper()
    word = at.reading.next.text if at.reading.next.kind == "name" else ""
    if word == "if":
        found = _choice(at)
    elif word in ("for", "some", "every", "function") and at.reading.sign_after(1) != ".":
        raise Fault(f"“{word}” has no counterpart", f"không có cách viết tương ứng với “{word}”")
    else:
        found = _any_of(at)
    at.reading.higher()
    return found


def _choice(at: _Text) -> ast.expr:
    at.reading.expect("if")
    test = _expression(at)
    at.reading.expect("then")
    then = _expression(at)
    at.reading.expect("else")
    return trees.choose(test, then, _expression(at))


def _any_of(at: _Text) -> ast.expr:
    parts = [_all_of(at)]
    while at.reading.accept("or"):
        parts.append(_all_of(at))
    return trees.some(parts)


def _all_of(at: _Text) -> ast.expr:
    parts = [_comparison(at)]
    while at.reading.accept("and"):
        parts.append(_comparison(at))
    return trees.every(parts)


def _comparison(at: _Text) -> ast.expr:
    left = _sum(at)
    if sign := at.reading.accept(*_COMPARING):
        return trees.compare(left, "==" if sign == "=" else sign, _sum(at))
    if at.reading.accept("between"):
        low = _sum(at)
        at.reading.expect("and")
        return trees.every([trees.compare(left, ">=", low), trees.compare(left, "<=", _sum(at))])
    if at.reading.accept("in"):
        return _within(at, left)
    return left


def _within(at: _Text, left: ast.expr) -> ast.expr:
    """Read what a value is tested against: a list, values in brackets, an interval, < 5."""
    if sign := at.reading.accept(*_COMPARING):
        return trees.compare(left, "==" if sign == "=" else sign, _sum(at))
    opening = at.reading.accept("[", "(", "]")
    if not opening:
        return trees.compare(left, "in", _sum(at))
    first = _expression(at)
    if at.reading.accept(".."):
        return _interval(at, left, opening, first)
    values = [first]
    while at.reading.accept(","):
        values.append(_expression(at))
    at.reading.expect("]" if opening == "[" else ")")
    if opening == "(" and len(values) == 1:
        return trees.compare(left, "in", first)
    return trees.compare(left, "in", trees.list_of(values))


def _interval(at: _Text, left: ast.expr, opening: str, low: ast.expr) -> ast.expr:
    high = _expression(at)
    closing = at.reading.accept("]", ")", "[")
    if not closing:
        raise Fault("an interval is not closed", "khoảng giá trị chưa đóng ngoặc")
    above = trees.compare(left, ">=" if opening == "[" else ">", low)
    return trees.every([above, trees.compare(left, "<=" if closing == "]" else "<", high)])


def _sum(at: _Text) -> ast.expr:
    left = _product(at)
    while sign := at.reading.accept("+", "-"):
        left = trees.reckon(left, sign, _product(at))
    return left


def _product(at: _Text) -> ast.expr:
    left = _unary(at)
    while sign := at.reading.accept("*", "/"):
        left = trees.reckon(left, sign, _unary(at))
    return left


def _unary(at: _Text) -> ast.expr:
    at.reading.deeper()
    found = trees.minus(_unary(at)) if at.reading.accept("-") else _path(at)
    at.reading.higher()
    return found


def _path(at: _Text) -> ast.expr:
    found = _start(at)
    while sign := at.reading.accept(".", "["):
        if sign == ".":
            found = trees.key(found, _name(at))
        else:
            found = trees.element(found, _place(at))
            at.reading.expect("]")
    return found


def _place(at: _Text) -> ast.expr:
    """Read the number of an element; anything else in [ ] is a filter."""
    minus = at.reading.accept("-")
    token = at.reading.take()
    if token.kind != "number" or not token.text.isdecimal() or int(token.text) == 0:
        raise Fault("filters of lists have no counterpart", "chưa có cách lọc danh sách")
    if minus:
        return trees.minus(trees.number(token.text))
    return trees.number(str(int(token.text) - 1))


def _start(at: _Text) -> ast.expr:
    token = at.reading.next
    if token.kind == "name":
        return _named(at)
    at.reading.take()
    if token.kind == "number":
        return trees.number(token.text)
    if token.kind == "text":
        return trees.text(token.text)
    return _bracket(at, token)


def _bracket(at: _Text, token: Token) -> ast.expr:
    if token.text == "(":
        found = _expression(at)
        at.reading.expect(")")
        return found
    if token.text == "[":
        return trees.list_of(_values(at, "]"))
    if token.text == "@" and at.reading.next.kind == "text":
        return _date([trees.text(at.reading.take().text)])
    if token.text == "{":
        raise Fault("groups of values cannot be written here", "không viết được nhóm giá trị")
    shown = token.text or "…"
    raise Fault(f"a value is expected before “{shown}”", f"thiếu giá trị trước “{shown}”")


def _named(at: _Text) -> ast.expr:
    # A name may hold blanks; `x in (1, 2)` is no call of a function “x in”.
    for count in range(_LONGEST_NAME, 0, -1):
        name = at.reading.words_ahead(count)
        is_known = count == 1 or name in FUNCTIONS
        if name and is_known and at.reading.sign_after(count) == "(":
            for _ in range(count + 1):
                at.reading.take()
            return _called(at, name, _values(at, ")"))
    name = at.reading.take().text
    if name in (trees.TRUE, trees.FALSE, trees.NULL):
        return trees.word(name)
    if name in _WORDS:
        raise Fault(f"a value is expected before “{name}”", f"thiếu giá trị trước “{name}”")
    return trees.word(at.variables.name(name))


def _called(at: _Text, name: str, values: list[ast.expr]) -> ast.expr:
    function = FUNCTIONS.get(name)
    if function is None:
        raise Fault(f"{name}(…) has no counterpart", f"không có hàm tương ứng với {name}(…)")
    try:
        return function(values)
    except (IndexError, ValueError):
        count = len(values)
        raise Fault(
            f"{name}(…) is not read with {count} values",
            f"không đọc {name}(…) với {count} giá trị",
        ) from None


def _values(at: _Text, closing: str) -> list[ast.expr]:
    found: list[ast.expr] = []
    if at.reading.accept(closing):
        return found
    found.append(_expression(at))
    while at.reading.accept(","):
        found.append(_expression(at))
    at.reading.expect(closing)
    return found


def _name(at: _Text) -> str:
    token = at.reading.take()
    if token.kind != "name":
        raise Fault(f"“{token.text}” is no name", f"“{token.text}” không phải tên")
    return token.text


def _same(name: str, least: int = 1, most: int = 1) -> Function:
    def act(values: list[ast.expr]) -> ast.expr:
        if not least <= len(values) <= most:
            raise ValueError(name)
        return trees.call(name, *values)

    return act


def _negated(values: list[ast.expr]) -> ast.expr:
    (value,) = values
    return trees.negate(value)


def _defined(values: list[ast.expr]) -> ast.expr:
    (value,) = values
    return trees.compare(value, "!=", trees.word(trees.NULL))


def _holds(values: list[ast.expr]) -> ast.expr:
    whole, part = values
    return trees.compare(part, "in", whole)


def _empty(values: list[ast.expr]) -> ast.expr:
    (value,) = values
    return trees.compare(trees.call("len", value), "==", trees.number("0"))


def _appended(values: list[ast.expr]) -> ast.expr:
    whole, *more = values
    return trees.reckon(whole, "+", trees.list_of(more))


def _concatenated(values: list[ast.expr]) -> ast.expr:
    found, *more = values
    for one in more:
        found = trees.reckon(found, "+", one)
    return found


def _or_else(values: list[ast.expr]) -> ast.expr:
    value, otherwise = values
    return trees.choose(_defined([value]), value, otherwise)


def _remainder(values: list[ast.expr]) -> ast.expr:
    whole, by = values
    return trees.reckon(whole, "%", by)


def _date(values: list[ast.expr]) -> ast.expr:
    (value,) = values
    if isinstance(value, ast.Constant) and str(value.value).startswith(("P", "-P")):
        raise Fault("durations have no counterpart", "không có giá trị khoảng thời gian")
    return trees.call("date", value)


FUNCTIONS: Mapping[str, Function] = MappingProxyType(
    {
        "not": _negated,
        "count": _same("len"),
        "string length": _same("len"),
        "sum": _same("sum"),
        "min": _same("min", 1, 20),
        "max": _same("max", 1, 20),
        "abs": _same("abs"),
        "floor": _same("floor"),
        "ceiling": _same("ceil"),
        "round half up": _same("round", 2, 2),
        "modulo": _remainder,
        "number": _same("number"),
        "upper case": _same("upper"),
        "lower case": _same("lower"),
        "trim": _same("trim"),
        "contains": _same("contains", 2, 2),
        "starts with": _same("starts_with", 2, 2),
        "ends with": _same("ends_with", 2, 2),
        "list contains": _holds,
        "is empty": _empty,
        "is blank": _same("is_blank"),
        "is defined": _defined,
        "append": _appended,
        "concatenate": _concatenated,
        "get value": _same("get", 2, 2),
        "get or else": _or_else,
        "date": _date,
    }
)
