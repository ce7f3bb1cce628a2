"""What a step costs in a case with very many tokens: instances, subprocesses, timers, turns."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from types import SimpleNamespace
from typing import Any

from bench.figures import RUNS, Figure
from engine.calendars.reader import read_calendar
from engine.diagrams.reader import read_diagram
from engine.expressions.sandbox import MontyRunner
from engine.records.commands import Complete, Start
from engine.records.outcomes import Outcome
from engine.runtime.advance import advance
from engine.runtime.codec import load, save
from engine.runtime.moment import Moment
from engine.runtime.version import Compiled, compile_version
from engine.wiring import CALENDAR

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:motcua="urn:motcua:bpmn:1" targetNamespace="bench" id="d"><process id="p">'
)
FLOW = '<sequenceFlow id="{0}-{1}" sourceRef="{0}" targetRef="{1}"/>'
TASK = '<userTask id="{}" motcua:post="desk">{}</userTask>'
EACH = (
    "<multiInstanceLoopCharacteristics><loopCardinality>{}</loopCardinality>"
    "</multiInstanceLoopCharacteristics>"
)
TIMER = (
    '<intermediateCatchEvent id="{0}"><timerEventDefinition><timeDuration>P9D</timeDuration>'
    "</timerEventDefinition></intermediateCatchEvent>"
)
TWICE = 2.3


def measure_crowds() -> tuple[Figure, ...]:
    """Return how much longer twice the size takes, and single steps in large cases."""
    return (
        _doubled("1,000 instances of a task, all completed", _instances, 1_000),
        _doubled("200 subprocesses, all completed", _subprocesses, 200),
        _doubled("a script looped 3,000 times", _turns, 1_500),
        _step("a step beside 1,000 waiting timers", _timers(1_000), target=1.0),
        _codec("save and restore of a case with 10 open tasks", target=0.3),
    )


def _doubled(name: str, play: Callable[[int], Callable[[], object]], size: int) -> Figure:
    small, large = play(size), play(2 * size)
    # The best of several: whatever else the machine does only makes a run longer.
    pairs = [(_took(large), _took(small)) for _ in range(RUNS)]
    value = min(long for long, _ in pairs) / min(short for _, short in pairs)
    runs = tuple(long / short for long, short in pairs)
    return Figure(name=f"{name}: twice as many", value=value, unit="×", target=TWICE, runs=runs)


def _took(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1e3


def _version(body: str, *ways: tuple[str, str]) -> Compiled:
    arrows = "".join(FLOW.format(source, target) for source, target in ways)
    content = f'{HEAD}<startEvent id="s"/>{body}{arrows}</process></definitions>'
    diagram, findings = read_diagram(content.encode(), "process.bpmn")
    assert diagram is not None, findings  # noqa: S101  the diagrams stand above
    procedure: Any = SimpleNamespace(diagram=diagram, decisions={}, forms={})
    return compile_version(procedure, MontyRunner())


def _moment() -> Moment:
    return Moment(at=NOW, calendar=read_calendar(CALENDAR.read_text(encoding="utf-8")))


def _started(version: Compiled, moment: Moment) -> Outcome:
    start = Start(answers={}, dossier={"code": "H99"}, offices={"case": "H99"})
    return advance(version, None, start, moment)


def _completed(version: Compiled, moment: Moment) -> Callable[[], object]:
    def play() -> None:
        outcome = _started(version, moment)
        for task in outcome.opened:
            command = Complete(token=task.token, answers={"x": 1})
            outcome = advance(version, outcome.state, command, moment)

    return play


def _instances(size: int) -> Callable[[], object]:
    return _completed(_version(TASK.format("a", EACH.format(size)), ("s", "a")), _moment())


def _subprocesses(size: int) -> Callable[[], object]:
    inside = f'<startEvent id="i"/>{TASK.format("u", "")}{FLOW.format("i", "u")}'
    body = f'<subProcess id="p1">{EACH.format(size)}{inside}</subProcess>'
    return _completed(_version(body, ("s", "p1")), _moment())


def _turns(size: int) -> Callable[[], object]:
    loop = f'<standardLoopCharacteristics loopMaximum="{size}"/>'
    body = f'<scriptTask id="a"><script>n = 1</script>{loop}</scriptTask>'
    version, moment = _version(body, ("s", "a")), _moment()
    return lambda: _started(version, moment)


def _timers(size: int) -> Compiled:
    names = [f"w{number}" for number in range(size)]
    body = TASK.format("a", "") + "".join(TIMER.format(name) for name in names)
    return _version(body, ("s", "a"), ("a", "a"), *(("s", name) for name in names))


def _step(name: str, version: Compiled, target: float) -> Figure:
    moment, times = _moment(), []
    outcome = _started(version, moment)
    for _ in range(200):
        command = Complete(token=outcome.opened[0].token, answers={"x": 1})
        begun = time.perf_counter()
        outcome = advance(version, outcome.state, command, moment)
        times.append((time.perf_counter() - begun) * 1e3)
    return Figure(name=name, value=median(times), unit="ms", target=target, runs=(median(times),))


def _codec(name: str, target: float) -> Figure:
    tasks = [f"t{number}" for number in range(10)]
    body = "".join(TASK.format(task, "") for task in tasks)
    version, moment = _version(body, *(("s", task) for task in tasks)), _moment()
    state = _started(version, moment).state
    times = tuple(_took(lambda: save(load(version, state, moment))) for _ in range(200))
    return Figure(name=name, value=median(times), unit="ms", target=target, runs=(median(times),))
