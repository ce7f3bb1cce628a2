"""The shipped procedures and their scenarios, as the tests of this folder take them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from engine.calendars.calendar import WorkCalendar
from engine.calendars.reader import read_calendar
from engine.procedures.procedure import Procedure
from engine.procedures.reader import read_folder, read_procedure
from engine.records.scenarios import Scenario
from engine.scenarios.reader import read_scenario

BPMN = Path(__file__).resolve().parents[2] / "bpmn"
KEYS = sorted(path.parent.name for path in BPMN.glob("*/procedure.toml"))
PATHS = sorted(BPMN.glob("*/scenarios/*.toml"))


@cache
def procedure(key: str) -> Procedure:
    """Return a shipped procedure."""
    return read_procedure(key, read_folder(BPMN / key))


@cache
def calendar() -> WorkCalendar:
    """Return the shipped calendar."""
    return read_calendar((BPMN / "calendars" / "vietnam.toml").read_text(encoding="utf-8"))


def scenario(path: Path) -> Scenario:
    """Return the scenario of a file; a file that cannot be read fails with what is wrong."""
    found, findings = read_scenario(path.read_bytes(), f"scenarios/{path.name}")
    assert found is not None, [one.en for one in findings]
    return found


def scenarios_of(key: str) -> Mapping[str, Scenario]:
    """Return the scenarios of a procedure by key."""
    return {path.stem: scenario(path) for path in PATHS if path.parts[-3] == key}


# The procedures that citizens file; the others are the agency's own affair.
CITIZEN_KEYS = [key for key in KEYS if not procedure(key).card.is_internal]
