"""Tasks that stand still with the legal clock of their case, and go on with it (ADR 0031).

A task that was open when the clock stopped keeps what is left of its term; one that opens while the
clock stands still is the work of the pause itself, so its term counts.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from engine.calendars.standstill import End, put_off
from engine.runtime.activities import FIRST_RESTING, UserTask
from engine.runtime.remirror import task_of
from engine.runtime.token import Token

if TYPE_CHECKING:
    from engine.runtime.run import CaseRun


def follow_clock(run: "CaseRun") -> None:
    """Let the tasks of a case rest, or go on, where its clock has stopped or gone on just now."""
    since, now = run.stood_since, run.ledger.paused_at
    if since == now or run.moment.calendar.counting < FIRST_RESTING:
        return
    for token, step in list(_tasks(run)):
        if since is not None:
            _go_on(token, step, since)
        if now is not None and token.number not in run.book.tasks.new:
            _rest(token)


def _tasks(run: "CaseRun") -> Iterator[tuple[Token, UserTask]]:
    for _number, token in sorted(run.tasks.items()):
        if isinstance(token.step, UserTask) and "task" in token.memory:
            yield token, token.step


def _rest(token: Token) -> None:
    kept: dict[str, Any] = token.memory["task"]
    if kept["due"] is None:
        return
    kept["rests"], kept["due"] = kept["due"], None
    _tell(token, "task-paused", kept["rests"])


def _go_on(token: Token, step: UserTask, since: datetime) -> None:
    kept: dict[str, Any] = token.memory["task"]
    if "rests" not in kept:
        return
    moment, last = token.run_of.moment, kept.pop("on", None)
    end = End(at=datetime.fromisoformat(kept.pop("rests")), on=last and date.fromisoformat(last))
    if step.term is not None:
        end = put_off(end, (since, moment.at), step.term, moment.calendar)
    kept["due"] = end.at.isoformat()
    if end.on is not None:
        kept["on"] = end.on.isoformat()
    _tell(token, "task-resumed", kept["due"])


def _tell(token: Token, kind: str, due: str) -> None:
    run = token.run_of
    run.book.change_task(task_of(token))
    run.book.note(kind, token.step.node.node_id, token.number, due=due)
