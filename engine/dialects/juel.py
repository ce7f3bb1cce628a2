"""`${…}` and `#{…}`: the Unified Expression Language of Camunda 7, Operaton, Flowable and Activiti.

Source: Jakarta Expression Language 2.2 (JSR-245), with the methods that diagrams call on texts,
lists and the execution. What our language cannot say is refused with the reason, never guessed.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from engine.dialects import trees
from engine.dialects.tokens import Reading
from engine.dialects.variables import Variables
from engine.expressions.faults import Fault

_SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "||": "or",
        "&&": "and",
        "eq": "==",
        "ne": "!=",
        "lt": "<",
        "gt": ">",
        "le": "<=",
        "ge": ">=",
        "div": "/",
        "mod": "%",
    }
)
# From the loosest to the tightest (JSR-245, 1.14).
_LEVELS = (
    ("||", "or"),
    ("&&", "and"),
    ("==", "!=", "eq", "ne"),
    ("<", ">", "<=", ">=", "lt", "gt", "le", "ge"),
    ("+", "-"),
    ("*", "/", "%", "div", "mod"),
)
_ENGINE = frozenset(("execution", "task", "processInstance", "runtimeService", "taskService"))
_SHARED = frozenset(("vars", "variables", "var"))
Method = Callable[[ast.expr, list[ast.expr]], ast.expr]


def read_juel(text: str, variables: Variables, counts_from_zero: bool = True) -> ast.expr:
    """Return what stands between the brackets, in our language.

    counts_from_zero   the tool's loopCounter begins with 0, ours with 1
    Raises             Fault with what cannot be said
    """
    at = _Text(reading=Reading(text), variables=variables, from_zero=counts_from_zero)
    tree = _choice(at)
    at.reading.end()
    return tree


@dataclass(frozen=True, kw_only=True)
class _Text:
    reading: Reading
    variables: Variables
    from_zero: bool


def _choice(at: _Text) -> ast.expr:
    """Read: condition ? one : other."""
    at.reading.deeper()
    test = _level(at, 0)
    if at.reading.accept("?"):
        then = _choice(at)
        at.reading.expect(":")
        test = trees.choose(test, then, _choice(at))
    at.reading.higher()
    return test


def _level(at: _Text, depth: int) -> ast.expr:
    if depth == len(_LEVELS):
        return _unary(at)
    left = _level(at, depth + 1)
    while sign := at.reading.accept(*_LEVELS[depth]):
        left = _joined(left, _SIGNS.get(sign, sign), _level(at, depth + 1))
    return left


def _unary(at: _Text) -> ast.expr:
    at.reading.deeper()
    if at.reading.accept("!", "not"):
        found = trees.negate(_unary(at))
    elif at.reading.accept("-"):
        found = trees.minus(_unary(at))
    elif at.reading.accept("empty"):
        found = trees.is_empty(_unary(at))
    else:
        found = _value(at)
    at.reading.higher()
    return found


def _value(at: _Text) -> ast.expr:
    found = _start(at)
    while sign := at.reading.accept(".", "["):
        if sign == "[":
            found = trees.element(found, _choice(at))
            at.reading.expect("]")
            continue
        name = _name(at)
        found = _method(at, found, name) if at.reading.accept("(") else trees.key(found, name)
    return found


def _start(at: _Text) -> ast.expr:
    token = at.reading.take()
    if token.kind == "number":
        return trees.number(token.text)
    if token.kind == "text":
        return trees.text(token.text)
    if token.kind == "sign" and token.text == "(":
        found = _choice(at)
        at.reading.expect(")")
        return found
    if token.kind == "name":
        return _named(at, token.text)
    shown = token.text or "…"
    raise Fault(f"a value is expected before “{shown}”", f"thiếu giá trị trước “{shown}”")


def _named(at: _Text, name: str) -> ast.expr:
    if name in (trees.TRUE, trees.FALSE, trees.NULL):
        return trees.word(name)
    if name in _ENGINE:
        return _engine(at, name)
    if name in _SHARED and at.reading.accept(":"):
        return _shared(at, _name(at))
    if at.reading.accept("("):
        raise Fault(f"{name}(…) has no counterpart", f"không có hàm tương ứng với {name}(…)")
    if name == "loopCounter" and at.from_zero:
        return trees.reckon(trees.word(name), "-", trees.number("1"))
    return trees.word(at.variables.name(name))


def _engine(at: _Text, name: str) -> ast.expr:
    """Read what is asked of the running execution: its variables and its business key."""
    at.reading.expect(".")
    asked = _name(at)
    values = _arguments(at) if at.reading.accept("(") else []
    if asked in ("getVariable", "getVariableLocal") and len(values) == 1:
        return _variable(at, values[0])
    if asked == "hasVariable" and len(values) == 1:
        return trees.compare(_variable(at, values[0]), "!=", trees.word(trees.NULL))
    if asked in ("processBusinessKey", "businessKey", "getProcessBusinessKey"):
        return trees.key(trees.word("dossier"), "code")
    raise Fault(
        f"{name}.{asked} belongs to the other engine", f"{name}.{asked} thuộc phần mềm khác"
    )


def _shared(at: _Text, name: str) -> ast.expr:
    """Read Flowable's functions on variables, such as vars:eq(name, value)."""
    at.reading.expect("(")
    first = at.reading.take()
    if first.kind not in ("name", "text"):
        raise Fault(f"{name}(…) names no variable", f"{name}(…) không nêu tên biến")
    values: list[ast.expr] = []
    if at.reading.accept(","):
        values = _arguments(at)
    else:
        at.reading.expect(")")
    variable = trees.word(at.variables.name(first.text))
    found = _METHODS.get(_SHARED_METHODS.get(name, ""))
    if name == "get" and not values:
        return variable
    if found is None:
        raise Fault(f"{name}(…) has no counterpart", f"không có hàm tương ứng với {name}(…)")
    return _called(name, found, variable, values)


def _variable(at: _Text, named: ast.expr) -> ast.expr:
    if not (isinstance(named, ast.Constant) and isinstance(named.value, str)):
        raise Fault("a variable is named by a value", "tên biến được tính từ giá trị khác")
    return trees.word(at.variables.name(named.value))


def _method(at: _Text, whole: ast.expr, name: str) -> ast.expr:
    values = _arguments(at)
    method = _METHODS.get(name)
    if method is None:
        raise Fault(f"{name}(…) has no counterpart", f"không có hàm tương ứng với {name}(…)")
    return _called(name, method, whole, values)


def _arguments(at: _Text) -> list[ast.expr]:
    values: list[ast.expr] = []
    if at.reading.accept(")"):
        return values
    values.append(_choice(at))
    while at.reading.accept(","):
        values.append(_choice(at))
    at.reading.expect(")")
    return values


def _name(at: _Text) -> str:
    token = at.reading.take()
    if token.kind != "name":
        raise Fault(f"“{token.text}” is no name", f"“{token.text}” không phải tên")
    return token.text


def _joined(left: ast.expr, sign: str, right: ast.expr) -> ast.expr:
    if sign == "or":
        return trees.some([left, right])
    if sign == "and":
        return trees.every([left, right])
    if sign in ("+", "-", "*", "/", "%"):
        return trees.reckon(left, sign, right)
    if sign in ("==", "!=") and (_is_written_value(left) or _is_written_value(right)):
        raise Fault(
            "it compares with a text that looks like a number or true/false, which JUEL converts",
            "so sánh với văn bản trông như số hoặc true/false, JUEL sẽ tự đổi kiểu",
        )
    return trees.compare(left, sign, right)


def _is_written_value(part: ast.expr) -> bool:
    """Tell whether JUEL would turn this text into a number or truth value (JSR-245, 1.8)."""
    if not (isinstance(part, ast.Constant) and isinstance(part.value, str)):
        return False
    found = part.value.strip()
    return found in ("true", "false") or found.replace(".", "", 1).lstrip("+-").isdecimal()


def _called(name: str, method: Method, whole: ast.expr, values: list[ast.expr]) -> ast.expr:
    try:
        return method(whole, values)
    except (IndexError, ValueError):
        count = len(values)
        raise Fault(
            f"{name}(…) is not read with {count} values", f"không đọc {name}(…) với {count} giá trị"
        ) from None


def _one(values: list[ast.expr]) -> ast.expr:
    (value,) = values
    return value


def _none(values: list[ast.expr]) -> None:
    if values:
        raise ValueError("no value belongs here")


def _of_text(name: str) -> Method:
    return lambda whole, values: trees.call(name, whole, _one(values))


def _alone(name: str) -> Method:
    def act(whole: ast.expr, values: list[ast.expr]) -> ast.expr:
        _none(values)
        return trees.call(name, whole)

    return act


def _comparing(sign: str) -> Method:
    return lambda whole, values: trees.compare(whole, sign, _one(values))


def _is_there(whole: ast.expr, values: list[ast.expr]) -> ast.expr:
    _none(values)
    return trees.compare(whole, "!=", trees.word(trees.NULL))


def _not_empty(whole: ast.expr, values: list[ast.expr]) -> ast.expr:
    _none(values)
    return trees.negate(trees.is_empty(whole))


def _or_else(whole: ast.expr, values: list[ast.expr]) -> ast.expr:
    return trees.choose(trees.compare(whole, "!=", trees.word(trees.NULL)), whole, _one(values))


def _same_letters(whole: ast.expr, values: list[ast.expr]) -> ast.expr:
    return trees.compare(trees.call("lower", whole), "==", trees.call("lower", _one(values)))


_METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "size": _alone("len"),
        "length": _alone("len"),
        "isEmpty": _alone("is_blank"),
        "isNotEmpty": _not_empty,
        "isPresent": _is_there,
        "contains": _of_text("contains"),
        "startsWith": _of_text("starts_with"),
        "endsWith": _of_text("ends_with"),
        "toLowerCase": _alone("lower"),
        "toUpperCase": _alone("upper"),
        "trim": _alone("trim"),
        "equals": _comparing("=="),
        "equalsIgnoreCase": _same_letters,
        "ne": _comparing("!="),
        "lt": _comparing("<"),
        "le": _comparing("<="),
        "gt": _comparing(">"),
        "ge": _comparing(">="),
        "get": lambda whole, values: trees.element(whole, _one(values)),
        "orElse": _or_else,
    }
)
_SHARED_METHODS: Mapping[str, str] = MappingProxyType(
    {
        "eq": "equals",
        "equals": "equals",
        "ne": "ne",
        "notEquals": "ne",
        "lt": "lt",
        "lowerThan": "lt",
        "lte": "le",
        "lowerThanOrEquals": "le",
        "gt": "gt",
        "greaterThan": "gt",
        "gte": "ge",
        "greaterThanOrEquals": "ge",
        "contains": "contains",
        "empty": "isEmpty",
        "isEmpty": "isEmpty",
        "notEmpty": "isNotEmpty",
        "isNotEmpty": "isNotEmpty",
        "exists": "isPresent",
        "exist": "isPresent",
        "getOrDefault": "orElse",
    }
)
