"""Gaps and overlaps are those that asking every value finds."""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decisions.coverage import Coverage, find_coverage
from engine.decisions.decision import Decision
from engine.decisions.evaluate import match_rules
from engine.decisions.reader import read_decision
from engine.decisions.regions import Domain, Region, sides_of
from engine.decisions.sweep import Sweep
from tests.engine.decisions.naive import (
    ANY,
    CELLS,
    Cell,
    comparison,
    equals,
    interval,
    listed,
    matching,
)
from tests.engine.decisions.tables import make_table

COUNTS, LETTERS = range(-1, 6), ("a", "b")
DOMAINS = {"x": Domain(least=-1, most=5, whole=True), "y": Domain(values=LETTERS)}
NUMBERS = st.integers(-2, 6)
COUNTED = (
    st.builds(equals, NUMBERS)
    | st.builds(comparison, st.sampled_from(["<", "<=", ">", ">="]), NUMBERS)
    | st.builds(interval, st.sampled_from(["[]", "(]", "[)", "()"]), NUMBERS, NUMBERS)
)
LETTERED = st.builds(equals, st.sampled_from(LETTERS))
ROW = st.tuples(
    st.builds(listed, st.lists(COUNTED, min_size=1, max_size=2), st.booleans()) | st.just(ANY),
    st.builds(listed, st.lists(LETTERED, min_size=1, max_size=2), st.booleans()) | st.just(ANY),
)
TABLES = st.lists(ROW, min_size=1, max_size=5)


def table_of(rows: Sequence[Sequence[Cell]], policy: str = "COLLECT") -> Decision:
    texts = [([cell.text for cell in row], ["1"]) for row in rows]
    return read_decision(make_table(texts, inputs=("x", "y"), policy=f'hitPolicy="{policy}"'))


def over(rows: Sequence[Sequence[str]], *names: str, **known: Domain) -> Coverage:
    """Return what is found in a table of these cells."""
    texts = [(row, ["1"]) for row in rows]
    return find_coverage(read_decision(make_table(texts, inputs=names or ("x",))), known)


def holds(regions: Iterable[Region] | None, value: Any) -> bool:
    """Return whether a value lies in a box of a column."""
    for one in regions or ():
        above = one.low is None or value > one.low.value or value == one.low.value
        below = one.high is None or value < one.high.value or value == one.high.value
        if above and below:
            return True
    return regions is None


@given(TABLES)
def test_the_gaps_are_the_values_without_a_rule(rows: list[tuple[Cell, Cell]]) -> None:
    decision = table_of(rows)
    boxes = Sweep(sides=sides_of(decision, DOMAINS), rules=len(rows)).gaps()
    for x, y in product(COUNTS, LETTERS):
        in_gap = any(holds(box[0], x) and holds(box[1], y) for box in boxes)
        assert in_gap is not bool(match_rules(decision, {"x": x, "y": y})), (x, y)


@given(TABLES)
def test_the_example_of_a_gap_is_one(rows: list[tuple[Cell, Cell]]) -> None:
    decision = table_of(rows)
    for gap in find_coverage(decision, DOMAINS).gaps:
        assert match_rules(decision, gap.example) == ()
        assert gap.example["x"] in COUNTS
        assert gap.example["y"] in LETTERS


@given(TABLES)
def test_overlaps_are_the_rules_that_match_together(rows: list[tuple[Cell, Cell]]) -> None:
    decision = table_of(rows)
    told = find_coverage(decision, DOMAINS).overlaps
    asked = [match_rules(decision, {"x": x, "y": y}) for x, y in everything()]
    together = {(a, b) for met in asked for a in met for b in met if a < b}
    assert {(one.rule, other) for one in told for other in one.others} == together
    assert all({one.rule, one.others[0]} <= {*match_rules(decision, one.example)} for one in told)


@given(TABLES)
def test_a_rule_that_never_counts_is_told(rows: list[tuple[Cell, Cell]]) -> None:
    decision = table_of(rows, "FIRST")
    found = find_coverage(decision, DOMAINS)
    asked = [match_rules(decision, {"x": x, "y": y}) for x, y in everything()]
    matched = {number for met in asked for number in met}
    assert set(found.never) == {*range(len(rows))} - matched
    for number, earlier in found.hidden:
        assert all(earlier in met for met in asked if number in met)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_examples_are_true_whatever_the_cells(rows: list[tuple[Cell, Cell]]) -> None:
    found = find_coverage(table_of(rows))
    for one in found.overlaps:
        both = [rows[one.rule], rows[one.others[0]]]
        assert matching(both, tuple(one.example.values())) == [0, 1]
    for gap in found.gaps:
        assert matching(rows, tuple(gap.example.values())) in ([], None)


def everything() -> Iterable[tuple[Any, Any]]:
    return product((*COUNTS, None), (*LETTERS, None))


@pytest.mark.parametrize(
    ("cells", "where"),
    [
        (["< 1", "> 2"], "from 1 to 2"),
        (["<= 1", ">= 2"], "above 1 and below 2"),
        (["< 1", "[1..2.5)", "(2.5..9]"], "2.5, or above 9"),
        (["true"], "false"),
        (['< @"2026-01-01"', '> @"2026-01-31"'], "from 2026-01-01 to 2026-01-31"),
        (['not("a")', '"b"'], "“a”"),
        (["not(null)"], "empty"),
        (
            ['< @"2026-01-01T08:00:00+07:00"', '> @"2026-01-01T08:00:00+07:00"'],
            "2026-01-01T08:00+07:00",
        ),
    ],
)
def test_a_gap_is_told_in_words(cells: list[str], where: str) -> None:
    (gap,) = over([[cell] for cell in cells]).gaps
    assert [(label, words.en) for label, words in gap.where] == [("x", where)]


@pytest.mark.parametrize(
    "cells",
    [["-"], ["true", "false"], ["< 1", ">= 1"], ["null", "not(null)"], ['"a"', '"b"']]
    + [['< @"2026-01-01"', '>= @"2026-01-01"'], ['<= @"2026-01-01"', '>= @"2026-01-02"']]
    + [["< y"], ["? > 3 or ? < 5"]],
)
def test_what_is_covered_or_cannot_be_told_is_no_gap(cells: list[str]) -> None:
    assert over([[cell] for cell in cells]).gaps == ()


def test_columns_that_look_at_the_same_are_one() -> None:
    found = over([["> 5", "-"], ["-", "<= 5"]], "x", "x")
    assert (found.gaps, found.overlaps) == ((), ())


def test_gaps_that_are_alike_are_told_as_one() -> None:
    rows = [[f"[{n}..{n + 1})", "true"] for n in range(50)]
    found = over(rows, "x", "y", x=Domain(least=0, most=49.5))
    assert [[w.en for _, w in gap.where] for gap in found.gaps] == [["false"]]


def test_allowed_values_of_the_file_limit_a_column() -> None:
    content = make_table([(['"a"'], ["1"]), (['"b"'], ["1"])])
    values = b'</inputExpression><inputValues><text>"a","b","c"</text></inputValues>'
    decision = read_decision(content.replace(b"</inputExpression>", values))
    assert [gap.example for gap in find_coverage(decision).gaps] == [{"x": "c"}]


def test_a_table_too_large_for_the_sweep_says_so() -> None:
    rows = [[f"[{7 * n % 997}..{7 * n % 997 + 90}]"] * 4 for n in range(200)]
    found = over(rows, "a", "b", "c", "d")
    assert (found.gaps, found.complete) == ((), False)
