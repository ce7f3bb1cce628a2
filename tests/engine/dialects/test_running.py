"""What was imported runs: the card filled in, nothing else touched."""

import re
from collections.abc import Iterator, Mapping

import pytest

from engine.expressions.sandbox import MontyRunner, ScriptRunner
from engine.procedures.check import check_procedure
from engine.procedures.reader import read_procedure
from engine.records.scenarios import ScenarioResult
from engine.records.values import Json
from engine.scenarios.reader import read_scenario
from engine.scenarios.run import run_scenario
from tests.engine.dialects.importing import imported, sample
from tests.procedures.shipped import calendar

SCENARIO = """
title = {{ vi = "Thử", en = "Try" }}
start_at = 2026-11-23T08:00:00+07:00
[answers]
ho_ten = "Nguyễn Thị Mẫu"
so_dien_thoai = "0900000001"
so_nguoi = {people}
[[step]]
do = "complete"
task = "duyet"
answers = {{ dong_y = {agrees} }}
{more}
[expect]
ending = "{ending}"
"""
SETTLED = '[[step]]\ndo = "settle"\ntask = "ghiSo"\nresult = { receiptNumber = "B-7" }'


@pytest.fixture(scope="module")
def scripts() -> Iterator[ScriptRunner]:
    runner = MontyRunner(workers=1)
    yield runner
    runner.close()


def filled_in() -> Mapping[str, bytes]:
    """Return the imported folder, with the lines of the card that are left to a person."""
    files = dict(imported(sample("chay-duoc"), quanLy="head").files)
    card = files["procedure.toml"].decode()
    card = re.sub(r"^# (?=[\[a-z])", "", card, flags=re.MULTILINE)
    files["procedure.toml"] = card.encode()
    return files


def run(scripts: ScriptRunner, **values: Json) -> ScenarioResult:
    text = SCENARIO.format(**{"more": "", "ending": "done", **values})
    scenario, faults = read_scenario(text.encode(), "scenarios/thu.toml")
    assert scenario is not None, faults
    return run_scenario(read_procedure("thue-phong", filled_in()), scenario, calendar(), scripts)


def test_an_imported_folder_has_no_severe_findings_once_the_card_is_filled_in() -> None:
    found = check_procedure("thue-phong", filled_in())
    assert [one.en for one in found if one.severe] == []


def test_conditions_decisions_scripts_and_workers_go_on_as_before(scripts: ScriptRunner) -> None:
    result = run(scripts, people=50, agrees="true", more=SETTLED)
    assert result.faults == ()
    assert result.path[-4:] == ("cong", "ghiSo", "xem", "xong")


@pytest.mark.parametrize(("people", "agrees"), [(101, "true"), (50, "false")])
def test_a_condition_that_does_not_hold_leads_the_other_way(
    people: int, agrees: str, scripts: ScriptRunner
) -> None:
    assert run(scripts, people=people, agrees=agrees).path[-1] == "tuChoi"
