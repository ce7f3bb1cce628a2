from collections.abc import Iterator, Mapping
from time import perf_counter

import pytest

from engine.expressions.sandbox import MontyRunner, ScriptRunner
from engine.scenarios.suite import SuiteReport, run_suite
from tests.procedures.shipped import calendar, procedure

KEY = "giay-phep-xay-dung"
SHORT = "chung-thuc-ban-sao"


@pytest.fixture(scope="module")
def scripts() -> Iterator[ScriptRunner]:
    runner = MontyRunner(workers=1)
    yield runner
    runner.close()


def ran(key: str, scripts: ScriptRunner, changes: Mapping[str, bytes] | None = None) -> SuiteReport:
    files = {**procedure(key).files, **(changes or {})}
    return run_suite(key, files, calendar(), scripts)


def test_a_shipped_procedure_is_green_and_wholly_covered(scripts: ScriptRunner) -> None:
    report = ran(SHORT, scripts)
    assert report.is_green
    assert report.red == ()
    assert report.coverage is not None
    assert (report.coverage.missed_nodes, report.coverage.missed_flows) == ((), ())
    assert report.coverage.percent == 100


def test_without_a_scenario_its_way_is_told_as_missed(scripts: ScriptRunner) -> None:
    files = dict(procedure(SHORT).files)
    del files["scenarios/tu-choi.toml"]
    report = run_suite(SHORT, files, calendar(), scripts)
    assert report.coverage is not None
    assert report.is_green
    assert "tu_choi" in report.coverage.missed_nodes
    assert report.coverage.missed_flows
    assert report.coverage.percent < 100


def test_a_red_scenario_is_named_with_its_step(scripts: ScriptRunner) -> None:
    path = "scenarios/tai-quay.toml"
    text = procedure(SHORT).files[path].decode()
    wrong = text.replace('task = "nop_phi"', 'task = "khong_co"')
    report = ran(SHORT, scripts, {path: wrong.encode()})
    assert [line.key for line in report.red] == ["tai-quay"]
    result = report.red[0].result
    assert result is not None
    assert result.failed_move == 2
    assert not report.is_green


def test_a_wrong_end_is_laid_on_the_last_step(scripts: ScriptRunner) -> None:
    path = "scenarios/tai-quay.toml"
    text = procedure(SHORT).files[path].decode()
    report = ran(SHORT, scripts, {path: text.replace('ending = "done"', 'ending = "no"').encode()})
    result = report.red[0].result
    assert result is not None
    assert result.failed_move == len(result.scenario.moves)


def test_an_unreadable_scenario_is_red_and_the_others_run(scripts: ScriptRunner) -> None:
    report = ran(SHORT, scripts, {"scenarios/hong.toml": b"title = "})
    assert [(line.key, line.title) for line in report.red] == [("hong", None)]
    assert report.red[0].faults[0].en.startswith("The scenario cannot be read")
    assert len(report.lines) == 7


def test_a_folder_that_publishing_refuses_is_not_run(scripts: ScriptRunner) -> None:
    report = ran(SHORT, scripts, {"process.bpmn": b"<nothing/>"})
    assert not report.is_green
    assert report.findings
    assert [line.result for line in report.lines] == [None] * 6


def test_fifty_scenarios_of_the_building_permit_take_less_than_five_seconds(
    scripts: ScriptRunner,
) -> None:
    files = procedure(KEY).files
    scenarios = {path: one for path, one in files.items() if path.startswith("scenarios/")}
    copies = {
        path.replace(".toml", f"-{copy}.toml"): one
        for path, one in scenarios.items()
        for copy in range(5)
    }
    more = dict(list(copies.items())[: 50 - len(scenarios)])
    before = perf_counter()
    report = ran(KEY, scripts, more)
    assert perf_counter() - before < 5
    assert len(report.lines) == 50
    assert report.is_green


def test_what_takes_too_long_is_stopped_and_red(
    scripts: ScriptRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = {"README.md": b"one"}  # a folder that no other test has run
    monkeypatch.setattr("engine.scenarios.trial.MOST_SECONDS", -1.0)
    assert {one.faults[0].en for one in ran(SHORT, scripts, readme).red} == {
        "Filing: it was stopped: it takes too long"
    }
    monkeypatch.setattr("engine.scenarios.suite.MOST_SECONDS", -1.0)
    report = ran(SHORT, scripts, {"README.md": b"two"})
    assert {one.faults[0].en for one in report.red} == {"not run: those before took too long"}
    assert len(report.red) == len(report.lines)
