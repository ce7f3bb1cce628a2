"""Damaged files are read or refused, and never more than that."""

import random

import pytest

from engine.decisions.coverage import find_coverage
from engine.decisions.decision import names_read
from engine.decisions.evaluate import evaluate
from engine.decisions.reader import read_decisions
from engine.faults import DecisionError, ExpressionFailed
from tests.engine.decisions.tables import HEAD, make_decision

TABLE = make_decision(
    [(['"a", "b"', "[1..10)"], ["1", '"x"']), (['not("a")', "> 10"], ["n * 2", '"y"'])],
    ["loai", "n"],
    ["phi", "nhan"],
    'hitPolicy="PRIORITY"',
    "1, 2",
)
NEEDING = (
    '<decision id="cuoi" name="Cuối"><variable name="cuoi" typeRef="number"/>'
    '<informationRequirement id="q"><requiredDecision href="#phi_d"/></informationRequirement>'
    '<literalExpression id="e" expressionLanguage="feel"><text>if n = 1 then 2 else 3</text>'
    "</literalExpression></decision>"
    '<inputData id="i" name="n"/><itemDefinition id="t" name="t"><typeRef>number</typeRef>'
    "</itemDefinition>"
)
WHOLE = f"{HEAD}{TABLE}{NEEDING}</definitions>"
PIECES = (
    "<text>",
    "</text>",
    '"',
    "[",
    "]",
    "(",
    ")",
    "..",
    "not(",
    "-",
    ",",
    "decision",
    "#",
    "1",
)
MORE = (
    "typeRef",
    "hitPolicy",
    "FIRST",
    "COLLECT",
    "feel",
    "<rule/>",
    "<input/>",
    "&lt;",
    "id=",
    "",
)
NAMES = {"n": 5, "loai": "a"}


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage in every run
    for _ in range(10):
        text = WHOLE
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice(PIECES + MORE) + text[at + chance.randint(0, 12) :]
        decisions, found = read_decisions(text.encode(), "x.dmn")
        assert decisions or found
        for decision in decisions.values():
            find_coverage(decision)
            names_read(decision)
            try:
                evaluate(decision, NAMES)
            except (DecisionError, ExpressionFailed):
                continue
