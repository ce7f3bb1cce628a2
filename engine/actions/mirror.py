"""The rows that a case should have, folded from what its commands gave."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.actions.replay import Rebuilt
from engine.records.commands import Complete, DeliverMessage, Note, SettleJob, Start
from engine.records.connectors import CALL_PROCEDURE
from engine.records.documents import files_among
from engine.records.events import names_written
from engine.records.outcomes import (
    CANCELLED,
    FINISHED,
    Hearing,
    OpenTask,
    Outcome,
    Subscription,
    Timer,
)


@dataclass(kw_only=True)
class Mirror:
    """The rows by token.

    jobs       what workers are asked for and the case waits for: (True, element, kind, inputs)
    notices    what was ever to be sent: (False, element, kind, inputs); the row goes when it is
    incidents  element, code and text
    papers     name, size, kind and giver of each file by field and digest
    closed_at  the instant of the entry that ended it; None while it is open
    """

    tasks: dict[int, OpenTask] = field(default_factory=dict)
    timers: dict[int, Timer] = field(default_factory=dict)
    awaited: dict[int, Subscription] = field(default_factory=dict)
    hearings: dict[int, Hearing] = field(default_factory=dict)
    jobs: dict[int, tuple[object, ...]] = field(default_factory=dict)
    notices: dict[int, tuple[object, ...]] = field(default_factory=dict)
    incidents: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    papers: dict[tuple[str, str], tuple[object, ...]] = field(default_factory=dict)
    closed_at: datetime | None = None

    def follow(self, step: Rebuilt) -> None:
        """Take in one more step."""
        outcome = step.outcome
        if outcome.standing.status in (FINISHED, CANCELLED):
            self.closed_at = self.closed_at or step.entry.at
        for token in outcome.closed:
            self.tasks.pop(token, None)
        for task in (*outcome.opened, *outcome.changed):
            self.tasks[task.token] = task
        for token in outcome.timers_gone:
            self.timers.pop(token, None)
        self.timers.update({timer.token: timer for timer in outcome.timers})
        for token in outcome.awaited_gone:
            self.awaited.pop(token, None)
        self.awaited.update({one.token: one for one in outcome.awaited})
        for token in outcome.hearings_gone:
            self.hearings.pop(token, None)
        self.hearings.update({one.token: one for one in outcome.hearings})
        command = step.entry.command
        job = self.jobs.get(command.token) if isinstance(command, SettleJob) else None
        for key, paper in papers_of(step, job is not None and job[2] == CALL_PROCEDURE):
            self.papers.setdefault(key, paper)
        self._follow_work(outcome)
        self._follow_moves(outcome)

    def _follow_work(self, outcome: Outcome) -> None:
        for token in outcome.jobs_gone:
            self.jobs.pop(token, None)
        for job in outcome.jobs:
            kept = self.jobs if job.settles else self.notices
            kept[job.token] = (job.settles, job.element, job.kind, dict(job.inputs))
        for token in outcome.incidents_gone:
            self.incidents.pop(token, None)
        for one in outcome.incidents:
            self.incidents[one.token] = (one.element, one.code, one.text)

    def _follow_moves(self, outcome: Outcome) -> None:
        for token, element in outcome.moved:
            if token in self.jobs:
                settles, _element, *rest = self.jobs[token]
                self.jobs[token] = (settles, element, *rest)
            if token in self.incidents:
                self.incidents[token] = (element, *self.incidents[token][1:])


def papers_of(
    step: Rebuilt, is_call: bool = False
) -> Iterator[tuple[tuple[str, str], tuple[object, ...]]]:
    """Yield the files among the answers of a command: field and digest, and what the row says.

    is_call   the command answers a call: what it hands out can hold files too
    """
    command = step.entry.command
    answers: Mapping[str, Any] = {}
    by = None
    if isinstance(command, Start | Complete):
        answers, by = command.answers, command.by
    elif isinstance(command, DeliverMessage):
        answers = command.payload
    elif isinstance(command, Note):
        answers, by = command.values, command.by
    elif isinstance(command, SettleJob) and is_call:
        answers = names_written(step.entry.events)
    for name, one in files_among(answers):
        yield (name, one.digest), (one.name, one.size, one.media, by)
