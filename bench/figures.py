"""What was measured, against what was promised: a table to read and a file to keep."""

import json
import os
import platform
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from statistics import median

RESULTS = Path(__file__).parent / "results"
RUNS = 5


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One line of the table.

    value     median of the runs
    target    what is promised; None for a figure that only explains another
    at_least  the target is a floor, not a ceiling
    runs      the single runs, in order
    """

    name: str
    value: float
    unit: str
    target: float | None = None
    at_least: bool = False
    runs: tuple[float, ...] = field(default=())

    @property
    def is_reached(self) -> bool:
        """Tell whether the promise is kept; a figure without one keeps it."""
        if self.target is None:
            return True
        return self.value >= self.target if self.at_least else self.value <= self.target

    def line(self) -> str:
        """Return the line of the table."""
        sign = "≥" if self.at_least else "≤"
        promised = "" if self.target is None else f"{sign} {self.target:g} {self.unit}"
        verdict = "" if self.target is None else ("reached" if self.is_reached else "NOT REACHED")
        shown = f"{self.value:,.1f} {self.unit}"
        return f"{self.name:<58}{shown:>16}   {promised:<14} {verdict}".rstrip()


def repeat(run: Callable[[], float], times: int = RUNS) -> tuple[float, ...]:
    """Return what each of several runs measured."""
    return tuple(run() for _ in range(times))


def middle(name: str, unit: str, runs: Sequence[float], **promise: float | bool) -> Figure:
    """Return the figure of several runs: their median."""
    return Figure(name=name, unit=unit, value=median(runs), runs=tuple(runs), **promise)  # type: ignore[arg-type]


def percentile(times: Sequence[float], share: float) -> float:
    """Return the value that `share` of the times do not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def append_results(figures: Sequence[Figure], at: datetime, server: Mapping[str, str]) -> Path:
    """Add a measurement to the file of this day and machine, and return the file."""
    machine = f"{platform.machine()}-{os.cpu_count()}cores"
    path = RESULTS / f"{at:%Y-%m-%d}-{machine}.json"
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    kept.append(
        {
            "at": at.isoformat(timespec="seconds"),
            "commit": _commit(),
            "python": platform.python_version(),
            "database": dict(server),
            "figures": [{**asdict(one), "reached": one.is_reached} for one in figures],
        }
    )
    RESULTS.mkdir(exist_ok=True)
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _commit() -> str:
    """Return the commit that was measured, with "+" when files differ from it."""

    def git(*words: str) -> str:
        done = subprocess.run(  # noqa: S603 - our own words
            ["git", *words],  # noqa: S607 - git of the path, as everywhere
            capture_output=True,
            text=True,
            check=False,
            cwd=RESULTS.parent,
        )
        return done.stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no")
    return (git("rev-parse", "--short", "HEAD") or "unknown") + ("+" if changed else "")
