"""The operators of the expression language, each bounded in what it takes and what it gives.

Python's own operators would let a short text build a value of any size ("a" * 10**9) or mix kinds
without a word (True + 1); these refuse both.
"""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from engine.expressions.faults import Fault, kinds, shown

LARGEST: Final = 10**30
MOST_LETTERS: Final = 100_000
MOST_ELEMENTS: Final = 10_000
NUMBERS: Final = frozenset((int, float, Decimal))


def equal(left: Any, right: Any) -> bool:
    """Return whether two values are equal; true and 1 are different values, as in JSON."""
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        left, right = _listed(left), _listed(right)
    return bool(left == right and (type(left) is bool) is (type(right) is bool))


def _listed(value: Any) -> Any:
    """Return a list for a tuple: a list that stands in an expression is kept as one."""
    return [_listed(one) for one in value] if isinstance(value, list | tuple) else value


def unequal(left: Any, right: Any) -> bool:
    """Return whether two values differ."""
    return not equal(left, right)


def inside(part: Any, whole: Any) -> bool:
    """Return whether `part` is an element of a list, a piece of a text, or a key of a group.

    Raises   Fault for a whole of another kind
    """
    if isinstance(whole, (list, tuple)):
        return any(equal(part, one) for one in whole)
    if isinstance(whole, str) and isinstance(part, str):
        return part in whole
    if isinstance(whole, Mapping) and isinstance(part, str):
        return part in whole
    raise _mixed("look for", "tìm", part, whole)


def outside(part: Any, whole: Any) -> bool:
    """Return the opposite of `inside`."""
    return not inside(part, whole)


def add(left: Any, right: Any) -> Any:
    """Return the sum of two numbers, or two texts or two lists joined, within the bounds."""
    if type(left) is int and type(right) is int:
        return bounded_number(left + right)
    if type(left) in NUMBERS and type(right) in NUMBERS:
        return _number(operator.add, left, right)
    if isinstance(left, str) and isinstance(right, str):
        return bounded_text(left + right)
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return bounded_list([*left, *right])
    raise _mixed("add", "cộng", left, right)


def subtract(left: Any, right: Any) -> Any:
    """Return the difference of two numbers."""
    return _numbers_only(operator.sub, "subtract", "trừ", left, right)


def multiply(left: Any, right: Any) -> Any:
    """Return the product of two numbers."""
    return _numbers_only(operator.mul, "multiply", "nhân", left, right)


def divide(left: Any, right: Any) -> Any:
    """Return the quotient of two numbers; a whole quotient of whole numbers stays whole."""
    if type(left) is int and type(right) is int and right and left % right == 0:
        return left // right
    return _numbers_only(operator.truediv, "divide", "chia", left, right)


def remainder(left: Any, right: Any) -> Any:
    """Return what a division of two numbers leaves; has the sign of the divisor."""
    return _numbers_only(operator.mod, "divide", "chia", left, right)


def negative(value: Any) -> Any:
    """Return a number with the other sign."""
    return _numbers_only(operator.sub, "negate", "đổi dấu", 0, value)


def ordered(compare: Callable[[Any, Any], bool], left: Any, right: Any) -> bool:
    """Return one of `< <= > >=` for two numbers, two texts, two dates.

    Raises   Fault for kinds that have no order between them, null among them
    """
    if type(left) in NUMBERS and type(right) in NUMBERS:
        return compare(left, right)
    if type(left) is not type(right) or isinstance(left, list | tuple | Mapping | bool):
        raise _mixed("compare", "so sánh", left, right)
    try:
        return bool(compare(left, right))
    except TypeError:
        raise _mixed("compare", "so sánh", left, right) from None


def element(whole: Any, key: Any) -> Any:
    """Return a key of a group, an element of a list, or a letter of a text; never an attribute.

    Raises   Fault when there is none
    """
    kind = type(whole)  # exact kinds first: asking whether something is a Mapping is slow
    if kind is dict or (kind is not list and isinstance(whole, Mapping)):
        if isinstance(key, (str, int)) and key in whole:
            return whole[key]
    elif isinstance(whole, (list, tuple, str)):
        if type(key) is int and -len(whole) <= key < len(whole):
            return whole[key]
    else:
        en, vi = kinds(whole)
        raise Fault(f"{en} has no part {shown(key)}", f"{vi} không có phần {shown(key)}")
    raise Fault(f"there is no {shown(key)} in it", f"không có {shown(key)} trong đó")


def bounded_number(value: Any) -> Any:
    """Return a number unless it is too large or no number any more (infinite)."""
    if -LARGEST <= value <= LARGEST:
        return value
    raise Fault("the number is too large", "số quá lớn")


def bounded_text(value: str) -> str:
    """Return a text unless it is too long."""
    if len(value) <= MOST_LETTERS:
        return value
    raise Fault(f"text longer than {MOST_LETTERS} letters", f"văn bản dài quá {MOST_LETTERS} ký tự")


def bounded_list(value: list[Any]) -> list[Any]:
    """Return a list unless it is too long."""
    if len(value) <= MOST_ELEMENTS:
        return value
    raise Fault(
        f"a list longer than {MOST_ELEMENTS} elements", f"danh sách dài quá {MOST_ELEMENTS} phần tử"
    )


def _number(act: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    try:
        return bounded_number(act(left, right))
    except ZeroDivisionError:
        raise Fault("division by zero", "chia cho không") from None
    except (ArithmeticError, TypeError):
        raise Fault(
            f"{shown(left)} and {shown(right)} cannot be reckoned together",
            f"không tính được {shown(left)} với {shown(right)}",
        ) from None


def _numbers_only(act: Callable[[Any, Any], Any], en: str, vi: str, left: Any, right: Any) -> Any:
    if type(left) in NUMBERS and type(right) in NUMBERS:
        # Operands are bounded first: the product of two huge integers is itself an attack.
        bounded_number(left)
        bounded_number(right)
        return _number(act, left, right)
    raise _mixed(en, vi, left, right)


def _mixed(en: str, vi: str, left: Any, right: Any) -> Fault:
    (left_en, left_vi), (right_en, right_vi) = kinds(left), kinds(right)
    return Fault(
        f"cannot {en} {left_en} and {right_en}", f"không thể {vi} {left_vi} với {right_vi}"
    )
