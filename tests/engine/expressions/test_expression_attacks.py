"""What a hostile designer may try in an expression: each is refused, and the next runs."""

import pytest

from engine.expressions.expression import compile_expression
from engine.faults import ExpressionError, ExpressionFailed

NAMES = {"tep": [1, 2], "loai": "nha", "don": {"a": 1}, "big": 10**29, "dai": "x" * 60_000}

REFUSED = {
    "import": "__import__('os').listdir('/')",
    "dunder chain": "().__class__.__bases__[0].__subclasses__()",
    "dunder of a name": "loai.__class__",
    "method": "loai.format(1)",
    "method of a list": "tep.append(1)",
    "percent format": "'%1000000000d' % 1",
    "f-string": "f'{1:>999999999}'",
    "getattr": "getattr(loai, 'upper')",
    "open": "open('/etc/hostname')",
    "eval": "eval('1')",
    "power": "9**9**9",
    "text times number": "'a' * 10**9",
    "comprehension": "[x for x in tep]",
    "generator": "len(x for x in tep)",
    "lambda": "(lambda: 0)()",
    "walrus": "(a := 1)",
    "await": "await loai",
    "star": "[*tep]",
    "keyword": "max(tep, key=len)",
    "star arguments": "max(*tep)",
    "dictionary": "{'a': 1}",
    "set": "{1}",
    "bytes": "b'a'",
    "complex": "1j",
    "ellipsis": "...",
    "shift": "1 << 1000000000",
    "floor division": "1 // 0",
    "statement": "x = 1; y = 2",
    "null letter": "a\0b",
    "many brackets": "(" * 900 + "1" + ")" * 900,
    "many signs": "-" * 1900 + "1",
    "many nots": "not " * 400 + "1",
    "long sum": "+".join(["1"] * 900),
    "clock": "now()",
    "huge literal": "9" * 1900,
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_an_attack_is_refused_or_fails(text: str) -> None:
    with pytest.raises(ExpressionError):
        compile_expression(text).value(NAMES)
    assert compile_expression("loai == 'nha'").value(NAMES) is True


@pytest.mark.parametrize("text", ["loai.__class__", "don._a", "_a", "__builtins__"])
def test_a_name_with_an_underscore_first_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError, match="begins with _"):
        compile_expression(text)


@pytest.mark.parametrize("text", ["big * big", "big * big * big", "dai + dai", "9e29 * 10"])
def test_a_value_that_grows_too_large_fails(text: str) -> None:
    with pytest.raises(ExpressionFailed):
        compile_expression(text).value(NAMES)


def test_a_list_that_grows_too_long_fails() -> None:
    with pytest.raises(ExpressionFailed, match="longer than 10000"):
        compile_expression("a + a").value({"a": [0] * 6_000})


def test_attributes_of_host_objects_cannot_be_read() -> None:
    class Secret:
        password = "x"  # noqa: S105  the bait

    with pytest.raises(ExpressionFailed, match="no group of values"):
        compile_expression("secret.password").value({"secret": Secret()})


def test_values_nested_without_end_fail_in_words() -> None:
    endless: list[object] = []
    endless.append(endless)
    other: list[object] = [endless]
    endless_again: list[object] = []
    endless_again.append(endless_again)
    with pytest.raises(ExpressionFailed, match="nested too deeply"):
        compile_expression("a == b").value({"a": other, "b": endless_again})
