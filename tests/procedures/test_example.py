"""The procedure that the how-to walks through is right, and goes the ways it is said to go."""

from pathlib import Path

import pytest

from engine.expressions.sandbox import ScriptRunner
from engine.procedures.check import check_procedure
from engine.procedures.reader import read_folder, read_procedure
from engine.scenarios.run import run_scenario
from tests.procedures.shipped import calendar, scenario

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "howto" / "muon-hoi-truong"
PATHS = sorted(EXAMPLE.glob("scenarios/*.toml"))


def test_nothing_is_wrong_with_the_example_and_no_advice_is_given() -> None:
    assert check_procedure(EXAMPLE.name, read_folder(EXAMPLE)) == ()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_case_of_the_example_goes_as_its_scenario_says(path: Path, scripts: ScriptRunner) -> None:
    subject = read_procedure(EXAMPLE.name, read_folder(EXAMPLE))
    result = run_scenario(subject, scenario(path), calendar(), scripts)
    assert [fault.en for fault in result.faults] == []


def test_the_scenarios_of_the_example_walk_every_arrow(scripts: ScriptRunner) -> None:
    subject = read_procedure(EXAMPLE.name, read_folder(EXAMPLE))
    results = [run_scenario(subject, scenario(path), calendar(), scripts) for path in PATHS]
    walked = {flow for result in results for flow in result.flows}
    assert walked == set(subject.diagram.process.flows)
