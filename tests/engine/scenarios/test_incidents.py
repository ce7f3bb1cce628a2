from collections.abc import Iterator
from dataclasses import replace

import pytest

from engine.expressions.sandbox import MontyRunner, ScriptRunner
from engine.scenarios.run import run_scenario
from engine.scenarios.scenario import Move
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
