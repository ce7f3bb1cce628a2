from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from engine.expressions.sandbox import MontyRunner, ScriptRunner
from engine.records.scenarios import Expected, Move, Scenario, ScenarioResult
from engine.records.values import Json
from engine.scenarios.run import run_scenario
from tests.procedures.shipped import calendar, procedure, scenarios_of

KEY = "chung-thuc-ban-sao"
RIGHT = scenarios_of(KEY)["tai-quay"]


@pytest.fixture(scope="module")
def scripts() -> Iterator[ScriptRunner]:
    runner = MontyRunner(workers=1)
    yield runner
    runner.close()


def told(scenario: Scenario, scripts: ScriptRunner) -> str:
    """Return what is wrong with a scenario, in English, one fault per line."""
    return "\n".join(fault.en for fault in _run(scenario, scripts).faults)


def _run(scenario: Scenario, scripts: ScriptRunner) -> ScenarioResult:
    return run_scenario(procedure(KEY), scenario, calendar(), scripts)


def with_first(**changes: object) -> Scenario:
    """Return the scenario with its first move changed."""
    first = replace(RIGHT.moves[0], **changes)  # type: ignore[arg-type]  # fields of Move
    return replace(RIGHT, moves=(first, *RIGHT.moves[1:]))


def test_a_scenario_that_holds_has_no_faults(scripts: ScriptRunner) -> None:
    result = _run(RIGHT, scripts)
    assert result.faults == ()
    assert result.path[0] == "nop_yeu_cau"
    assert "f_tra_ket_qua_ket_thuc" in result.flows


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (Expected(ending="refused"), "ending: done, not refused"),
        (Expected(ending="done", status=9), "status: 10, not 9"),
        (Expected(ending="done", due=date(2026, 11, 25)), "due: 2026-11-23, not 2026-11-25"),
        (Expected(ending="done", path=("ket_thuc", "doi_chieu")), "“doi_chieu” was not reached"),
        (Expected(ending="done", avoid=("doi_chieu",)), "“doi_chieu” was reached"),
        (Expected(ending="done", names={"so_ban": 7}), "so_ban: 1, not 7"),
    ],
    ids=["ending", "status", "due", "path", "avoid", "names"],
)
def test_what_is_not_as_expected_is_told(
    expected: Expected, words: str, scripts: ScriptRunner
) -> None:
    assert words in told(replace(RIGHT, expected=expected), scripts)


def test_a_case_that_does_not_end_tells_what_it_waits_for(scripts: ScriptRunner) -> None:
    short = told(replace(RIGHT, moves=RIGHT.moves[:2]), scripts)
    assert "it waits for: soan_loi_chung" in short


def test_a_task_that_is_not_open_ends_the_run_and_tells_what_is(scripts: ScriptRunner) -> None:
    wrong = told(with_first(target="ky_chung_thuc"), scripts)
    assert (
        wrong
        == "Step 1 (complete ky_chung_thuc): there is not exactly one “ky_chung_thuc”; "
        + ("the case waits for: doi_chieu")
    )


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"ket_qua_doi_chieu": "khong_hop_le"}, "ly_do_tu_choi: "),
        ({"ket_qua_doi_chieu": "sai"}, "ket_qua_doi_chieu: "),
        ({"khong_hoi": "x"}, "the form doi-chieu does not ask for: khong_hoi"),
    ],
    ids=["reason missing", "no such choice", "no such field"],
)
def test_answers_go_through_the_form(
    answers: Mapping[str, Json], words: str, scripts: ScriptRunner
) -> None:
    assert words in told(with_first(answers=answers), scripts)


def test_a_wrong_day_is_told_with_its_step(scripts: ScriptRunner) -> None:
    wrong = told(with_first(case_due=date(2026, 11, 25)), scripts)
    assert wrong == "Step 1 (complete doi_chieu): due: 2026-11-23, not 2026-11-25"


def test_the_clock_does_not_go_back(scripts: ScriptRunner) -> None:
    wrong = told(with_first(at=datetime(2026, 11, 1, tzinfo=UTC)), scripts)
    assert "the clock cannot go back" in wrong


def test_moving_the_clock_fires_timers_on_the_way(scripts: ScriptRunner) -> None:
    late = scenarios_of(KEY)["khong-mang-ban-chinh"]
    wait = Move(act="wait", at=datetime(2027, 1, 4, tzinfo=UTC))
    result = _run(replace(late, moves=(wait,)), scripts)
    assert result.faults == ()
    assert "het_han_ban_chinh" in result.path


def test_faults_come_in_both_languages(scripts: ScriptRunner) -> None:
    fault = _run(with_first(target="ky_chung_thuc"), scripts).faults[0]
    assert fault.vi.startswith("Bước 1 (complete ky_chung_thuc): không có đúng một “ky_chung_thuc”")
