"""Each shipped procedure runs its scenarios, and they leave no way of the diagram untried."""

from itertools import pairwise
from pathlib import Path

import pytest

from engine.expressions.sandbox import ScriptRunner
from engine.scenarios.run import run_scenario
from tests.procedures.shipped import KEYS, PATHS, calendar, procedure, scenario, scenarios_of

# Which portal status may follow which (TrangThaiHoSo). 5 → 3: what was asked for before acceptance
# may still not be accepted.
NEXT = {1: {2, 3, 5, 7}, 2: {4, 5, 6, 7, 8}, 4: {5, 6, 8, 9}, 5: {2, 3, 4, 8}, 6: {4, 8}, 9: {10}}
each = pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")


@each
def test_the_case_goes_as_the_scenario_says(path: Path, scripts: ScriptRunner) -> None:
    result = run_scenario(procedure(path.parts[-3]), scenario(path), calendar(), scripts)
    assert [fault.en for fault in result.faults] == []


@each
def test_the_portal_status_moves_as_the_national_portal_allows(
    path: Path, scripts: ScriptRunner
) -> None:
    result = run_scenario(procedure(path.parts[-3]), scenario(path), calendar(), scripts)
    steps = list(pairwise(result.statuses))
    assert [(now, then) for now, then in steps if then not in NEXT.get(now, set())] == []


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
