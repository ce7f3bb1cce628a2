"""Later versions of shipped procedures, drawn before their law could be read, are whole too."""

from pathlib import Path

import pytest

from engine.expressions.sandbox import ScriptRunner
from engine.procedures.check import check_procedure
from engine.procedures.reader import read_folder, read_procedure
from engine.scenarios.run import run_scenario
from tests.procedures.shipped import BPMN, KEYS, calendar, scenario

LATER = BPMN / "later"
VERSIONS = sorted(path.name for path in LATER.iterdir())
PATHS = sorted(LATER.glob("*/scenarios/*.toml"))


@pytest.mark.parametrize("key", VERSIONS)
def test_a_later_version_is_one_of_a_shipped_procedure_and_without_findings(key: str) -> None:
    assert key in KEYS
    assert check_procedure(key, read_folder(LATER / key)) == ()


@pytest.mark.parametrize("key", VERSIONS)
def test_a_later_version_says_that_it_rests_on_assumptions(key: str) -> None:
    assert "giả định" in (LATER / key / "README.md").read_text(encoding="utf-8")
    assert "assumed" in (LATER / key / "procedure.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_a_case_of_a_later_version_goes_as_its_scenario_says(
    path: Path, scripts: ScriptRunner
) -> None:
    subject = read_procedure(path.parts[-3], read_folder(LATER / path.parts[-3]))
    result = run_scenario(subject, scenario(path), calendar(), scripts)
    assert [fault.en for fault in result.faults] == []


@pytest.mark.parametrize("key", VERSIONS)
def test_the_scenarios_of_a_later_version_walk_every_arrow(key: str, scripts: ScriptRunner) -> None:
    subject = read_procedure(key, read_folder(LATER / key))
    mine = [scenario(path) for path in PATHS if path.parts[-3] == key]
    results = [run_scenario(subject, one, calendar(), scripts) for one in mine]
    walked = {flow for result in results for flow in result.flows}
    assert walked == set(subject.diagram.process.flows)
