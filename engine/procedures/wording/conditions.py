"""A condition in words: through the labels of form fields and of their choices."""

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from engine.errors import Words
from engine.expressions.faults import Fault
from engine.expressions.parse import parse
from engine.procedures.wording.values import filled, quoted, same
from engine.records.forms import Field, Form

_COMPARED: Mapping[type[ast.cmpop], Words] = MappingProxyType(
    {
        ast.Eq: Words(vi="{left} là {right}", en="{left} is {right}"),
        ast.NotEq: Words(vi="{left} không phải là {right}", en="{left} is not {right}"),
        ast.Is: Words(vi="{left} là {right}", en="{left} is {right}"),
        ast.IsNot: Words(vi="{left} không phải là {right}", en="{left} is not {right}"),
        ast.Lt: Words(vi="{left} nhỏ hơn {right}", en="{left} is less than {right}"),
        ast.LtE: Words(vi="{left} không quá {right}", en="{left} is at most {right}"),
        ast.Gt: Words(vi="{left} lớn hơn {right}", en="{left} is more than {right}"),
        ast.GtE: Words(vi="{left} từ {right} trở lên", en="{left} is at least {right}"),
    }
)
_CALLED: Mapping[str, Words] = MappingProxyType(
    {
        "is_blank": Words(vi="{0} để trống", en="{0} is empty"),
        "len": Words(vi="số lượng {0}", en="the number of {0}"),
        "number": Words(vi="{0}", en="{0}"),
        "date": Words(vi="ngày {0}", en="the date {0}"),
        "lower": Words(vi="{0}", en="{0}"),
        "trim": Words(vi="{0}", en="{0}"),
        "contains": Words(vi="{0} có {1}", en="{0} contains {1}"),
        "starts_with": Words(vi="{0} bắt đầu bằng {1}", en="{0} begins with {1}"),
        "ends_with": Words(vi="{0} kết thúc bằng {1}", en="{0} ends with {1}"),
        "days_between": Words(vi="số ngày từ {0} đến {1}", en="the days from {0} to {1}"),
        "years_between": Words(vi="số năm từ {0} đến {1}", en="the years from {0} to {1}"),
        "sum": Words(vi="tổng {0}", en="the sum of {0}"),
    }
)
_RECKONED: Mapping[type[ast.operator], str] = MappingProxyType(
    {ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: ":"}
)
_BLANK = Words(vi="{0} để trống", en="{0} is empty")
_FILLED = Words(vi="{0} có nội dung", en="{0} is not empty")
_YES = Words(vi="{0} đúng", en="{0} holds")
_NO = Words(vi="{0} không đúng", en="{0} does not hold")
_NOT = Words(vi="không phải ({0})", en="not ({0})")
_ONE_OF = Words(vi="{left} là một trong {right}", en="{left} is one of {right}")
_NONE_OF = Words(vi="{left} không thuộc {right}", en="{left} is none of {right}")
_HOLDS = Words(vi="{left} có chọn {right}", en="{left} includes {right}")
_HOLDS_NOT = Words(vi="{left} không chọn {right}", en="{left} does not include {right}")
_KNOWN: Mapping[str, Words] = MappingProxyType(
    {
        "dossier.channel": Words(vi="cách nộp hồ sơ", en="the way of filing"),
        "dossier.code": Words(vi="mã hồ sơ", en="the dossier code"),
        "dossier.office": Words(vi="cơ quan nhận hồ sơ", en="the office of the case"),
    }
)
_CHANNELS: Mapping[object, Words] = MappingProxyType(
    {
        "direct": Words(vi="trực tiếp", en="at the desk"),
        "online": Words(vi="trực tuyến", en="online"),
        "post": Words(vi="bưu chính", en="by post"),
    }
)
_LITERALS: Mapping[object, Words] = MappingProxyType(
    {
        True: Words(vi="đúng", en="true"),
        False: Words(vi="sai", en="false"),
        None: Words(vi="trống", en="empty"),
    }
)


_NAMED: Mapping[str, bool | None] = MappingProxyType({"true": True, "false": False, "null": None})


class _Unsaid(Exception):
    """A part of an expression for which there are no words."""


@dataclass(frozen=True, kw_only=True)
class Labels:
    """What the names of case data mean, as the forms ask for them."""

    fields: Mapping[str, Field] = field(default_factory=dict)

    def of(self, key: str) -> Words:
        """Return the label of a name in quotation marks; the name itself where no form asks it."""
        found = self.fields.get(key)
        if found is None:
            return quoted(same(key.replace("_", " ")))
        return quoted(Words(vi=found.label_vi or key, en=found.label_en or key))

    def choice(self, key: str | None, value: object) -> Words:
        """Return what a value of a name is called."""
        found = self.fields.get(key or "")
        for one in found.choices if found else ():
            if one.value == value:
                return quoted(Words(vi=one.label_vi, en=one.label_en))
        if isinstance(value, bool) or value is None:
            return _LITERALS[value]
        return quoted(same(value)) if isinstance(value, str) else same(f"{value:g}")


def labels_of(forms: Iterable[Form]) -> Labels:
    """Return what the forms call the names they ask for; the first that asks counts."""
    fields: dict[str, Field] = {}
    for form in forms:
        for one in form.fields:
            if one.key not in fields or (fields[one.key].readonly and not one.readonly):
                fields[one.key] = one
    return Labels(fields=fields)


def condition_words(text: str, labels: Labels) -> Words:
    """Return a condition in words; its own text where there are none."""
    try:
        return _Speaker(labels).say(parse(text))
    except (Fault, _Unsaid):
        return same(" ".join(text.removeprefix("=").split()))


def value_of(text: str, labels: Labels) -> Words:
    """Return an expression that gives a value in words; its own text where there are none."""
    try:
        return _Values(labels).say(parse(text))
    except (Fault, _Unsaid):
        return same(" ".join(text.removeprefix("=").split()))


class _Values:
    """Puts expressions that give a value into words."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self._ways: Mapping[type[ast.expr], Callable[[Any], Words]] = {
            ast.Name: self._name,
            ast.Constant: lambda node: labels.choice(None, node.value),
            ast.Call: self._call,
            ast.BinOp: self._reckoned,
            ast.UnaryOp: self._negative,
            ast.Attribute: _path,
            ast.Subscript: _path,
        }

    def say(self, node: ast.expr) -> Words:
        """Return a value in words."""
        if type(node) not in self._ways:
            raise _Unsaid
        return self._ways[type(node)](node)

    def beside(self, name: ast.expr, value: ast.expr) -> Words:
        """Return a value in the words of the field it is held against."""
        key = name.id if isinstance(name, ast.Name) else None
        if isinstance(value, ast.Constant) and ast.unparse(name) == "dossier.channel":
            return quoted(_CHANNELS.get(value.value, same(str(value.value))))
        if isinstance(value, ast.Constant):
            return self.labels.choice(key, value.value)
        return self.say(value)

    def _name(self, node: ast.Name) -> Words:
        if node.id in _NAMED:
            return _LITERALS[_NAMED[node.id]]
        return self.labels.of(node.id)

    def _call(self, node: ast.Call) -> Words:
        template = _CALLED.get(_callee(node))
        if template is None:
            raise _Unsaid
        words = [self.say(node.args[0])]
        words += [self.beside(node.args[0], one) for one in node.args[1:]]
        return _fill(template, words)

    def _reckoned(self, node: ast.BinOp) -> Words:
        sign = _RECKONED.get(type(node.op))
        if sign is None:
            raise _Unsaid
        left, right = self.say(node.left), self.say(node.right)
        return Words(vi=f"{left.vi} {sign} {right.vi}", en=f"{left.en} {sign} {right.en}")

    def _negative(self, node: ast.UnaryOp) -> Words:
        if not isinstance(node.op, ast.USub):
            raise _Unsaid
        value = self.say(node.operand)
        return Words(vi=f"−{value.vi}", en=f"−{value.en}")


class _Speaker:
    """Puts expressions that are true or false into words."""

    def __init__(self, labels: Labels) -> None:
        self._values = _Values(labels)
        self._ways: Mapping[type[ast.expr], Callable[[Any], Words]] = {
            ast.BoolOp: self._both,
            ast.Compare: self._compared,
            ast.Name: self._held,
        }

    def say(self, node: ast.expr) -> Words:
        """Return a condition in words."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return self._turned(node.operand)
        return self._ways.get(type(node), self._values.say)(node)

    def _both(self, node: ast.BoolOp) -> Words:
        parts = [self._bracketed(node, one) for one in node.values]
        vi, en = (" và ", " and ") if isinstance(node.op, ast.And) else (" hoặc ", " or ")
        return Words(vi=vi.join(one.vi for one in parts), en=en.join(one.en for one in parts))

    def _bracketed(self, around: ast.BoolOp, node: ast.expr) -> Words:
        words = self.say(node)
        if isinstance(node, ast.BoolOp) and type(node.op) is not type(around.op):
            return Words(vi=f"({words.vi})", en=f"({words.en})")
        return words

    def _turned(self, inner: ast.expr) -> Words:
        if isinstance(inner, ast.Call) and _callee(inner) == "is_blank":
            return _fill(_FILLED, [self._values.say(inner.args[0])])
        if isinstance(inner, ast.Name):
            return _fill(_NO, [self._values.say(inner)])
        return _fill(_NOT, [self.say(inner)])

    def _compared(self, node: ast.Compare) -> Words:
        if len(node.ops) != 1:
            raise _Unsaid
        left, operator, right = node.left, node.ops[0], node.comparators[0]
        if isinstance(operator, ast.In | ast.NotIn):
            return self._within(left, right, isinstance(operator, ast.In))
        if isinstance(right, ast.Name) and right.id == "null":
            is_blank = isinstance(operator, ast.Eq | ast.Is)
            return _fill(_BLANK if is_blank else _FILLED, [self._values.say(left)])
        template = _COMPARED[type(operator)]
        values = self._values
        return filled(template, left=values.say(left), right=values.beside(left, right))

    def _within(self, left: ast.expr, right: ast.expr, holds: bool) -> Words:
        values = self._values
        if isinstance(right, ast.List | ast.Tuple):
            parts = [values.beside(left, one) for one in right.elts]
            words = Words(
                vi=", ".join(one.vi for one in parts), en=", ".join(one.en for one in parts)
            )
            return filled(_ONE_OF if holds else _NONE_OF, left=values.say(left), right=words)
        template = _HOLDS if holds else _HOLDS_NOT
        return filled(template, left=values.say(right), right=values.beside(right, left))

    def _held(self, node: ast.Name) -> Words:
        return _fill(_YES, [self._values.say(node)])


def _path(node: ast.expr) -> Words:
    text = ast.unparse(node)
    return _KNOWN.get(text, quoted(same(text)))


def _fill(template: Words, words: list[Words]) -> Words:
    return Words(
        vi=template.vi.format(*(one.vi for one in words)),
        en=template.en.format(*(one.en for one in words)),
    )


def _callee(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""
