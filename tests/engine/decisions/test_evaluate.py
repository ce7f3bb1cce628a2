"""What tables answer, for each hit policy."""

from collections.abc import Sequence

import pytest

from engine.decisions.decision import names_read, names_written
from engine.decisions.evaluate import evaluate
from engine.decisions.reader import read_decision
from engine.faults import DecisionError, ExpressionFailed
from tests.engine.decisions.tables import Row, make_table

# Certified copies (2.000815): 2,000 đồng a page, from page 3 on 1,000, at most 200,000 a copy.
FEE = make_table(
    [(["[1..2]"], ["2000 * so_trang"]), (["> 2"], ["min(200000, 4000 + 1000 * (so_trang - 2))"])],
    inputs=["so_trang"],
    outputs=["phi"],
)
STEPS: Sequence[Row] = [(["> 0"], ['"a"']), (["> 10"], ['"b"']), (["> 20"], ['"c"'])]
NUMBERS: Sequence[Row] = [(["> 0"], ["1"]), (["> 10"], ["20"]), (["> 20"], ["x"])]


@pytest.mark.parametrize(
    ("pages", "fee"),
    [(1, 2000), (2, 4000), (3, 5000), (10, 12000), (198, 200000), (500, 200000)],
)
def test_the_fee_of_certified_copies(pages: int, fee: int) -> None:
    assert evaluate(read_decision(FEE), {"so_trang": pages}) == {"phi": fee}


@pytest.mark.parametrize(
    ("policy", "x", "answer"),
    [
        ('hitPolicy="UNIQUE"', 5, {"kq": "a"}),
        ("", -5, None),
        ('hitPolicy="FIRST"', 25, {"kq": "a"}),
        ('hitPolicy="FIRST"', -5, None),
        ('hitPolicy="PRIORITY"', 25, {"kq": "b"}),
        ('hitPolicy="RULE ORDER"', 25, ["a", "b", "c"]),
        ('hitPolicy="RULE ORDER"', -5, []),
        ('hitPolicy="OUTPUT ORDER"', 25, ["b", "c", "a"]),
        ('hitPolicy="COLLECT"', 15, ["a", "b"]),
        ('hitPolicy="COLLECT" aggregation="COUNT"', 25, {"kq": 3}),
        ('hitPolicy="COLLECT" aggregation="COUNT"', -5, {"kq": 0}),
        ('hitPolicy="COLLECT" aggregation="SUM"', -5, None),
    ],
)
def test_a_policy_settles_the_matching_rules(policy: str, x: int, answer: object) -> None:
    table = make_table(STEPS, policy=policy, order='"b", "c", "a"')
    assert evaluate(read_decision(table), {"x": x}) == answer


@pytest.mark.parametrize(("aggregation", "answer"), [("SUM", 46), ("MIN", 1), ("MAX", 25)])
def test_collected_numbers_are_aggregated(aggregation: str, answer: int) -> None:
    table = make_table(NUMBERS, policy=f'hitPolicy="COLLECT" aggregation="{aggregation}"')
    assert evaluate(read_decision(table), {"x": 25}) == {"kq": answer}


def test_unique_with_two_matches_names_the_rules() -> None:
    with pytest.raises(DecisionError, match="kq_d .* the rules 1, 2 match") as caught:
        evaluate(read_decision(make_table(STEPS)), {"x": 15})
    assert "các luật 1, 2 cùng khớp" in caught.value.text("vi")


@pytest.mark.parametrize(("result", "agrees"), [("1", True), ("1.0", True), ("true", False)])
def test_any_wants_the_same_result_of_every_match(result: str, agrees: bool) -> None:
    rows: Sequence[Row] = [(["> 0"], ["1"]), (["> 1"], [result])]
    decision = read_decision(make_table(rows, policy='hitPolicy="ANY"'))
    if agrees:
        assert evaluate(decision, {"x": 5}) == {"kq": 1}
    else:
        with pytest.raises(DecisionError, match="different results"):
            evaluate(decision, {"x": 5})


def test_a_result_outside_the_list_of_results_has_no_priority() -> None:
    table = make_table(STEPS, policy='hitPolicy="PRIORITY"', order='"a"')
    with pytest.raises(DecisionError, match="'b' is not in the list"):
        evaluate(read_decision(table), {"x": 15})


def test_sum_of_texts_is_no_answer() -> None:
    table = make_table(STEPS, policy='hitPolicy="COLLECT" aggregation="SUM"')
    with pytest.raises(DecisionError, match="sum cannot work with 'a'"):
        evaluate(read_decision(table), {"x": 5})


def test_several_inputs_and_outputs_give_a_mapping() -> None:
    table = make_table(
        [(["> 5", '"nha"'], ["true", '"khẩn"']), (["-", "-"], ["false", ""])],
        inputs=["x", "don.loai"],
        outputs=["uu_tien", "nhan"],
        policy='hitPolicy="FIRST"',
    )
    decision = read_decision(table)
    assert evaluate(decision, {"x": 6, "don": {"loai": "nha"}}) == {
        "uu_tien": True,
        "nhan": "khẩn",
    }
    assert evaluate(decision, {"x": 6, "don": {"loai": "đất"}}) == {"uu_tien": False, "nhan": None}


def test_a_missing_name_reads_as_null() -> None:
    table = make_table([(["null"], ['"trống"']), (["not(null)"], ['"có"'])])
    assert evaluate(read_decision(table), {}) == {"kq": "trống"}


def test_results_are_values_that_a_case_can_keep() -> None:
    decision = read_decision(make_table([(["-"], ['[date("2026-01-02"), 1.5]'])]))
    assert evaluate(decision, {}) == {"kq": ["2026-01-02", 1.5]}


def test_a_cell_that_does_not_fit_the_value_is_named() -> None:
    with pytest.raises(ExpressionFailed, match="> 10 does not work"):
        evaluate(read_decision(make_table([(["> 10"], ["1"])])), {"x": "a"})


def test_a_decision_tells_what_it_reads_and_writes() -> None:
    table = make_table([(["< tran"], ["x + y"])], inputs=["don.x"], outputs=["kq"])
    decision = read_decision(table)
    assert names_read(decision) == {"don", "tran", "x", "y"}
    assert names_written(decision) == ("kq",)
