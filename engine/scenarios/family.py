"""The cases of one scenario: the one it is about, and those that this one begins or calls.

What goes between cases through jobs and the database goes through here, under one clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from engine.procedures.beginnings import list_triggers
from engine.records.commands import Cancel, DeliverMessage, FireTimer, HearSignal, SettleJob, Start
from engine.records.connectors import CALL_PROCEDURE, MESSAGE, SIGNAL
from engine.records.outcomes import CANCELLED, FINISHED, JobRequest
from engine.records.starts import Trigger
from engine.records.values import Answers
from engine.runtime.peek import peek
from engine.runtime.version import Compiled
from engine.scenarios.trial import Astray, Trial

MOST_TIMERS, MOST_TURNS, MOST_CASES = 1_000, 1_000, 100


@dataclass(frozen=True, kw_only=True)
class Called:
    """A case that was called: by which job of which other."""

    trial: Trial
    caller: Trial
    job: JobRequest


class Family:
    """The cases of a scenario, the one it is about first.

    versions   procedures at hand by key; a call of any other is answered by the scenario
    parked     messages that nobody awaited yet: name, key, payload
    """

    def __init__(self, first: Trial, versions: Mapping[str, Compiled]) -> None:
        self.trials = [first]
        self.versions = {**versions, first.version.procedure.key: first.version}
        self.parked: list[tuple[str, str, Answers]] = []
        self.called: list[Called] = []
        self.clock = first.clock
        self.busy = False
        first.after = self.follow

    def follow(self) -> None:
        """Carry on what goes from case to case, until nothing does.

        Raises   Astray when that never ends
        """
        if self.busy:
            return
        self.busy = True
        try:
            for _ in range(MOST_TURNS):
                if not any(self._turn(trial) for trial in list(self.trials)):
                    return
        finally:
            self.busy = False
        raise Astray(
            f"hơn {MOST_TURNS} lần gửi giữa các hồ sơ liên tiếp",
            f"cases sent each other more than {MOST_TURNS} things in a row",
        )

    def move_to(self, at: datetime) -> None:
        """Move the clock, firing in order the timers that come due on the way.

        Raises   Astray for an instant before now, and for timers that fire without end
        """
        now = self.clock.now()
        if at < now:
            raise Astray(
                f"không thể lùi thời gian từ {now.isoformat()} về {at.isoformat()}",
                f"the clock cannot go back from {now.isoformat()} to {at.isoformat()}",
            )
        for _ in range(MOST_TIMERS):
            due = [
                (timer.due_at, place, timer.token)
                for place, trial in enumerate(self.trials)
                for timer in trial.timers.values()
                if timer.due_at <= at
            ]
            if not due:
                self.clock.move_to(at)
                return
            instant, place, token = min(due)
            self.clock.move_to(max(self.clock.now(), instant))
            self.trials[place].carry_out(FireTimer(token=token))
        raise Astray(
            f"hơn {MOST_TIMERS} hẹn giờ liên tiếp", f"more than {MOST_TIMERS} timers in a row"
        )

    def tell(self, name: str, payload: Answers, sender: Trial | None) -> int:
        """Send a signal to all that wait for it but the sender; return how many it reached.

        sender   the case that sent it; None for one from outside
        """
        hearing = [one for one in self.trials if one is not sender and one.hears(name)]
        for trial in hearing:
            trial.carry_out(HearSignal(name=name, payload=payload))
        begun = [one for one in self.triggers if (one[1].kind, one[1].name) == ("signal", name)]
        for version, trigger in begun:
            source = sender or self.trials[0]
            self._start(source, self._make(source, version), payload, trigger)
        return len(hearing) + len(begun)

    @cached_property
    def triggers(self) -> list[tuple[Compiled, Trigger]]:
        """What begins cases of the procedures at hand."""
        calendar = self.trials[0].calendar
        return [
            (version, trigger)
            for version in self.versions.values()
            for trigger in list_triggers(
                version.procedure.diagram.process, self.clock.now(), calendar
            )
        ]

    def _turn(self, trial: Trial) -> bool:
        """Carry on one thing that a case has left for others; False when there is none."""
        for job in list(trial.jobs.values()):
            if job.kind in (MESSAGE, SIGNAL):
                del trial.jobs[job.token]
                self._send(trial, job)
                return True
            if job.kind == CALL_PROCEDURE and self._call(trial, job):
                return True
        return self._take_parked(trial) or self._answer(trial)

    def _send(self, sender: Trial, job: JobRequest) -> None:
        given: Mapping[str, Any] = job.inputs
        if job.kind == SIGNAL:
            self.tell(given["name"], given["payload"], sender)
            return
        message = (given["name"], given["key"], given["payload"])
        if any(_deliver(trial, message) for trial in self.trials):
            return
        wanted = ("message", given["name"])
        for version, trigger in self.triggers:
            if (trigger.kind, trigger.name) == wanted:
                self._start(sender, self._make(sender, version), given["payload"], trigger)
                return
        self.parked.append(message)

    def _take_parked(self, trial: Trial) -> bool:
        for message in self.parked:
            if _deliver(trial, message):
                self.parked.remove(message)
                return True
        return False

    def _call(self, caller: Trial, job: JobRequest) -> bool:
        given: Mapping[str, Any] = job.inputs
        version = self.versions.get(given["procedure"])
        if version is None or any(one.job is job for one in self.called):
            return False
        trial = self._make(caller, version)
        self.called.append(Called(trial=trial, caller=caller, job=job))
        self._start(caller, trial, given["answers"], None)
        return True

    def _make(self, sender: Trial, version: Compiled) -> Trial:
        if len(self.trials) >= MOST_CASES:
            raise Astray(f"hơn {MOST_CASES} hồ sơ", f"more than {MOST_CASES} cases")
        trial = Trial(version, sender.calendar, self.clock)
        first = self.trials[0]
        trial.until = first.until
        if version is first.version:
            trial.path, trial.flows = first.path, first.flows
        else:
            trial.prefix = f"{version.procedure.key}/"
        trial.after = self.follow
        self.trials.append(trial)
        return trial

    def _start(
        self, sender: Trial, trial: Trial, answers: Answers, trigger: Trigger | None
    ) -> None:
        before = peek(sender.state or b"")
        known = before.names.get("dossier")
        dossier = dict(known) if isinstance(known, dict) else {}
        code = str(dossier.get("code", ""))
        dossier |= {"caller": code, "code": f"{code[:-4]}{len(self.trials):04d}"}
        dossier["received_at"] = self.clock.now().isoformat()
        if trigger is not None:
            dossier["channel"] = trigger.kind
        trial.carry_out(
            Start(
                answers=answers,
                dossier=dossier,
                offices=before.offices,
                at=trigger.element if trigger else None,
                process=trigger.process if trigger else None,
            )
        )

    def _answer(self, trial: Trial) -> bool:
        """Let a called case that has ended answer, and one nobody waits for any more end."""
        found = next((one for one in self.called if one.trial is trial), None)
        if found is None or trial.standing is None:
            return False
        waits = found.caller.jobs.get(found.job.token) is found.job
        status = trial.standing.status
        if status not in (FINISHED, CANCELLED):
            if not waits:
                trial.carry_out(Cancel(reason="–"))
            return not waits
        if waits:
            found.caller.carry_out(_settled(found, status))
        return waits


def _deliver(trial: Trial, message: tuple[str, str, Answers]) -> bool:
    """Hand a message to a case; False when it does not await it."""
    name, key, payload = message
    for one in trial.awaited.values():
        if (one.name, one.key) == (name, key):
            trial.carry_out(DeliverMessage(token=one.token, name=name, payload=payload))
            return True
    return False


def _settled(found: Called, status: str) -> SettleJob:
    token, thrown = found.job.token, found.trial.uncaught
    if status == CANCELLED:
        return SettleJob(token=token, error=CANCELLED, error_code=CANCELLED)
    if thrown is not None:
        return SettleJob(token=token, error=thrown, error_code=thrown)
    return SettleJob(token=token, result=dict(peek(found.trial.state or b"").names))
