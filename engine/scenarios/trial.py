"""A case that lives in memory only: what the store would keep, with a clock moved by hand."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from engine.calendars.calendar import WorkCalendar
from engine.calendars.supplementing import rule_on
from engine.clock import FixedClock
from engine.diagrams.supplements import ASKS
from engine.errors import Words
from engine.moving.ancestry import Ancestry
from engine.procedures.endings import uncaught_codes
from engine.procedures.supplements import require_round, supplement_rule
from engine.records.commands import Command, Complete, SettleJob
from engine.records.events import Event
from engine.records.outcomes import (
    Hearing,
    Incident,
    JobRequest,
    OpenTask,
    Outcome,
    Standing,
    Subscription,
    Timer,
)
from engine.records.values import Answers, Json
from engine.runtime.advance import advance
from engine.runtime.lettering import due_letters
from engine.runtime.moment import Moment
from engine.runtime.peek import peek
from engine.runtime.version import Compiled
from engine.scenarios.written import Written

NOTICE = "notice"
# So long one run may take; whoever needs more has a loop or scripts that wait for each other.
MOST_SECONDS = 20.0
Row = TypeVar("Row", OpenTask, Timer, Subscription, JobRequest, Incident, Hearing)


class Astray(Exception):
    """The case cannot do what the scenario wants next; why, in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(vi=vi, en=en)


@dataclass(frozen=True, kw_only=True)
class Done:
    """A command that was carried out, with what it caused."""

    at: datetime
    command: Command
    events: tuple[Event, ...]


class Trial:
    """The rows of one case, as each outcome changes them.

    state      saved state; None before the start
    path       ids of the elements reached, in order, one after another only once
    flows      ids of the sequence flows walked
    statuses   portal statuses one after another; a case begins with 1 (TrangThaiHoSo)
    uncaught   code of the error it ended with, if nothing in it caught that
    log        all commands carried out, in order
    past       what followed from what, to go back in it
    letters    all letters written, in order; `lettered` are the tokens of their steps
    drafts     answers of before, by the token of the task that is open again
    prefix     stands before its ids where another procedure than the scenario's is meant
    until      when it is stopped, by the clock of the machine
    after      called after each step
    """

    def __init__(self, version: Compiled, calendar: WorkCalendar, clock: FixedClock) -> None:
        self.version = version
        self.calendar = calendar
        self.clock = clock
        self.state: bytes | None = None
        self.standing: Standing | None = None
        self.tasks: dict[int, OpenTask] = {}
        self.timers: dict[int, Timer] = {}
        self.awaited: dict[int, Subscription] = {}
        self.hearings: dict[int, Hearing] = {}
        self.jobs: dict[int, JobRequest] = {}
        self.incidents: dict[int, Incident] = {}
        self.path: list[str] = []
        self.flows: set[str] = set()
        self.statuses: list[int] = [1]
        self.uncaught: str | None = None
        self.log: list[Done] = []
        self.past = Ancestry()
        self.letters: list[Written] = []
        self.lettered: set[int] = set()
        self.drafts: dict[int, Answers] = {}
        self.prefix = ""
        self.until = time.monotonic() + MOST_SECONDS
        self.after: Callable[[], None] = lambda: None

    def carry_out(self, command: Command) -> None:
        """Move the case; mails are taken as sent at once.

        Raises   CaseError when the command does not fit; SupplementUsed for one request too many;
                 Astray when the run takes too long
        """
        if time.monotonic() > self.until:
            raise Astray("chạy quá lâu nên đã dừng", "it was stopped: it takes too long")
        moment = Moment(at=self.clock.now(), calendar=self.calendar)
        before, outcome = self.state, advance(self.version, self.state, command, moment)
        if isinstance(command, Complete) and outcome.standing.portal_status == int(ASKS):
            self._require_round(outcome)
        self._keep(outcome)
        self.past.follow(len(self.log) + 1, moment.at, command, outcome)
        self._keep_letters(before, command, outcome)
        self.log.append(Done(at=moment.at, command=command, events=outcome.events))
        for job in list(self.jobs.values()):
            if job.kind == NOTICE and job.settles and job.token in self.jobs:
                self.carry_out(SettleJob(token=job.token))
        self.after()

    def write(self, name: str, more: Mapping[str, Json], by: int) -> None:
        """Write a letter that a decision asks for."""
        names = peek(self.state).names if self.state else {}
        due_at = self.standing.due_at if self.standing else None
        self.letters.append(
            Written(
                seq=len(self.log),
                name=name,
                at=self.clock.now(),
                names=names,
                more=more,
                due_at=due_at,
                by=by,
            )
        )

    def require_moving(self) -> None:
        """Raise Astray where an element has come to a stand."""
        for incident in self.incidents.values():
            raise Astray(
                f"“{incident.element}” dừng vì sự cố: {incident.text}",
                f"“{incident.element}” came to a stand: {incident.code}: {incident.text}",
            )

    def hears(self, name: str) -> bool:
        """Tell whether it waits for a signal."""
        return any(one.name == name for one in self.hearings.values())

    def _keep(self, outcome: Outcome) -> None:
        self.state, self.standing = outcome.state, outcome.standing
        _apply(self.tasks, (*outcome.opened, *outcome.changed), outcome.closed)
        _apply(self.timers, outcome.timers, outcome.timers_gone)
        _apply(self.awaited, outcome.awaited, outcome.awaited_gone)
        _apply(self.hearings, outcome.hearings, outcome.hearings_gone)
        _apply(self.jobs, outcome.jobs, outcome.jobs_gone)
        _apply(self.incidents, outcome.incidents, outcome.incidents_gone)
        for event in outcome.events:
            self._trace(event)

    def _keep_letters(self, before: bytes | None, command: Command, outcome: Outcome) -> None:
        process = self.version.procedure.diagram.process
        for due in due_letters(process, before, command, outcome):
            self.lettered.add(due.token)
            self.letters.append(
                Written(
                    seq=len(self.log) + 1,
                    name=due.name,
                    at=self.clock.now(),
                    names=due.names,
                    office=due.office,
                    element=due.element,
                    due_at=outcome.standing.due_at,
                    by=getattr(command, "by", None),
                )
            )

    def _require_round(self, outcome: Outcome) -> None:
        procedure = self.version.procedure
        received = self.log[0].at.astimezone(self.calendar.tz).date()
        happened = [event for done in self.log for event in done.events]
        rule = supplement_rule(procedure.card, rule_on(received))
        require_round(rule, procedure.diagram.process, (*happened, *outcome.events))

    def _trace(self, event: Event) -> None:
        flow = event.values.get("flow")
        if isinstance(flow, str):
            self.flows.add(flow)
        if event.kind == "left" and event.element:
            codes = uncaught_codes(self.version.procedure.diagram.process, event.element)
            self.uncaught = next(iter(codes), self.uncaught)
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
