"""FEEL as far as our language can say the same, and no further."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decisions.cells import compile_condition
from engine.decisions.languages import compile_text, find_language
from engine.faults import ExpressionRefused

NAMES = {"a": 2, "ten": "Hoa", "don": {"loai": "nhà"}, "ds": [1, 2, 3]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a = 2", True),
        ('if a > 2 then "x" else if a = 2 then "y" else "z"', "y"),
        ("[if a = 1 then 1 else 2, 3]", [2, 3]),
        ("min(if a = 2 then 7 else 8, 9) + 1", 8),
        ("string length(ten) + count(ds)", 6),
        ('upper case(ten) = "HOA" and starts with(ten, "H")', True),
        ("list contains(ds, 2)", True),
        ('don.loai in ("nhà", "đất")', True),
        ("a in [1, 3]", False),
        ("not(a = 3) and not(false) = true", True),
        ("ceiling(a / 3) + floor(1.5)", 2),
        ('date("2026-01-02") > @"2026-01-01"', True),
        ("(a + 1) * -a", -6),
        ('"if = then" + "\\""', 'if = then"'),
        ("round half up(2.5, 0)", 3),
        ("null", None),
    ],
)
def test_feel_is_translated(text: str, value: object) -> None:
    assert compile_text(text, "feel").json_value(NAMES) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("ds[1]", "filters and places"),
        ("số trang + 1", "write số_trang"),
        ("for x in ds return x", "FEEL's for"),
        ("a between 1 and 3", "FEEL's between"),
        ("a in [1..3]", r"FEEL's \.\."),
        ("a in (ds)", "only a list"),
        ("a < 2 = true", "brackets"),
        ("2 ** 3", r"FEEL's \*\*"),
        ("if a then 1", "if without else"),
        ("if a", "if without then"),
        ("(a", r"\) is missing"),
        ("a)", "wrong place"),
        ("duration(a)", "no function duration"),
        ("not a", r"write not\( \)"),
        ("{x: 1}", "cannot be read"),
        ("(" * 60 + "a" + ")" * 60, "nested too deeply"),
    ],
)
def test_what_would_mean_something_else_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ExpressionRefused, match=reason):
        compile_text(text, "feel")


def test_without_a_language_ours_is_read_first_and_feel_after() -> None:
    assert compile_text("len(ten) == 3").value(NAMES) is True
    assert compile_text("string length(ten) = 3").value(NAMES) is True
    with pytest.raises(ExpressionRefused, match="write == to compare"):
        compile_text("a = 1", "motcua")
    with pytest.raises(ExpressionRefused, match="line 1, letter 3"):
        compile_text("a b")


def test_cells_of_conditions_may_be_feel() -> None:
    condition = compile_condition("string length(?) > 2", language="feel")
    assert [condition.is_met(one, {}) for one in ("abc", "ab")] == [True, False]


@pytest.mark.parametrize(
    ("written", "language"),
    [
        ("", ""),
        ("feel", "feel"),
        ("FEEL", "feel"),
        ("https://www.omg.org/spec/DMN/20191111/FEEL/", "feel"),
        ("https://www.omg.org/spec/DMN/20230324/FEEL/", "feel"),
        ("http://www.omg.org/spec/FEEL/20140401", "feel"),
        ("motcua", "motcua"),
        ("javascript", None),
        ("http://www.groovy-lang.org", None),
    ],
)
def test_languages_are_known_by_their_names(written: str, language: str | None) -> None:
    assert find_language(written) == language


@given(st.text(alphabet='ab1.,()[]<>=!?"- @{}ifthenlsoradn', max_size=40))
def test_any_text_is_translated_or_refused(text: str) -> None:
    try:
        expression = compile_text(text, "feel")
    except ExpressionRefused:
        return
    assert all(name in text.replace("?", "cellInput") for name in expression.names)
