"""What people decide beside the diagram, in scenarios: by the same rules as where it is real."""

import pytest

from engine.expressions.sandbox import MontyRunner
from engine.procedures.reader import read_folder, read_procedure
from engine.records.scenarios import ScenarioResult
from engine.scenarios.reader import read_scenario
from engine.scenarios.run import run_scenario
from tests.make import TEST_PROCEDURES
from tests.procedures.shipped import calendar

HEAD = """
title = { vi = "Một", en = "One" }
start_at = 2026-11-23T09:00:00+07:00
[answers]
ho_ten = "Nguyễn Thị Mẫu"
so_dien_thoai = "0900000001"
so_dinh_danh = "001199000001"
email = "mau@example.org"
"""
WANTED = 'answers = { noi_dung_bo_sung = "Bản vẽ", ly_do_bo_sung = "Thiếu" }'


def step(do: str, **more: str) -> str:
    """Return a step; `more` are its lines as they stand in a file."""
    lines = "".join(f"{key} = {value}\n" for key, value in more.items())
    return f'[[step]]\ndo = "{do}"\n{lines}'


def done(task: str, answers: str = "", **more: str) -> str:
    """Return the step that completes a task."""
    return step("complete", task=f'"{task}"', **more) + f"{answers}\n"


ASKED = done("yeu_cau", WANTED, letters='["standard:02"]')
BACK = {"task": '"tra_loi"', "to": '"yeu_cau"', "reason": '"Ghi thiếu một giấy"'}


def run(folder: str, *steps: str, expect: str = "") -> ScenarioResult:
    """Return how a scenario of a test folder goes."""
    text = f"{HEAD}{''.join(steps)}\n[expect]\n{expect}\n"
    scenario, findings = read_scenario(text.encode(), "scenarios/mot.toml")
    assert scenario is not None, [one.en for one in findings]
    procedure = read_procedure(folder, read_folder(TEST_PROCEDURES / folder))
    return run_scenario(procedure, scenario, calendar(), MontyRunner(workers=1))


def told(result: ScenarioResult) -> str:
    """Return what is otherwise, in English."""
    return "\n".join(one.en for one in result.faults)


def test_a_task_sent_back_opens_its_step_again_and_the_day_stays() -> None:
    again = done("tra_loi", 'answers = { ket_luan = "Thôi" }', letters='["tra-loi"]')
    result = run(
        "co-thu",
        ASKED,
        step("send_back", **BACK, case_due="2026-11-27", letters="[]"),
        ASKED,
        again,
        expect='ending = "done"\npath = ["yeu_cau", "tra_loi", "yeu_cau", "tra_loi"]\n'
        'letters = ["standard:02", "standard:02", "tra-loi"]',
    )
    assert told(result) == ""


def test_what_it_has_not_passed_it_does_not_go_back_to() -> None:
    result = run("co-thu", step("send_back", **{**BACK, "task": '"yeu_cau"', "to": '"tra_loi"'}))
    assert "the case has not passed it on its way here" in told(result)


def test_ones_own_step_is_taken_back_while_nothing_has_gone_out() -> None:
    said = 'answers = { ket_qua = "du" }'
    back = step("take_back", task='"kiem_tra"', reason='"Chọn nhầm"')
    result = run("bo-sung", done("kiem_tra", said), back, expect="status = 2")
    assert told(result) == ""


def test_a_step_whose_letter_was_written_is_not_taken_back() -> None:
    back = {"task": '"yeu_cau"', "reason": '"Nhầm"'}
    assert "has been written" in told(run("co-thu", ASKED, step("take_back", **back)))
    expected = step("take_back", **back, refused='"no-way-back"')
    assert told(run("co-thu", ASKED, expected)) == ""


def test_one_request_more_than_the_law_allows_is_refused_and_changes_nothing() -> None:
    asks = (
        done("kiem_tra", 'answers = { ket_qua = "thieu" }', clock='"paused"'),
        done("yeu_cau", 'answers = { ho_ten = "Mẫu", so_thua = "1" }', clock='"running"'),
    )
    more = done("kiem_tra_lai", 'answers = { ket_qua_lai = "thieu" }', refused='"supplement-used"')
    assert told(run("bo-sung", *asks, more, expect="status = 4")) == ""
    plain = done("kiem_tra_lai", 'answers = { ket_qua_lai = "thieu" }')
    assert "may be asked 1 time(s) only" in told(run("bo-sung", *asks, plain))


def test_the_applicant_has_the_case_stopped_before_its_decision() -> None:
    stop = step("stop", reason='"Đổi ý"', letters='["standard:05"]')
    assert told(run("bo-sung", stop, expect='ending = "withdrawn"')) == ""


@pytest.mark.parametrize(
    ("day", "words"),
    [("2026-12-09", ""), ("2026-12-06", "day"), ("2026-12-04", "day")],
    ids=["a working day", "a Sunday", "not later"],
)
def test_another_day_is_promised_once_by_the_rules_of_the_clock(day: str, words: str) -> None:
    said = {"kind": '"apology"', "reason": '"Chờ xác minh"', "basis": '"NĐ 118/2025"'}
    first = step("set_date", **said, day=day, case_due=day, letters='["standard:04"]')
    faults = told(run("bo-sung", first))
    assert (words in faults) if words else faults == ""
    again = step("set_date", **said, day="2026-12-10", refused='"apology-used"')
    if not words:
        assert told(run("bo-sung", first, again)) == ""


def test_what_is_expected_and_does_not_come_is_told() -> None:
    wrong = done("yeu_cau", WANTED, letters="[]", clock='"paused"', legal_due="2026-11-30")
    faults = told(run("co-thu", wrong, expect="letters = []"))
    for words in ("letters: standard:02, not –", "clock: running, not paused", "legal due: None"):
        assert words in faults
    assert "refused: None, not no-way-back" in told(
        run("co-thu", done("yeu_cau", WANTED, refused='"no-way-back"'))
    )
