"""Finding the task, message, job or timer that a move is about."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from engine.records.outcomes import Incident, JobRequest, OpenTask, Subscription, Timer
from engine.records.scenarios import Move
from engine.scenarios.trial import Astray, Trial

Target = TypeVar("Target", OpenTask, Timer, Subscription, JobRequest, Incident)


def find_target(
    move: Move, trials: Iterable[Trial], rows_of: Callable[[Trial], Mapping[int, Target]]
) -> tuple[Trial, Target]:
    """Return the one row that the move names, by its label too where it gives one, and its case.

    rows_of  gives what is meant of a case: its tasks, messages, jobs or timers
    Raises   Astray when there is none or more than one, saying what the cases wait for
    """
    waiting = [(trial, row) for trial in trials for row in rows_of(trial).values()]
    found = [(trial, row) for trial, row in waiting if _fits(move, trial, row)]
    if len(found) == 1:
        return found[0]
    shown = ", ".join(sorted(_called(trial, row) for trial, row in waiting)) or "–"
    wanted = f"{move.target} [{move.label}]" if move.label else str(move.target)
    raise Astray(
        f"không có đúng một “{wanted}”; hồ sơ đang chờ: {shown}",
        f"there is not exactly one “{wanted}”; the case waits for: {shown}",
    )


def _fits(move: Move, trial: Trial, row: Target) -> bool:
    label = row.label if isinstance(row, OpenTask) else None
    return _name(trial, row) == move.target and move.label in (None, label)


def _name(trial: Trial, row: Target) -> str:
    """Return a message by its name, all else by its id, after the procedure where it is another."""
    return row.name if isinstance(row, Subscription) else trial.prefix + row.element


def _called(trial: Trial, row: Target) -> str:
    label = row.label if isinstance(row, OpenTask) else None
    name = _name(trial, row)
    return f"{name} [{label}]" if label else name
