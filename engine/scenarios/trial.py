"""A case that lives in memory only: what the store would keep, with a clock moved by hand."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from engine.calendars.calendar import WorkCalendar
from engine.errors import Words
from engine.records.commands import Command, FireTimer, SettleJob
from engine.records.events import Event
from engine.records.outcomes import (
    Incident,
    JobRequest,
    OpenTask,
    Outcome,
    Standing,
    Subscription,
    Timer,
)
from engine.runtime.advance import advance
from engine.runtime.moment import Moment
from engine.runtime.version import Compiled

MOST_TIMERS = 1_000
NOTICE = "notice"
Row = TypeVar("Row", OpenTask, Timer, Subscription, JobRequest, Incident)


class Astray(Exception):
    """The case cannot do what the scenario wants next; why, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(vi=vi, en=en)


class Trial:
    """The rows of one case, as each outcome changes them.

    now        the clock (UTC or any zone)
    state      saved state; None before the start
    path       ids of the elements reached, in order, one after another only once
    flows      ids of the sequence flows walked
    statuses   portal statuses one after another; a case begins with 1 (TrangThaiHoSo)
    """

    def __init__(self, version: Compiled, calendar: WorkCalendar, now: datetime) -> None:
        self.version = version
        self.calendar = calendar
        self.now = now
        self.state: bytes | None = None
        self.standing: Standing | None = None
        self.tasks: dict[int, OpenTask] = {}
        self.timers: dict[int, Timer] = {}
        self.awaited: dict[int, Subscription] = {}
        self.jobs: dict[int, JobRequest] = {}
        self.incidents: dict[int, Incident] = {}
        self.path: list[str] = []
        self.flows: set[str] = set()
        self.statuses: list[int] = [1]

    def carry_out(self, command: Command) -> None:
        """Move the case; mails are taken as sent at once.

        Raises   Astray where an element came to a stand; CaseError when the command does not fit
        """
        self._keep(
            advance(self.version, self.state, command, Moment(at=self.now, calendar=self.calendar))
        )
        for incident in self.incidents.values():
            raise Astray(
                f"“{incident.element}” dừng vì sự cố: {incident.text}",
                f"“{incident.element}” came to a stand: {incident.code}: {incident.text}",
            )
        for job in list(self.jobs.values()):
            if job.kind == NOTICE and job.settles and job.token in self.jobs:
                self.carry_out(SettleJob(token=job.token))

    def move_to(self, at: datetime) -> None:
        """Move the clock, firing in order the timers that come due on the way.

        Raises   Astray for an instant before now, and for timers that fire without end
        """
        if at < self.now:
            raise Astray(
                f"không thể lùi thời gian từ {self.now.isoformat()} về {at.isoformat()}",
                f"the clock cannot go back from {self.now.isoformat()} to {at.isoformat()}",
            )
        for _ in range(MOST_TIMERS):
            due = [timer for timer in self.timers.values() if timer.due_at <= at]
            if not due:
                self.now = at
                return
            self.fire(min(due, key=lambda timer: (timer.due_at, timer.token)))
        raise Astray(
            f"hơn {MOST_TIMERS} hẹn giờ liên tiếp", f"more than {MOST_TIMERS} timers in a row"
        )

    def fire(self, timer: Timer) -> None:
        """Move the clock to a timer's instant, unless that is past, and fire it."""
        self.now = max(self.now, timer.due_at)
        self.carry_out(FireTimer(token=timer.token))

    def _keep(self, outcome: Outcome) -> None:
        self.state, self.standing = outcome.state, outcome.standing
        _apply(self.tasks, (*outcome.opened, *outcome.changed), outcome.closed)
        _apply(self.timers, outcome.timers, outcome.timers_gone)
        _apply(self.awaited, outcome.awaited, outcome.awaited_gone)
        _apply(self.jobs, outcome.jobs, outcome.jobs_gone)
        _apply(self.incidents, outcome.incidents, outcome.incidents_gone)
        for event in outcome.events:
            self._trace(event)

    def _trace(self, event: Event) -> None:
        flow = event.values.get("flow")
        if isinstance(flow, str):
            self.flows.add(flow)
        number = event.values.get("number")
        if event.kind == "status" and isinstance(number, int):
            self.statuses.append(number)
        reached = event.kind in ("entered", "timer-fired", "message-received")
        if reached and event.element and self.path[-1:] != [event.element]:
            self.path.append(event.element)


def _apply(rows: dict[int, Row], new: Iterable[Row], gone: Iterable[int]) -> None:
    for token in gone:
        rows.pop(token, None)
    for row in new:
        rows[row.token] = row
