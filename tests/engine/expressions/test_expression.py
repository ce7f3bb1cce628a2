"""Expressions: what they mean, what they read, what they say when they fail."""

from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.expressions.expression import compile_expression
from engine.faults import ExpressionFailed, ExpressionRefused

CASE = MappingProxyType(
    {
        "dien_tich": 84.5,
        "loai": "nha",
        "tep": ["a", "b", "c"],
        "phi": [{"phi": 75000}, {"phi": 150000}],
        "don": {"dien_tich": 60, "ngay": "2026-11-24", "chu_ho": {"ten": "Dora"}},
        "trống": None,
        "số trang": 3,
    }
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('dien_tich > 50 and loai in ["nha", "khac"] and len(tep) >= 2', True),
        ('phi[0]["phi"] + phi[1]["phi"] < 200000', False),
        ("=don.dien_tich", 60),
        ("don.chu_ho.ten", "Dora"),
        ('don["chu_ho"]["ten"]', "Dora"),
        ("0 < don.dien_tich <= 60", True),
        ("tep[-1]", "c"),
        ("\n  dien_tich > 50\n  and not (loai == 'dat')  # nhà ở\n", True),
        ("dien_tich\u00a0> 50", True),
        ("true and not false", True),
        ("trống is null and trống == None", True),
        ("trống or 'không rõ'", "không rõ"),
        ("'cao' if dien_tich > 100 else 'thấp'", "thấp"),
        ("'h' in 'nha' and 'ten' in don.chu_ho", True),
        ("'d' not in tep", True),
        ("7 % 3 + 7 / 2 + 6 / 3 - -1", 7.5),
        ("true == 1", False),
        ("1 in [true]", False),
        ("tep == ['a', 'b', 'c'] and [tep] == [['a', 'b', 'c']] and tep != ['a']", True),
        ("[1, 2] + [3]", [1, 2, 3]),
        ("'một' + ' cửa'", "một cửa"),
    ],
)
def test_an_expression_means_what_it_says(text: str, value: object) -> None:
    assert compile_expression(text).value(CASE) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("min(3, 1, 2) + max([4, 5])", 6),
        ("abs(-3) + len('abc') + len(don)", 9),
        ("round(2.5) + round(-2.5) + round(1234, -2)", 1200),
        ("round(2.345, 2)", 2.35),
        ("floor(2.9) + ceil(2.1)", 5),
        ("sum([1, 2.5])", 3.5),
        ("count(['a', 'b', 'a'], 'a')", 2),
        ("upper('đơn') + lower('XIN') + trim(' x ')", "ĐƠNxinx"),
        ("contains(tep, 'a') and starts_with(loai, 'n') and ends_with(loai, 'a')", True),
        ("is_blank(' ') and is_blank([]) and is_blank(trống) and not is_blank(0)", True),
        ("get(don, 'phi', 0) + get(trống, 'x', 1)", 1),
        ("number(' 12 ') + number('0.5')", 12.5),
        ("date(don.ngay)", date(2026, 11, 24)),
        ("date('2026-01-01T23:30:00Z')", date(2026, 1, 2)),
        ("date('2026-01-02') > date('2026-01-01')", True),
        ("days_between('2026-01-30', '2026-02-02')", 3),
        ("years_between('2008-11-25', don.ngay)", 17),
        ("year(don.ngay) * 100 + month(don.ngay)", 202611),
    ],
)
def test_each_function_of_the_catalogue_works(text: str, value: object) -> None:
    assert compile_expression(text).value(CASE) == value


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("don.dien_tich > 50 and loai == 'nha'", {"don", "loai"}),
        ("len(tep) + len", {"tep", "len"}),
        ("true or false or null", set()),
        ("a[b.c][d]", {"a", "b", "d"}),
    ],
)
def test_names_are_the_top_level_names_read(text: str, names: set[str]) -> None:
    assert compile_expression(text).names == names


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("khong_co > 1", "khong_co"),
        ("don.khong_co > 1", "'khong_co'"),
        ("tep[3]", "3"),
        ("loai.dai", "dai"),
        ("1 / (dien_tich - dien_tich)", "division by zero"),
        ("trống > 1", "compare null and a number"),
        ("loai > 1", "compare text and a number"),
        ("true + 1", "add true/false and a number"),
        ("loai * 3", "multiply text"),
        ("loai - 1", "subtract text"),
        ("sum(don)", "sum cannot work with"),
        ("date('mai')", "date cannot work with 'mai'"),
        ("min([])", "min of an empty list"),
        ("1 in 2", "look for a number and a number"),
    ],
)
def test_a_failing_expression_says_what_does_not_fit(text: str, said: str) -> None:
    with pytest.raises(ExpressionFailed, match=said) as caught:
        compile_expression(text).value(CASE)
    assert text in str(caught.value)


def test_a_failure_is_told_in_both_languages() -> None:
    with pytest.raises(ExpressionFailed) as caught:
        compile_expression("khong_co").value({})
    assert caught.value.text("vi").endswith("không có giá trị khong_co")
    assert caught.value.text("en").endswith("there is no value khong_co")


def test_a_missing_name_can_be_read_as_null() -> None:
    expression = compile_expression("is_blank(ten) and tuoi == null")
    assert expression.value({}, missing_is_null=True) is True


def test_the_same_text_is_the_same_expression() -> None:
    assert compile_expression("a > 1") == compile_expression("a > 1")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("date('2026-01-02')", "2026-01-02"),
        ("['a', date('2026-01-02'), [1.5]]", ["a", "2026-01-02", [1.5]]),
        ("don", {"dien_tich": 60, "ngay": "2026-11-24", "chu_ho": {"ten": "Dora"}}),
    ],
)
def test_a_json_value_is_what_a_case_keeps(text: str, kept: object) -> None:
    assert compile_expression(text).json_value(CASE) == kept


def test_a_value_that_no_case_keeps_fails_by_name() -> None:
    with pytest.raises(ExpressionFailed, match="set cannot be kept"):
        compile_expression("x").json_value({"x": {1}})


def test_a_constant_list_is_not_shared_with_whoever_receives_it() -> None:
    expression = compile_expression("[1, 2]")
    assert isinstance(expression.value({}), tuple)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = 1", "write == to compare"),
        ("a && b", "write and"),
        ("${a}", "without"),
        ("a >", "line 1, letter 4"),
        ("a and\nb c", "line 2, letter 3"),
        ("  ", "empty"),
        ("=", "empty"),
        ("# ghi chú", "empty"),
        ("1) + (2", "bracket"),
        ("a" * 2001, "longer than 2000"),
        ("foo(1)", "only these may be called"),
        ("len(1, 2)", "len takes 1–1"),
        ("a[1:2]", "one key"),
        ("1e999", "literal"),
    ],
)
def test_a_refusal_says_what_to_write(text: str, said: str) -> None:
    with pytest.raises(ExpressionRefused, match=said):
        compile_expression(text)


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9), st.sampled_from("+-*%"))
def test_whole_numbers_are_reckoned_as_in_arithmetic(a: int, b: int, sign: str) -> None:
    wanted = {"+": a + b, "-": a - b, "*": a * b, "%": a % b if b else None}[sign]
    expression = compile_expression(f"a {sign} b")
    if wanted is None:
        with pytest.raises(ExpressionFailed):
            expression.value({"a": a, "b": b})
    else:
        assert expression.value({"a": a, "b": b}) == wanted


@given(st.text(alphabet="abz01.,()[]{}'\"=<>!+-*/%#_ \n\t=ifelsnotrd", max_size=40))
def test_any_text_is_compiled_or_refused(text: str) -> None:
    try:
        expression = compile_expression(text)
    except ExpressionRefused:
        return
    assert "__" not in "".join(expression.names)
