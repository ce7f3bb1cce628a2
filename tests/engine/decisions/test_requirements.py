"""Decisions that require each other, and literal expressions."""

import pytest

from engine.decisions.coverage import find_coverage
from engine.decisions.decision import names_read
from engine.decisions.evaluate import evaluate
from engine.decisions.reader import check_decision, read_decision, read_decisions
from engine.errors import NotFound, ProcedureRefused
from tests.engine.decisions.tables import HEAD


def literal(key: str, text: str, *needs: str, variable: str = "", attributes: str = "") -> str:
    """Return a decision that is an expression, after what it requires."""
    named = f'<variable id="{key}_v" name="{variable}"/>' if variable else ""
    required = "".join(
        f'<informationRequirement id="{key}_{one}"><requiredDecision href="#{one}"/>'
        "</informationRequirement>"
        for one in needs
    )
    return (
        f'<decision id="{key}" name="Quyết định {key}">{named}{required}\n'
        f'<literalExpression id="{key}_e" {attributes}><text>{text}</text></literalExpression>'
        "</decision>\n"
    )


def file_of(*decisions: str) -> bytes:
    return f"{HEAD}{''.join(decisions)}</definitions>".encode()


def rules_of(*decisions: str) -> list[str]:
    return [one.rule for one in check_decision(file_of(*decisions), "x.dmn")]


def test_an_expression_answers_under_the_name_of_its_variable() -> None:
    decision = read_decision(file_of(literal("phi", "2 * so_trang", variable="muc_phi")))
    assert evaluate(decision, {"so_trang": 3}) == {"muc_phi": 6}


def test_an_expression_without_variable_answers_under_its_id() -> None:
    assert evaluate(read_decision(file_of(literal("phi", "1"))), {}) == {"phi": 1}


def test_the_answer_of_a_required_decision_is_seen() -> None:
    content = file_of(literal("b", "a_so + 1", "a"), literal("a", "x * 2", variable="a_so"))
    decision = read_decision(content)
    assert decision.decision_id == "b"
    assert evaluate(decision, {"x": 5, "a_so": "the case's own"}) == {"b": 11}
    assert names_read(decision) == {"x"}


def test_only_what_is_required_directly_is_seen() -> None:
    chain = (literal("a", "1"), literal("b", "a + 1", "a"), literal("c", "[a, b]", "b"))
    assert evaluate(read_decision(file_of(*chain)), {"a": 70}) == {"c": [70, 2]}


def test_a_decision_required_twice_is_asked_before_both() -> None:
    square = (
        literal("d", "b + c", "b", "c"),
        literal("b", "a + 1", "a"),
        literal("c", "a + 2", "a"),
        literal("a", "10"),
    )
    decision = read_decision(file_of(*square))
    assert [one.decision_id for one in decision.before] == ["a", "b", "c"]
    assert evaluate(decision, {}) == {"d": 23}


def test_any_decision_of_a_file_can_be_asked() -> None:
    content = file_of(literal("b", "a + 1", "a"), literal("a", "x"))
    assert evaluate(read_decision(content, decision_id="a"), {"x": 1}) == {"a": 1}
    with pytest.raises(NotFound):
        read_decision(content, decision_id="c")


def test_two_decisions_that_nobody_requires_are_unclear() -> None:
    with pytest.raises(ProcedureRefused, match="there are a, b"):
        read_decision(file_of(literal("a", "1"), literal("b", "1")), "x.dmn")


def test_a_table_may_require_an_expression_and_its_answers_are_known() -> None:
    table = (
        '<decision id="t"><informationRequirement id="n"><requiredDecision href="#a"/>'
        '</informationRequirement><decisionTable id="tt"><input id="i"><inputExpression id="ie">'
        '<text>a</text></inputExpression></input><output id="o" name="phi"/><rule id="r">'
        '<inputEntry id="r1"><text>"x"</text></inputEntry><outputEntry id="r2"><text>5</text>'
        "</outputEntry></rule></decisionTable></decision>"
    )
    decision = read_decision(file_of(table, literal("a", '"x"')))
    assert evaluate(decision, {}) == {"phi": 5}
    assert find_coverage(decision).gaps == ()


@pytest.mark.parametrize(
    ("decisions", "rules"),
    [
        ([literal("a", "b", "b"), literal("b", "a", "a")], ["decision-cycle"]),
        ([literal("a", "a", "a")], ["decision-cycle"]),
        ([literal("a", "1", "gone")], ["decision-need-unknown"]),
        ([literal("a", "1", "b"), literal("b", "1", variable="b b")], ["decision-need-name"]),
        (
            [literal("a", "1", "b", "c"), *(literal(key, "1", variable="v") for key in "bc")],
            ["decision-need-name"],
        ),
        ([literal("a", "")], ["decision-empty"]),
        ([literal("a", "b c")], ["decision-cell"]),
        ([literal("a", "1", attributes='expressionLanguage="groovy"')], ["decision-language"]),
        (['<businessKnowledgeModel id="m" name="M"/>', literal("a", "1")], ["decision-not-run"]),
        (['<decisionService id="s" name="S"/>', literal("a", "1")], ["decision-not-run"]),
        (['<import name="x" namespace="y"/>', literal("a", "1")], ["decision-not-run"]),
        (['<decision id="a"><context id="c"/></decision>'], ["decision-kind"]),
        (['<decision id="a"><relation id="c"/></decision>'], ["decision-kind"]),
        (['<inputData id="i" name="Số trang"/>', literal("a", "1")], []),
    ],
)
def test_what_is_not_run_is_named(decisions: list[str], rules: list[str]) -> None:
    assert rules_of(*decisions) == rules


def test_a_circle_is_named_with_its_decisions_and_its_line() -> None:
    content = file_of(literal("a", "b", "b"), literal("b", "a", "a"))
    (found,) = check_decision(content, "x.dmn")
    assert (found.element, found.line) in {("a", 3), ("b", 5)}
    assert "a ← b ← a" in found.en or "b ← a ← b" in found.en
    assert found.en != found.vi


def test_the_requirement_of_input_must_be_input() -> None:
    required = '<informationRequirement id="n"><requiredInput href="#i"/></informationRequirement>'
    content = file_of(literal("a", "1")).replace(b"<literal", required.encode() + b"<literal")
    assert [one.rule for one in check_decision(content, "x")] == ["decision-need-unknown"]
    drawn = content.replace(b"<decision ", b'<inputData id="i" name="x"/><decision ')
    assert check_decision(drawn, "x") == ()


def test_a_long_chain_of_decisions_is_read() -> None:
    chain = [
        literal("d0", "0"),
        *(literal(f"d{n}", f"d{n - 1} + 1", f"d{n - 1}") for n in range(1, 300)),
    ]
    decisions, found = read_decisions(file_of(*chain), "x.dmn")
    assert found == ()
    assert evaluate(decisions["d299"], {}) == {"d299": 299}
