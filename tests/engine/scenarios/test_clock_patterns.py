"""The twelve patterns of the legal clock, each played to the day."""

from pathlib import Path

import pytest

from engine.calendars.calendar import WorkCalendar
from engine.calendars.reader import read_calendar
from engine.expressions.sandbox import MontyRunner
from engine.procedures.procedure import Procedure
from engine.procedures.reader import read_folder, read_procedure
from engine.records.scenarios import ScenarioResult
from engine.scenarios.reader import read_scenario
from engine.scenarios.run import run_scenario

FOLDER = Path("tests/folders/mau-dong-ho")
SCENARIOS = sorted(FOLDER.glob("scenarios/*.toml"))
PATTERNS = {f"p{number:02}" for number in range(1, 13)}


@pytest.fixture(scope="module")
def patterns() -> Procedure:
    return read_procedure("mau-dong-ho", read_folder(FOLDER))


@pytest.fixture(scope="module")
def calendar() -> WorkCalendar:
    return read_calendar(Path("bpmn/calendars/vietnam.toml").read_text(encoding="utf-8"))


def played(patterns: Procedure, calendar: WorkCalendar, path: Path) -> ScenarioResult:
    scenario, findings = read_scenario(path.read_bytes(), path.name)
    assert scenario is not None, [one.en for one in findings]
    return run_scenario(patterns, scenario, calendar, MontyRunner())


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_pattern_gives_these_days(
    patterns: Procedure, calendar: WorkCalendar, path: Path
) -> None:
    assert [one.en for one in played(patterns, calendar, path).faults] == []


def test_every_pattern_has_its_scenario_and_every_element_is_reached(
    patterns: Procedure, calendar: WorkCalendar
) -> None:
    assert {path.stem[:3] for path in SCENARIOS} == PATTERNS
    reached = {element for path in SCENARIOS for element in played(patterns, calendar, path).path}
    assert set(patterns.diagram.process.nodes) - reached == set()
