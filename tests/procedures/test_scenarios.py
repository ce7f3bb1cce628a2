"""Each shipped procedure runs its scenarios, and they leave no way of the diagram untried."""

from pathlib import Path

import pytest

from engine.expressions.sandbox import ScriptRunner
from engine.scenarios.run import run_scenario
from tests.procedures.shipped import KEYS, PATHS, calendar, procedure, scenario, scenarios_of


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_the_case_goes_as_the_scenario_says(path: Path, scripts: ScriptRunner) -> None:
    result = run_scenario(procedure(path.parts[-3]), scenario(path), calendar(), scripts)
    assert [fault.en for fault in result.faults] == []


@pytest.mark.parametrize("key", KEYS)
def test_every_flow_and_element_is_reached_by_some_scenario(
    key: str, scripts: ScriptRunner
) -> None:
    subject = procedure(key)
    results = [
        run_scenario(subject, one, calendar(), scripts) for one in scenarios_of(key).values()
    ]
    walked = {flow for result in results for flow in result.flows}
    reached = {element for result in results for element in result.path}
    assert set(subject.diagram.process.flows) - walked == set()
    assert set(subject.diagram.process.nodes) - reached == set()


def test_running_a_scenario_twice_goes_the_same_way(scripts: ScriptRunner) -> None:
    subject, one = procedure("giay-phep-xay-dung"), scenarios_of("giay-phep-xay-dung")["cap-phep"]
    first, second = (run_scenario(subject, one, calendar(), scripts) for _ in range(2))
    assert first == second
