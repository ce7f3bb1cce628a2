"""Small diagrams and a case to play on them: every step is saved, restored and repeated."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from engine.calendars.calendar import WorkCalendar
from engine.calendars.reader import read_calendar
from engine.decisions.decision import Decision
from engine.diagrams.reader import read_diagram
from engine.expressions.sandbox import ScriptRunner
from engine.records.chain import decode_payload, encode_payload
from engine.records.commands import (
    Command,
    Complete,
    DeliverMessage,
    FireTimer,
    HearSignal,
    SettleJob,
    Start,
)
from engine.records.outcomes import Outcome
from engine.runtime.advance import advance
from engine.runtime.moment import Moment
from engine.runtime.peek import peek
from engine.runtime.version import Compiled, compile_version

# Monday 23/11/2026, 09:00 in Hà Nội.
MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:motcua="urn:motcua:bpmn:1" targetNamespace="test" id="d">'
    '<message id="m" name="answer"/><error id="err" name="bad" errorCode="E1"/>'
)


class NoScripts:
    """A runner for diagrams without scripts that matter: it counts calls to it."""

    def run(self, code: str, names: Mapping[str, object]) -> dict[str, Any]:
        """Return a fixed answer naming the code."""
        if "fail" in code:
            raise RuntimeError(code)
        return {"script_ran": code}


@cache
def calendar() -> WorkCalendar:
    """Return the Vietnamese calendar."""
    return read_calendar(Path("bpmn/calendars/vietnam.toml").read_text(encoding="utf-8"))


def compiled(
    body: str,
    process: str = "",
    scripts: ScriptRunner | None = None,
    beside: str = "",
    decisions: Mapping[str, Decision] | None = None,
) -> Compiled:
    """Return a version from the inside of a process element, and what stands beside it."""
    inside = f'<process id="p" isExecutable="true" {process}>{body}</process>'
    content = f"{HEAD}{beside}{inside}</definitions>"
    diagram, findings = read_diagram(content.encode(), "process.bpmn")
    assert diagram is not None, findings
    procedure: Any = SimpleNamespace(diagram=diagram, decisions=decisions or {}, forms={})
    return compile_version(procedure, scripts or NoScripts())


def flows(*pairs: str) -> str:
    """Return sequence flows from texts such as "a>b" or "a>b:amount > 5"."""
    made = []
    for number, pair in enumerate(pairs):
        ends, _, condition = pair.partition(":")
        source, _, target = ends.partition(">")
        inside = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
        made.append(
            f'<sequenceFlow id="f{number}" sourceRef="{source}" targetRef="{target}">'
            f"{inside}</sequenceFlow>"
        )
    return "".join(made)


def user(name: str, more: str = "", inside: str = "") -> str:
    """Return a user task for the desk."""
    return f'<userTask id="{name}" motcua:post="desk" {more}>{inside}</userTask>'


def as_kept(command: Command) -> Command:
    """Return the command as the log gives it back; a job's result can be more than that holds."""
    if isinstance(command, SettleJob):
        return command
    return decode_payload(command.kind, encode_payload(command, ()))[0]


class Play:
    """A case in memory; each command is carried out twice to prove that it is repeatable."""

    def __init__(
        self,
        version: Compiled,
        answers: Mapping[str, Any] | None = None,
        at: str | None = None,
        process: str | None = None,
    ) -> None:
        self.version = version
        self.now = MONDAY
        self.state: bytes | None = None
        self.log: list[tuple[Command, datetime]] = []
        self.tasks: dict[int, Any] = {}
        self.timers: dict[int, Any] = {}
        self.awaited: dict[int, Any] = {}
        self.hearings: dict[int, Any] = {}
        self.jobs: dict[int, Any] = {}
        self.incidents: dict[int, Any] = {}
        self.walked: list[str] = []
        self.give(
            Start(
                answers=dict(answers or {}),
                dossier={"code": "H99.1-261123-0001"},
                offices={"case": "H99.1", "fire-police": "H99.9"},
                at=at,
                process=process,
            )
        )

    def give(self, command: Command) -> Outcome:
        """Carry out a command, once more as the log keeps it, and follow its outcome."""
        moment = Moment(at=self.now, calendar=calendar())
        outcome = advance(self.version, self.state, command, moment)
        assert advance(self.version, self.state, as_kept(command), moment) == outcome
        self.state = outcome.state
        self.log.append((command, self.now))
        self._follow(outcome)
        return outcome

    def _follow(self, outcome: Outcome) -> None:
        self.outcome, self.standing = outcome, outcome.standing
        changes: list[tuple[dict[int, Any], Any, Any]] = [
            (self.tasks, outcome.closed, (*outcome.opened, *outcome.changed)),
            (self.timers, outcome.timers_gone, outcome.timers),
            (self.awaited, outcome.awaited_gone, outcome.awaited),
            (self.hearings, outcome.hearings_gone, outcome.hearings),
            (self.jobs, outcome.jobs_gone, outcome.jobs),
            (self.incidents, outcome.incidents_gone, outcome.incidents),
        ]
        for rows, gone, new in changes:
            for token in gone:
                del rows[token]
            rows.update({row.token: row for row in new})
        self.walked += [str(one.element) for one in outcome.events if one.kind == "entered"]

    def token(self, element: str) -> int:
        """Return the token of the open task at an element."""
        token: int = next(one.token for one in self.tasks.values() if one.element == element)
        return token

    def complete(self, element: str, by: int | None = None, **answers: Any) -> Outcome:
        """Complete the open task at an element."""
        return self.give(Complete(token=self.token(element), answers=answers, by=by))

    def complete_at(self, token: int, **answers: Any) -> Outcome:
        """Complete the open task of a token."""
        return self.give(Complete(token=token, answers=answers))

    def wait(self, **span: float) -> None:
        """Move the clock and fire every timer that is due, the earliest first."""
        end = self.now + timedelta(**span)
        while due := [timer for timer in self.timers.values() if timer.due_at <= end]:
            first = min(due, key=lambda timer: (timer.due_at, timer.token))
            self.now = max(self.now, first.due_at)
            self.give(FireTimer(token=first.token))
        self.now = end

    def answer(self, name: str = "answer", **payload: Any) -> Outcome:
        """Deliver a message to the first subscription of that name."""
        token = next(one.token for one in self.awaited.values() if one.name == name)
        return self.give(DeliverMessage(token=token, name=name, payload=payload))

    def hear(self, name: str, **payload: Any) -> Outcome:
        """Tell the case that a signal was sent elsewhere."""
        return self.give(HearSignal(name=name, payload=payload))

    def settle(self, kind: str, **report: Any) -> Outcome:
        """Report the outcome of the first job of a kind that is waited for."""
        jobs = self.jobs.values()
        token = next(one.token for one in jobs if one.kind == kind and one.settles)
        return self.give(SettleJob(token=token, **report))

    @property
    def open(self) -> list[str]:
        """Elements of the open tasks, sorted."""
        return sorted(task.element for task in self.tasks.values())

    @property
    def names(self) -> Mapping[str, Any]:
        """The case data."""
        assert self.state is not None
        return peek(self.state).names

    def rebuilt(self) -> bytes:
        """Return the state after carrying out the whole log again."""
        state: bytes | None = None
        for command, at in self.log:
            moment = Moment(at=at, calendar=calendar())
            state = advance(self.version, state, command, moment).state
        assert state is not None
        return state
