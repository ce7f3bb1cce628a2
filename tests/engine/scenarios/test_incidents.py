from collections.abc import Iterator
from dataclasses import replace

import pytest

from engine.expressions.sandbox import MontyRunner, ScriptRunner
from engine.records.scenarios import Move, ScenarioResult
from engine.scenarios.run import run_scenario
from tests.procedures.shipped import calendar, procedure, scenarios_of

KEY = "dang-ky-khai-sinh"
RIGHT = scenarios_of(KEY)["truc-tiep-trong-ngay"]


@pytest.fixture
def scripts() -> Iterator[ScriptRunner]:
    runner = MontyRunner(workers=1)
    yield runner
    runner.close()


@pytest.mark.parametrize("code", [None, "another-code"])
def test_a_connector_that_fails_for_good_is_told(code: str | None, scripts: ScriptRunner) -> None:
    broken = Move(act="settle", target="tra_cuu_hon_nhan", error="no route", error_code=code)
    failed = replace(RIGHT, moves=(RIGHT.moves[0], broken))
    faults = run_scenario(procedure(KEY), failed, calendar(), scripts).faults
    assert len(faults) == 1
    assert "“tra_cuu_hon_nhan” came to a stand: " in faults[0].en
    assert "Bước 2 (settle tra_cuu_hon_nhan): " in faults[0].vi


def test_a_message_nobody_awaits_is_told(scripts: ScriptRunner) -> None:
    lost = Move(act="message", target="xac-nhan-du-thao")
    faults = run_scenario(procedure(KEY), replace(RIGHT, moves=(lost,)), calendar(), scripts).faults
    assert "there is not exactly one “xac-nhan-du-thao”" in faults[0].en


def _after_a_stand(*moves: Move, scripts: ScriptRunner) -> ScenarioResult:
    broken = Move(act="settle", target="tra_cuu_hon_nhan", error="no route")
    mended = replace(RIGHT, moves=(RIGHT.moves[0], broken, *moves))
    return run_scenario(procedure(KEY), mended, calendar(), scripts)


def test_what_stands_still_is_tried_again(scripts: ScriptRunner) -> None:
    again = Move(act="retry", target="tra_cuu_hon_nhan")
    assert _after_a_stand(again, *RIGHT.moves[1:], scripts=scripts).faults == ()


def test_what_stands_still_is_skipped(scripts: ScriptRunner) -> None:
    skipped = Move(act="skip", target="tra_cuu_hon_nhan")
    result = _after_a_stand(skipped, scripts=scripts)
    assert not any("came to a stand" in one.en for one in result.faults)
    assert result.path[-1] != "tra_cuu_hon_nhan"


def test_only_what_stands_still_can_be_mended(scripts: ScriptRunner) -> None:
    early = Move(act="retry", target="tra_cuu_hon_nhan")
    moves = replace(RIGHT, moves=(early, *RIGHT.moves))
    faults = run_scenario(procedure(KEY), moves, calendar(), scripts).faults
    assert faults[0].en.startswith("Step 1 (retry tra_cuu_hon_nhan): there is not exactly one")
