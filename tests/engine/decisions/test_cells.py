"""Condition cells: each form of DMN's unary tests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decisions.cells import compile_condition
from engine.faults import ExpressionFailed, ExpressionRefused

KNOWN = {"tran": 10, "ds": ["a", "b"]}


@pytest.mark.parametrize(
    ("text", "met", "unmet"),
    [
        ("-", [1, None, "a"], []),
        ("", [1, None], []),
        ("5", [5, 5.0], [6, "5", None]),
        ("-5", [-5], [5]),
        ('"a"', ["a"], ["b", None]),
        ('"a","b"', ["a", "b"], ["c", "a,b"]),
        ('"a, b", "c"', ["a, b", "c"], ["a"]),
        ("true", [True], [False, 1, None]),
        ("null", [None], [0, ""]),
        ("< 10", [9, -1], [10, None]),
        (">= 10, < 0", [10, -1], [5]),
        ("<=tran", [10], [11]),
        ("!= 5", [4, None], [5]),
        ("= 5", [5], [4]),
        ("[1..10]", [1, 10], [0, 11, None]),
        ("(1..10]", [2, 10], [1]),
        ("]1..10[", [2, 9], [1, 10]),
        ("[1..10)", [1], [10]),
        ("[1..3], ]5..tran]", [1, 10], [4, 5]),
        ("[1.5 .. tran - 1]", [1.5, 9], [9.5]),
        ("not(5)", [4, None], [5]),
        ('not("a", "b")', ["c"], ["a", "b"]),
        ("not(null)", [0, ""], [None]),
        ("not([1..10[, 20)", [10], [5, 20]),
        ('date("2026-01-01")', ["2026-01-01"], ["2026-01-02", None]),
        ('< date("2026-01-01")', ["2025-12-31"], ["2026-01-01"]),
        ('[date("2026-01-01")..date("2026-12-31")]', ["2026-06-01"], ["2027-01-01"]),
        ("ds", ["a", ["a", "b"]], ["c"]),
        ("len(?) > 2", ["abc"], ["a?"]),
        ("starts_with(cellInput, '?')", ["?a"], ["a"]),
        ("not(starts_with(?, 'a')) or not(ends_with(?, 'b'))", ["ac", "b"], ["ab"]),
        ("khong_co", [None], [1]),
    ],
)
def test_a_condition_is_met_by_what_it_says(
    text: str, met: list[object], unmet: list[object]
) -> None:
    condition = compile_condition(text)
    assert [value for value in met if not condition.is_met(value, KNOWN)] == []
    assert [value for value in unmet if condition.is_met(value, KNOWN)] == []


@pytest.mark.parametrize(
    "text", ["<", "[1..", "a b", "5,,6", "5,", "not(", "x..y", "a.__class__ == 1", "#", "'a"]
)
def test_a_cell_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ExpressionRefused):
        compile_condition(text)


def test_a_cell_that_is_too_long_is_refused() -> None:
    with pytest.raises(ExpressionRefused, match="longer than 2000"):
        compile_condition("1," * 1001)


@pytest.mark.parametrize(("text", "value"), [("< 5", "a"), ('< "a"', 5), ("?.x", 5)])
def test_a_value_of_another_kind_fails_naming_the_cell(text: str, value: object) -> None:
    with pytest.raises(ExpressionFailed):
        compile_condition(text).is_met(value, {})


def test_a_condition_tells_the_names_it_reads() -> None:
    assert compile_condition("<= tran + x, [a..b], ? == c").names == {"tran", "x", "a", "b", "c"}


@given(st.integers(-20, 20), st.integers(-20, 20), st.integers(-20, 20))
def test_an_interval_and_its_negation_part_all_numbers(low: int, high: int, value: int) -> None:
    inside = compile_condition(f"[{low}..{high})").is_met(value, {})
    assert inside is (low <= value < high)
    assert compile_condition(f"not([{low}..{high}))").is_met(value, {}) is not inside


@given(st.text(alphabet="ab1.,()[]<>=!?\"'- not", max_size=30))
def test_any_cell_is_compiled_or_refused(text: str) -> None:
    try:
        condition = compile_condition(text)
    except ExpressionRefused:
        return
    assert condition.text == text.strip()
