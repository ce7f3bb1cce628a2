"""What a step costs the engine alone, without database, as a case grows old."""

import time
from datetime import UTC, datetime, timedelta
from statistics import median

from bench.figures import RUNS, Figure
from bench.house import LOOP, PROCEDURES
from engine.calendars.calendar import WorkCalendar
from engine.calendars.reader import read_calendar
from engine.expressions.sandbox import MontyRunner
from engine.procedures.reader import read_folder, read_procedure
from engine.records.commands import Complete, Start
from engine.records.outcomes import Outcome
from engine.records.values import Answers
from engine.runtime.advance import advance
from engine.runtime.moment import Moment
from engine.runtime.version import Compiled, compile_version
from engine.wiring import CALENDAR

EARLY, LATE = range(5, 30), range(2985, 3010)
BEGIN = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
AGAIN: Answers = {"y_kien": "khong", "ly_do": "làm lại", "so_to": 2}


def measure_steps() -> tuple[Figure, ...]:
    """Return the microseconds of a step around turns 10 and 3,000 of a loop, and their ratio."""
    scripts = MontyRunner()
    version = compile_version(read_procedure(LOOP, read_folder(PROCEDURES / LOOP)), scripts)
    calendar = read_calendar(CALENDAR.read_text(encoding="utf-8"))
    runs = [_run(version, calendar) for _ in range(RUNS)]
    early = tuple(one[0] for one in runs)
    late = tuple(one[1] for one in runs)
    ratios = tuple(after / before for before, after in runs)
    return (
        Figure(name="a step at turn 10 of a loop", value=median(early), unit="µs", runs=early),
        Figure(name="a step at turn 3,000", value=median(late), unit="µs", runs=late),
        Figure(
            name="  the later by the earlier",
            value=median(ratios),
            unit="×",
            target=1.2,
            runs=ratios,
        ),
    )


def _run(version: Compiled, calendar: WorkCalendar) -> tuple[float, float]:
    outcome = advance(version, None, _start(), Moment(at=BEGIN, calendar=calendar))
    times = []
    for turn in range(1, LATE.stop):
        moment = Moment(at=BEGIN + timedelta(minutes=turn), calendar=calendar)
        command = Complete(token=_token(outcome), answers=AGAIN, by=1)
        begun = time.perf_counter()
        outcome = advance(version, outcome.state, command, moment)
        times.append((time.perf_counter() - begun) * 1e6)
    early, late = ([times[turn - 1] for turn in turns] for turns in (EARLY, LATE))
    return median(early), median(late)


def _start() -> Start:
    dossier: Answers = {"code": "H99.1-260302-0001", "channel": "online", "office": "H99.1"}
    return Start(answers={"ho_ten": "Người Thử"}, dossier=dossier, offices={"case": "H99.1"})


def _token(outcome: Outcome) -> int:
    return outcome.opened[0].token
