"""All scenarios of a procedure folder, run together: the proof that a change broke nothing."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from engine.calendars.calendar import WorkCalendar
from engine.errors import Words
from engine.expressions.sandbox import ScriptRunner
from engine.procedures.procedure import Procedure
from engine.records.cards import Text
from engine.records.findings import Finding
from engine.records.scenarios import ScenarioResult
from engine.runtime.version import Compiled, compile_version
from engine.scenarios.coverage import Coverage, cover
from engine.scenarios.reader import read_scenario
from engine.scenarios.ready import MOST_KEPT, Folder, folder_of, make_ready
from engine.scenarios.run import play_scenario

FOLDER = "scenarios/"
ENDING = ".toml"
# Fifty scenarios take less than five; what is left then is red, so nothing is published unproven.
MOST_SECONDS = 60.0
_LATE = Words(
    vi="không chạy: các kịch bản trước đã quá lâu", en="not run: those before took too long"
)


@dataclass(frozen=True, kw_only=True)
class SuiteLine:
    """One scenario with what came of it.

    path     of its file in the folder
    key      name of its file without .toml
    title    None where the file cannot be read
    faults   what went otherwise than expected, or why it cannot be read
    result   None where it could not be run
    """

    path: str
    key: str
    title: Text | None
    faults: tuple[Words, ...]
    result: ScenarioResult | None = None

    @property
    def is_green(self) -> bool:
        """Tell whether all went as expected."""
        return self.result is not None and not self.faults


@dataclass(frozen=True, kw_only=True)
class SuiteReport:
    """What came of all scenarios of a folder.

    findings   why nothing could be run: what refuses publishing; empty when the folder is sound
    coverage   None where nothing could be run
    """

    lines: tuple[SuiteLine, ...]
    findings: tuple[Finding, ...] = ()
    coverage: Coverage | None = None

    @property
    def is_green(self) -> bool:
        """Tell whether the folder is sound and every scenario goes as it says."""
        return not self.findings and all(line.is_green for line in self.lines)

    @property
    def red(self) -> tuple[SuiteLine, ...]:
        """The scenarios that do not go as they say."""
        return tuple(line for line in self.lines if not line.is_green)


def run_suite(
    key: str,
    files: Mapping[str, bytes],
    calendar: WorkCalendar,
    scripts: ScriptRunner,
    others: Iterable[Procedure] = (),
) -> SuiteReport:
    """Run all scenarios of a folder; the procedure is compiled once for all of them.

    key     of the procedure
    files   of its folder, by path
    others  further procedures at hand, see `run_scenario`
    A folder that publishing would refuse is not run: its scenarios come back without a result.
    """
    folder = folder_of(key, files, scripts)
    around = {one.key: compile_version(one, scripts) for one in others if one.key != key}
    return _run(folder, calendar, around) if around else run_alone(folder, calendar)


@lru_cache(maxsize=MOST_KEPT)
def run_alone(folder: Folder, calendar: WorkCalendar) -> SuiteReport:
    """Run all scenarios of a folder with no other procedure at hand; once, while it is the same."""
    return _run(folder, calendar, {})


def _run(folder: Folder, calendar: WorkCalendar, around: Mapping[str, Compiled]) -> SuiteReport:
    ready, files = make_ready(folder), folder.files
    if ready.version is None:
        lines = tuple(_unrun(path, files[path]) for path in scenario_paths(files))
        return SuiteReport(lines=lines, findings=ready.findings)
    return play_suite(ready.version, calendar, around)


def play_suite(
    version: Compiled, calendar: WorkCalendar, around: Mapping[str, Compiled]
) -> SuiteReport:
    """Run all scenarios of a version that is compiled already."""
    files = version.procedure.files
    until = time.monotonic() + MOST_SECONDS
    lines = []
    for path in scenario_paths(files):
        scenario, _findings = read_scenario(files[path], path)
        line = _unrun(path, files[path])
        if time.monotonic() >= until:
            line = replace(line, faults=(_LATE,))
        elif scenario is not None:
            result = play_scenario(version, scenario, calendar, around)
            line = SuiteLine(
                path=path,
                key=line.key,
                title=scenario.title,
                faults=result.faults,
                result=result,
            )
        lines.append(line)
    results = [line.result for line in lines if line.result is not None]
    process = version.procedure.diagram.process
    return SuiteReport(lines=tuple(lines), coverage=cover(process, results))


def scenario_paths(files: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of the scenarios of a folder, in their order."""
    return tuple(
        sorted(path for path in files if path.startswith(FOLDER) and path.endswith(ENDING))
    )


def _unrun(path: str, content: bytes) -> SuiteLine:
    scenario, findings = read_scenario(content, path)
    return SuiteLine(
        path=path,
        key=path.removeprefix(FOLDER).removesuffix(ENDING),
        title=scenario.title if scenario else None,
        faults=tuple(Words(vi=one.vi, en=one.en) for one in findings),
    )
