"""Reading DMN files and naming every fault in them."""

from collections.abc import Sequence

import pytest

from engine.decisions.evaluate import evaluate
from engine.decisions.reader import check_decision, read_decision
from engine.errors import NotFound, ProcedureRefused
from tests.engine.decisions.tables import HEAD, Row, make_decision, make_table

ROWS: Sequence[Row] = [(["> 0"], ["1"])]
GOOD = make_table(ROWS)


def rules_of(content: bytes) -> list[str]:
    return [one.rule for one in check_decision(content, "decisions/phi.dmn")]


def test_a_good_table_has_no_faults() -> None:
    assert check_decision(GOOD, "phi.dmn") == ()
    assert read_decision(GOOD).rules[0].note == "luật 1"


@pytest.mark.parametrize(
    "namespace",
    [
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ],
)
def test_other_versions_of_dmn_are_read(namespace: str) -> None:
    old = b"https://www.omg.org/spec/DMN/20191111/MODEL/"
    assert evaluate(read_decision(GOOD.replace(old, namespace.encode())), {"x": 1}) == {"kq": 1}


def test_every_fault_is_found_with_its_cell_and_line() -> None:
    rows: Sequence[Row] = [(["a b"], ["1"]), (["> 0"], ["x +"]), (["[1.."], ["eval(1)"])]
    found = check_decision(make_table(rows), "phi.dmn")
    assert [one.element for one in found] == ["r1i0", "r2o0", "r3i0", "r3o0"]
    assert [one.line for one in found] == sorted(one.line or 0 for one in found)
    assert found[0].en == "The cell a b cannot be read: it cannot be read at line 1, letter 3."
    assert found[0].vi == "Ô a b không đọc được: không đọc được ở dòng 1, ký tự 3."


@pytest.mark.parametrize(
    ("content", "rules"),
    [
        (b"<definitions/>", ["decision-not-dmn"]),
        (b"<a", ["xml-syntax"]),
        (f"{HEAD}</definitions>".encode(), ["decision-missing"]),
        (f'{HEAD}<decision id="a"/></definitions>'.encode(), ["decision-empty"]),
        (make_table(ROWS, policy='hitPolicy="LAST"'), ["decision-policy"]),
        (make_table(ROWS, policy='hitPolicy="PRIORITY"'), ["decision-order"]),
        (make_table(ROWS, order="a, b"), ["decision-cell"]),
        (make_table(ROWS, order="1 / 0"), ["decision-cell"]),
        (make_table([(["< 1 / 0"], ["1"])]), ["decision-cell"]),
        (make_table([(['date("31/12/2026")'], ["1"])]), ["decision-cell"]),
        (make_table(ROWS, policy='aggregation="SUM"'), ["decision-aggregation"]),
        (
            make_table(ROWS, policy='hitPolicy="COLLECT" aggregation="AVG"'),
            ["decision-aggregation"],
        ),
        (make_table(ROWS, inputs=[""]), ["decision-input"]),
        (make_table(ROWS, inputs=["a b"]), ["decision-cell"]),
        (make_table(ROWS, outputs=["số trang"]), ["decision-output-name"]),
        (make_table([(["-"], ["1", "2"])], outputs=["a", "a"]), ["decision-output-name"]),
        (make_table([(["-", "-"], ["1"])]), ["decision-row"]),
        (make_table([]), ["decision-no-rules"]),
    ],
)
def test_a_fault_is_named_by_its_rule(content: bytes, rules: list[str]) -> None:
    assert rules_of(content) == rules


def test_a_file_with_faults_is_refused_with_all_of_them() -> None:
    with pytest.raises(ProcedureRefused) as caught:
        read_decision(make_table([(["a b"], ["x +"])]))
    assert len(caught.value.findings) == 2


def test_advice_alone_does_not_refuse() -> None:
    assert read_decision(make_table([])).rules == ()


def test_each_decision_of_a_file_is_read_by_its_id() -> None:
    two = make_decision(ROWS, ["x"], ["a"]) + make_decision(ROWS, ["x"], ["b"])
    content = f"{HEAD}{two}</definitions>".encode()
    assert read_decision(content, decision_id="b_d").decision_id == "b_d"
    with pytest.raises(NotFound, match="c_d"):
        read_decision(content, decision_id="c_d")
    with pytest.raises(ProcedureRefused, match="there are a_d, b_d"):
        read_decision(content)


def test_two_decisions_of_one_id_are_a_fault() -> None:
    two = make_decision(ROWS, ["x"], ["a"]) * 2
    assert rules_of(f"{HEAD}{two}</definitions>".encode()) == ["decision-same-id"]


def test_the_only_output_may_go_without_a_name() -> None:
    content = GOOD.replace(b'name="kq"', b"")
    assert evaluate(read_decision(content), {"x": 1}) == {"kq_d": 1}


def test_a_default_answers_when_no_rule_matches() -> None:
    default = b"><defaultOutputEntry id='o'><text>0</text></defaultOutputEntry></output>"
    content = GOOD.replace(b"></output>", default)
    assert evaluate(read_decision(content), {"x": -1}) == {"kq": 0}


def test_a_file_too_large_to_be_asked_is_refused() -> None:
    table = make_table([(["-"], ["1"])] * 5_001)
    assert rules_of(table) == ["decision-too-large"]
    many = "".join(make_decision(ROWS, ["x"], [f"a{number}"]) for number in range(301))
    assert rules_of(f"{HEAD}{many}</definitions>".encode()) == ["decision-too-large"]


def test_a_doctype_is_refused() -> None:
    head, rest = GOOD.split(b"\n", 1)
    assert rules_of(head + b'\n<!DOCTYPE a [<!ENTITY b "c">]>\n' + rest) == ["xml-doctype"]
