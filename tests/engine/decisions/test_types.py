"""What columns may hold: allowed values of inputs, types of outputs, types of the file."""

import pytest

from engine.decisions.evaluate import evaluate
from engine.decisions.kinds import find_kind
from engine.decisions.reader import check_decision, read_decision
from engine.faults import DecisionError, ExpressionFailed
from tests.engine.decisions.tables import make_table

TABLE = make_table([(["-"], ["y"])])
TYPES = (
    '<itemDefinition id="t1" name="tLoai"><typeRef>string</typeRef>'
    '<allowedValues id="t2"><text>"nhà", "đất"</text></allowedValues></itemDefinition>'
    '<itemDefinition id="t3" name="tRieng"><typeRef>tLoai</typeRef></itemDefinition>'
    '<itemDefinition id="t4" name="tVong"><typeRef>tVong</typeRef></itemDefinition>'
    '<itemDefinition id="t5" name="tNhieu" isCollection="true"><typeRef>tLoai</typeRef>'
    "</itemDefinition><decision "
)


def typed(output: str = "", column: str = "", values: str = "") -> bytes:
    """Return a table with types of the file, of its output and of its input, and its values."""
    found = TABLE.decode().replace("<decision ", TYPES)
    found = found.replace('name="kq"', f'name="kq" typeRef="{output}"')
    found = found.replace('id="ie0"', f'id="ie0" typeRef="{column}"')
    limits = f'<inputValues id="iv"><text>{values}</text></inputValues>'
    return found.replace("</inputExpression>", f"</inputExpression>{limits}").encode()


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("string", ["a", ""], [1, True, ["a"]]),
        ("number", [1, 1.5], ["1", True]),
        ("integer", [1, 2.0], [1.5, "1", True]),
        ("boolean", [True, False], [1, "true"]),
        ("date", ["2026-01-31"], ["2026-02-30", "31/01/2026", 5, "2026-01-31T08:00:00"]),
        ("dateTime", ["2026-01-31T08:00:00+07:00"], ["2026-01-31", "soon and later", 5]),
        ("feel:string", ["a"], [1]),
        ("tRieng", ["a"], [1]),
        ("tVong", [1, "a"], []),
        ("tNhieu", [["a"], 1], []),
        ("Any", [1, "a", [1]], []),
    ],
)
def test_a_result_is_of_the_type_of_its_column(
    kind: str, right: list[object], wrong: list[object]
) -> None:
    decision = read_decision(typed(kind))
    assert [evaluate(decision, {"y": one}) for one in right] == [{"kq": one} for one in right]
    for value in wrong:
        with pytest.raises(DecisionError, match="rule 1 gives"):
            evaluate(decision, {"y": value})


def test_no_result_is_of_every_type() -> None:
    assert evaluate(read_decision(typed("number")), {}) == {"kq": None}


def test_a_wrong_result_is_told_in_both_languages() -> None:
    with pytest.raises(DecisionError) as caught:
        evaluate(read_decision(typed("number")), {"y": "a"})
    assert "rule 1 gives 'a' for “kq”, which must be a number" in caught.value.text("en")
    assert "luật 1 cho 'a' ở “kq”, mà cột này phải là số" in caught.value.text("vi")


@pytest.mark.parametrize(
    ("column", "values", "right", "wrong"),
    [
        ("", '"a", "b"', ["a", "b", None], ["c", 1]),
        ("number", "[1..10]", [1, 10, None], [0, 11]),
        ("tLoai", "", ["nhà", None], ["xe"]),
        ("tRieng", "", ["đất"], ["xe"]),
        ("string", "", ["a", 1], []),
    ],
)
def test_a_value_that_is_not_allowed_is_an_error(
    column: str, values: str, right: list[object], wrong: list[object]
) -> None:
    decision = read_decision(typed(column=column, values=values))
    assert [evaluate(decision, {"x": one}) for one in right] == [{"kq": None}] * len(right)
    for value in wrong:
        with pytest.raises(DecisionError, match="“x” is .* and only .* is allowed there"):
            evaluate(decision, {"x": value})


def test_a_value_of_another_kind_than_its_limits_fails() -> None:
    with pytest.raises(ExpressionFailed):
        evaluate(read_decision(typed(values="[1..10]")), {"x": "a"})


def test_limits_must_be_constants() -> None:
    found = check_decision(typed(values="&lt; tran"), "x.dmn")
    assert [(one.rule, one.element) for one in found] == [("decision-cell", "iv")]


@pytest.mark.parametrize(
    "result", ['date and time("2026-01-31T08:00:00+07:00")', '@"2026-01-31T08:00:00+07:00"']
)
def test_a_result_may_be_an_instant(result: str) -> None:
    content = make_table([(["-"], [result])]).replace(b'name="kq"', b'name="kq" typeRef="dateTime"')
    assert evaluate(read_decision(content), {}) == {"kq": "2026-01-31T08:00:00+07:00"}


@pytest.mark.parametrize("name", ["", "Any", "duration", "tKhac", "time"])
def test_other_types_are_not_checked(name: str) -> None:
    assert find_kind(name) is None
