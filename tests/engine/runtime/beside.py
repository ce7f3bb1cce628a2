"""One case played three times side by side, each with another number from which tokens sleep."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from engine.errors import CommandRefused, MotcuaError
from engine.records.commands import (
    Amend,
    Claim,
    Clash,
    Command,
    FireTimer,
    Misplace,
    Reassign,
    Release,
)
from engine.records.outcomes import RUNNING, SUSPENDED, Outcome
from engine.runtime import asleep
from engine.runtime.advance import advance
from engine.runtime.codec import load, read, save
from engine.runtime.moment import Moment
from engine.runtime.peek import peek
from tests.engine.bpmn.random_events import possible
from tests.engine.runtime.play import Play, calendar

# All that can sleep does; only crowds do; nothing does.
FEWEST = (0, 3, 10**9)
MOST = 200


class Beside(Play):
    """A case whose every step must give the same, whatever sleeps."""

    states: dict[int, bytes | None] | None = None

    def give(self, command: Command) -> Outcome:
        """Carry out a command on each of the three, and compare.

        Raises  CommandRefused where all of them refuse it
        """
        if self.states is None:
            self.states = dict.fromkeys(FEWEST)
        outcomes = [self._carry_out(command, fewest) for fewest in FEWEST]
        told = [_told(one) for one in outcomes]
        assert told[0] == told[2], command
        assert told[1] == told[2], command
        kept = [one for one in outcomes if isinstance(one, Outcome)]
        if not kept:
            raise CommandRefused(what=str(outcomes[0]))
        self.states = dict(zip(FEWEST, (one.state for one in kept), strict=True))
        self.state = kept[2].state
        self.log.append((command, self.now))
        self._follow(kept[2])
        return kept[2]

    def _carry_out(self, command: Command, fewest: int) -> Outcome | str:
        assert self.states is not None
        asleep.FEWEST = fewest
        moment = Moment(at=self.now, calendar=calendar())
        try:
            outcome = advance(self.version, self.states[fewest], command, moment)
        except MotcuaError as error:
            return repr(error)
        run = load(self.version, outcome.state, moment)
        run.wake_all()
        assert save(run) == outcome.state, "what sleeps depends on the state alone"
        return outcome


def _told(outcome: Outcome | str) -> object:
    """Return all that an outcome tells but the bytes of the state, which is told as it reads."""
    if isinstance(outcome, str):
        return outcome
    rows = read(outcome.state)
    rows.pop("z", None)
    return replace(outcome, state=b""), rows, peek(outcome.state)


def all_possible(play: Play, chance: Random) -> Iterator[Command]:
    """Yield what can happen to the case now, and what people do about its tasks and steps."""
    yield from possible(play, chance)
    if play.standing.status == SUSPENDED:
        return
    for token in play.tasks:
        yield Claim(token=token, by=2)
        yield Release(token=token, by=2)
        yield Reassign(token=token, to=3, by=1)
    yield from (Misplace(token=token, office="none") for token in list(play.tasks)[:1])
    for row in list(play.awaited.values())[:1]:
        yield Clash(token=row.token, name=row.name, key=row.key)
    for place in (None, *play.incidents):
        yield Amend(names={"x": chance.choice([0, 6])}, token=place, by=1, reason="wrong")


def wander(play: Beside, chance: Random, steps: int) -> None:
    """Let random things happen to a case."""
    for _ in range(steps):
        commands = list(all_possible(play, chance))
        if play.standing.status not in (RUNNING, SUSPENDED) or len(commands) > MOST:
            return
        command = chance.choice(commands)
        if isinstance(command, FireTimer):
            play.now = max(play.now, play.timers[command.token].due_at)
        try:
            play.give(command)
        except CommandRefused:
            continue
