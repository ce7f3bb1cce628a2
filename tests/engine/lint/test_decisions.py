"""What the check says of the tables of a procedure."""

from collections.abc import Mapping, Sequence

import pytest

from engine.procedures.parts import read_parts
from engine.records.findings import Finding
from tests.engine.decisions.tables import HEAD, Row, make_decision, make_table
from tests.engine.lint.folder import DIAGRAM, FILING, changed, findings, right_files, rules

FILE = "decisions/fee.dmn"
ONE: Sequence[Row] = [(["-"], ["1"])]
TWO = f"{HEAD}{make_decision(ONE, ['pages'], ['a'])}{make_decision(ONE, ['pages'], ['b'])}"


def with_table(content: bytes) -> Mapping[str, bytes]:
    """Return the right folder with another table."""
    return right_files() | {FILE: content}


def said(rows: Sequence[Row], policy: str = "", order: str = "", kind: str = "") -> list[Finding]:
    """Return what the check says of a table over `pages`."""
    content = make_table(rows, inputs=["pages"], outputs=["fee"], policy=policy, order=order)
    return list(findings(with_table(content.replace(b'name="fee"', f'name="fee"{kind}'.encode()))))


@pytest.mark.parametrize(
    ("rule", "rows", "policy"),
    [
        ("decision-overlap", [(["< 10"], ["1"]), ([">= 9"], ["1"])], "UNIQUE"),
        ("decision-disagree", [(["< 10"], ["1"]), ([">= 9"], ["2"])], "ANY"),
        ("decision-gap", [(["< 10"], ["1"]), (["> 10"], ["2"])], "UNIQUE"),
        ("decision-rule-never", [(["[5..1]"], ["1"]), (["-"], ["2"])], "UNIQUE"),
        ("decision-rule-hidden", [(["> 5"], ["1"]), (["> 10"], ["2"]), (["-"], ["3"])], "FIRST"),
        ("decision-result-fails", [(["-"], ["1 / 0"])], "UNIQUE"),
        ("decision-result-fails", [(["-"], ["1 / 0"]), (["> 1"], ["2"])], "ANY"),
    ],
)
def test_a_wrong_table_breaks_its_rule(rule: str, rows: Sequence[Row], policy: str) -> None:
    assert [one.rule for one in said(rows, f'hitPolicy="{policy}"')] == [rule]


@pytest.mark.parametrize(
    ("rows", "policy"),
    [
        ([(["< 10"], ["1"]), ([">= 10"], ["2"])], "UNIQUE"),
        ([(["< 10"], ["1"]), ([">= 9"], ["1"])], "ANY"),
        ([(["< 10"], ["1"]), ([">= 9"], ["pages"])], "ANY"),
        ([(["> 10"], ["1"]), (["-"], ["2"])], "FIRST"),
        ([(["< 10"], ["1"]), (["< 5"], ["2"])], "COLLECT"),
        ([(["< number_of_pages"], ["1"]), ([">= number_of_pages"], ["2"])], "UNIQUE"),
    ],
)
def test_a_right_table_is_left_alone(rows: Sequence[Row], policy: str) -> None:
    assert said(rows, f'hitPolicy="{policy}"') == []


def test_an_overlap_names_both_rules_an_example_and_its_row() -> None:
    (found,) = said([(["< 10"], ["1"]), ([">= 9"], ["1"])])
    assert (found.element, found.severe, found.file) == ("r1", True, FILE)
    assert found.en.startswith("The rules 1 and 2 both match, for example when pages = 9;")
    assert found.vi.startswith("Luật 1 và luật 2 cùng khớp, ví dụ khi pages = 9;")


def test_a_gap_is_advice_and_is_told_in_words() -> None:
    (found,) = said([(["[1..10]"], ["1"]), (["> 11"], ["2"])])
    assert not found.severe
    assert "“pages” is below 1, or above 10 and up to 11, for example pages = 0." in found.en
    assert "“pages” là dưới 1, hoặc trên 10 và đến 11, ví dụ pages = 0." in found.vi


def test_a_default_closes_every_gap() -> None:
    content = make_table([(["> 1"], ["1"])], inputs=["pages"], outputs=["fee"])
    default = b"><defaultOutputEntry id='o'><text>0</text></defaultOutputEntry></output>"
    assert findings(with_table(content.replace(b"></output>", default))) == ()


def test_the_limits_of_a_field_are_no_gaps() -> None:
    # number_of_pages is asked for in the filing form: from 1 to 500.
    rows: Sequence[Row] = [(["[1..3)"], ["1"]), (["[3..500]"], ["2"])]
    content = make_table(rows, inputs=["number_of_pages"], outputs=["fee"])
    assert findings(with_table(content)) == ()


@pytest.mark.parametrize(("step", "told"), [('"decimalDigits": 0,', []), ("", ["decision-gap"])])
def test_between_two_whole_numbers_is_no_gap(step: str, told: list[str]) -> None:
    rows: Sequence[Row] = [(["[1..2]"], ["1"]), (["[3..500]"], ["2"])]
    table = make_table(rows, inputs=["number_of_pages"], outputs=["fee"])
    files = changed(FILING, '"key": "number_of_pages",', f'{step}"key": "number_of_pages",')
    assert [one.rule for one in findings({**files, FILE: table})] == told


def test_the_channels_of_a_case_are_known() -> None:
    rows: Sequence[Row] = [(['"online"'], ["1"]), (['"direct"'], ["2"])]
    content = make_table(rows, inputs=["dossier.channel"], outputs=["fee"])
    (found,) = findings(with_table(content))
    assert "“dossier.channel” is “post”" in found.en


@pytest.mark.parametrize(
    ("kind", "result", "is_right"),
    [
        ("number", '"free"', False), ("number", "5", True), ("string", "5", False),
        ("string", '"free"', True), ("boolean", "true", True), ("boolean", "1", False),
        ("date", 'date("2026-01-02")', True), ("date", '"soon"', False),
        ("integer", "1.5", False), ("integer", "2", True), ("Any", "1", True),
        ("number", "pages", True), ("number", "", True),
    ],
)  # fmt: skip
def test_a_result_must_be_what_its_column_holds(kind: str, result: str, is_right: bool) -> None:
    found = said([(["-"], [result])], kind=f' typeRef="{kind}"')
    assert [one.rule for one in found] == ([] if is_right else ["decision-result-kind"])


def test_a_result_must_be_in_the_list_that_ranks_it() -> None:
    rows: Sequence[Row] = [(["< 10"], ['"a"']), (["-"], ['"c"'])]
    found = said(rows, 'hitPolicy="PRIORITY"', '"a", "b"')
    assert [(one.rule, one.element) for one in found] == [("decision-result-order", "r2")]


def test_the_name_of_a_file_with_several_decisions_is_unclear() -> None:
    files = with_table(f"{TWO}</definitions>".encode())
    (found,) = [one for one in findings(files) if one.severe]
    assert (found.rule, found.file, found.element) == ("decision-unclear", DIAGRAM, "fee_table")
    assert "there are a_d, b_d" in found.en


def test_a_decision_of_a_file_can_be_named() -> None:
    files = changed(DIAGRAM, 'motcua:decision="fee"', 'motcua:decision="fee#b_d"')
    assert rules({**files, FILE: f"{TWO}</definitions>".encode()}) == set()
    assert rules({**files, FILE: make_table(ONE)}) == {"decision-not-in-file", "name-unknown"}


def test_a_list_of_faults_that_is_cut_says_so() -> None:
    rows: Sequence[Row] = [(["< 100"], [str(number)]) for number in range(40)]
    found = said(rows)
    assert sum(one.rule == "decision-overlap" for one in found) == 20
    assert "decision-not-all-told" in {one.rule for one in found}


def test_a_file_and_each_of_its_decisions_have_a_name() -> None:
    alone = read_parts(right_files()).decisions
    assert (set(alone), alone["fee"]) == ({"fee", "fee#fee"}, alone["fee#fee"])
    several = read_parts(with_table(f"{TWO}</definitions>".encode()))
    assert (set(several.decisions), several.is_whole()) == ({"fee#a_d", "fee#b_d"}, True)
