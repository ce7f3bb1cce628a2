"""What the runtime is told about the outside world."""

from dataclasses import dataclass
from datetime import datetime

from engine.calendars.calendar import WorkCalendar


@dataclass(frozen=True, kw_only=True)
class Moment:
    """The instant of a command (UTC) and the working calendar in force at it."""

    at: datetime
    calendar: WorkCalendar
