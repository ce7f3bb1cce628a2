"""Finding the task, message, job or timer that a move is about."""

from collections.abc import Iterable
from typing import TypeVar

from engine.records.outcomes import JobRequest, OpenTask, Subscription, Timer
from engine.scenarios.scenario import Move
from engine.scenarios.trial import Astray

Target = TypeVar("Target", OpenTask, Timer, Subscription, JobRequest)


def find_target(move: Move, rows: Iterable[Target]) -> Target:
    """Return the one row that the move names, by its label too where it gives one.

    Raises   Astray when there is none or more than one, saying what the case waits for
    """
    waiting = list(rows)
    found = [row for row in waiting if _fits(move, row)]
    if len(found) == 1:
        return found[0]
    shown = ", ".join(sorted(map(_called, waiting))) or "–"
    wanted = f"{move.target} [{move.label}]" if move.label else str(move.target)
    raise Astray(
        f"không có đúng một “{wanted}”; hồ sơ đang chờ: {shown}",
        f"there is not exactly one “{wanted}”; the case waits for: {shown}",
    )


def _fits(move: Move, row: Target) -> bool:
    label = row.label if isinstance(row, OpenTask) else None
    return _name(row) == move.target and move.label in (None, label)


def _name(row: Target) -> str:
    return row.name if isinstance(row, Subscription) else row.element


def _called(row: Target) -> str:
    label = row.label if isinstance(row, OpenTask) else None
    return f"{_name(row)} [{label}]" if label else _name(row)
