"""The shipped calendar, read once."""

from pathlib import Path

import pytest

from engine.calendars.calendar import WorkCalendar
from engine.calendars.reader import read_calendar

SHIPPED = Path(__file__).parents[3] / "bpmn" / "calendars" / "vietnam.toml"


@pytest.fixture(scope="session")
def vietnam() -> WorkCalendar:
    return read_calendar(SHIPPED.read_text(encoding="utf-8"))
