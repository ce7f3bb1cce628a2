"""The index finds what asking each rule finds."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decisions.decision import Decision
from engine.decisions.evaluate import match_rules
from engine.decisions.reader import read_decision
from engine.faults import ExpressionFailed
from tests.engine.decisions.naive import ANY, CELLS, LIMIT, VALUES, Cell, equals, matching
from tests.engine.decisions.tables import make_table

TABLES = st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=5)


def table_of(rows: list[list[Cell]], inputs: tuple[str, ...] = ("x", "y")) -> Decision:
    """Return the table of these cells."""
    texts = [([cell.text for cell in row], ["1"]) for row in rows]
    return read_decision(make_table(texts, inputs=inputs))


def found(decision: Decision, names: dict[str, Any]) -> list[int] | None:
    """Return the numbers of the rules that match; None when one cannot be asked."""
    try:
        return list(match_rules(decision, {"tran": LIMIT, **names}))
    except ExpressionFailed:
        return None


@given(TABLES, st.lists(st.tuples(VALUES, VALUES), min_size=1, max_size=8))
def test_the_index_finds_what_asking_each_rule_finds(
    rows: list[list[Cell]], asked: list[tuple[Any, Any]]
) -> None:
    decision = table_of(rows)
    for x, y in asked:
        assert found(decision, {"x": x, "y": y}) == matching(rows, (x, y)), (x, y)


@pytest.mark.parametrize("value", [0, 499, 999, 1000, 1.5, "7", None])
def test_a_thousand_rules_are_told_apart(value: object) -> None:
    rows = [[equals(number), ANY] for number in range(1000)]
    assert found(table_of(rows), {"x": value, "y": "a"}) == matching(rows, (value, "a"))


@pytest.mark.parametrize(
    ("value", "rules"),
    [
        ("2026-01-02T08:00:00+07:00", [0]),
        ("2026-01-02T01:00:00Z", [0]),
        ("2026-01-02T09:00:00", [1]),
        ("2026-01-02", []),
        (None, []),
        ("tomorrow", None),
    ],
)
def test_instants_are_compared_in_any_zone(value: object, rules: list[int] | None) -> None:
    texts = ['date and time("2026-01-02T08:00:00+07:00")', '> @"2026-01-02T01:30:00Z"']
    decision = read_decision(make_table([([text], ["1"]) for text in texts]))
    assert found(decision, {"x": value}) == rules


@pytest.mark.parametrize("value", ["2026-01-02", "a", "b"])
def test_a_cell_may_look_for_texts_and_for_dates(value: str) -> None:
    decision = read_decision(make_table([(['"a", @"2026-01-02"'], ["1"])]))
    assert found(decision, {"x": value}) == (None if value == "b" else [0])
