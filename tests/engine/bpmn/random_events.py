"""Random diagrams full of events, and random things that happen to a case of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from engine.errors import CommandRefused
from engine.records.commands import (
    Command,
    Complete,
    DeliverMessage,
    FireTimer,
    HearSignal,
    Resume,
    Retry,
    SettleJob,
    Skip,
    Suspend,
)
from engine.records.outcomes import RUNNING, SUSPENDED
from engine.runtime.codec import read
from tests.engine.bpmn.pieces import border, catch, end, script, sub, throw, trigger
from tests.engine.runtime.play import Play, user

WAITED = ["message", "timer P1D", "timer R3/P1D", "signal", "signal calm", "if x > 5", "if y > 2",
          "timer =when"]  # fmt: skip
CAUGHT = ["error", "any error", "escalation", "any escalation", "error + escalation"]
ENDED = ["", "", "", "error", "error 2", "escalation", "any terminate", "signal", "message",
         "message + signal", "escalation + error"]  # fmt: skip
THROWN = ["signal", "signal calm", "escalation", "escalation 2", "message", "",
          "message + escalation"]  # fmt: skip
LOOPS = [
    '<standardLoopCharacteristics loopMaximum="2"/>',
    "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality>"
    "</multiInstanceLoopCharacteristics>",
    '<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>2</loopCardinality>'
    "</multiInstanceLoopCharacteristics>",
]
MOST = 80
ANSWERS: list[dict[str, Any]] = [{}, {"x": 6}, {"x": 0}, {"y": 3}, {"y": 1}]


@dataclass(frozen=True, kw_only=True)
class Part:
    """A piece of a diagram with one way in and one way out."""

    body: str
    flows: tuple[str, ...]
    first: str
    last: str


class Drawing:
    """Draws by chance; every id and every message key of it is used once."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.count = 0

    def name(self, letter: str) -> str:
        """Return an id that is not used yet."""
        self.count += 1
        return f"{letter}{self.count}"

    def key(self) -> str:
        """Return a message key that is not used yet."""
        return f"motcua:key=\"='{self.name('k')}'\""

    def inside(self, depth: int, start: str | None = None) -> tuple[str, tuple[str, ...]]:
        """Return what stands in a process or subprocess, from its start event on."""
        begin, last = start or self.name("s"), self.name("e")
        part = self.line(depth)
        body = part.body + end(last, self.chance.choice(ENDED), self.key())
        if start is None:
            body = f'<startEvent id="{begin}"/>' + body
        if depth > 0 and self.chance.random() < 0.3:
            body += self.listener(depth - 1)
        return body, (*part.flows, f"{begin}>{part.first}", f"{part.last}>{last}")

    def line(self, depth: int) -> Part:
        """Return one to three parts in a row."""
        parts = [self.part(depth) for _ in range(self.chance.randint(1, 3))]
        ways = [f"{a.last}>{b.first}" for a, b in zip(parts, parts[1:], strict=False)]
        return Part(
            body="".join(one.body for one in parts),
            flows=(*(way for one in parts for way in one.flows), *ways),
            first=parts[0].first,
            last=parts[-1].last,
        )

    def part(self, depth: int) -> Part:
        """Return one part; below the surface no further subprocesses."""
        kinds: list[Callable[[int], Part]] = [self.single, self.single]
        if depth > 0:
            kinds += [self.scope, self.fork, self.race, self.guarded, self.guarded]
        return self.chance.choice(kinds)(depth)

    def single(self, _depth: int) -> Part:
        """Return one task or event."""
        name = self.name("n")
        code = self.chance.choice(["x = 6", "x = 1", "y = 3", "y = 0"])
        made = [
            user(name),
            user(name),
            f'<serviceTask id="{name}" motcua:connector="c"/>',
            f'<receiveTask id="{name}" messageRef="m" {self.key()}/>',
            script(name, code),
            catch(name, *self.waited()),
            throw(name, self.chance.choice(THROWN), self.key()),
        ]
        return Part(body=self.chance.choice(made), flows=(), first=name, last=name)

    def waited(self, more: list[str] | None = None) -> tuple[str, str]:
        """Return what an event waits for, one thing or two, and its attributes."""
        what = self.chance.choice([*WAITED, *(more or [])])
        if self.chance.random() < 0.25:
            what = " + ".join(self.chance.sample(WAITED, 2))
        mark = 'parallelMultiple="true" ' if self.chance.random() < 0.4 else ""
        return what, mark + self.key()

    def scope(self, depth: int) -> Part:
        """Return a subprocess, perhaps a repeated one."""
        name = self.name("A")
        body, ways = self.inside(depth - 1)
        loop = self.chance.choice([*LOOPS, "", "", ""])
        return Part(body=sub(name, loop + body, *ways), flows=(), first=name, last=name)

    def listener(self, depth: int) -> str:
        """Return an event subprocess."""
        name = self.name("L")
        what, more = self.waited(CAUGHT[:4])
        stays = "error" not in what and self.chance.random() < 0.5
        mark = ' isInterrupting="false"' if stays else ""
        start = f'<startEvent id="{name}s"{mark} {more}>{trigger(what)}</startEvent>'
        body, ways = self.inside(depth, f"{name}s")
        return sub(name, start + body, *ways, more='triggeredByEvent="true"')

    def fork(self, depth: int) -> Part:
        """Return two branches that are joined."""
        first, last = self.name("g"), self.name("g")
        kind = self.chance.choice(["parallel", "inclusive"])
        body = f'<{kind}Gateway id="{first}"/><{kind}Gateway id="{last}"/>'
        return self._branches(body, first, last, [self.line(depth - 1), self.line(depth - 1)])

    def race(self, depth: int) -> Part:
        """Return an event-based gateway with two events."""
        first, last = self.name("g"), self.name("g")
        body = f'<eventBasedGateway id="{first}"/><exclusiveGateway id="{last}"/>'
        branches = []
        for _ in range(2):
            event, after = self.name("c"), self.line(depth - 1)
            branches.append(
                Part(
                    body=catch(event, *self.waited()) + after.body,
                    flows=(*after.flows, f"{event}>{after.first}"),
                    first=event,
                    last=after.last,
                )
            )
        return self._branches(body, first, last, branches)

    def guarded(self, depth: int) -> Part:
        """Return an activity with one or two events on its border."""
        host, last = self.name("A"), self.name("g")
        body, ways = self.inside(depth - 1)
        activity = self.chance.choice([sub(host, body, *ways), user(host)])
        body, flows = activity + f'<exclusiveGateway id="{last}"/>', [f"{host}>{last}"]
        for _ in range(self.chance.randint(1, 2)):
            event, after = self.name("b"), self.line(depth - 1)
            what, more = self.waited(CAUGHT)
            stays = "error" not in what and self.chance.random() < 0.5
            body += border(event, host, what, stays, more) + after.body
            flows += [*after.flows, f"{event}>{after.first}", f"{after.last}>{last}"]
        return Part(body=body, flows=tuple(flows), first=host, last=last)

    def _branches(self, body: str, first: str, last: str, branches: list[Part]) -> Part:
        ways = [f"{first}>{one.first}" for one in branches]
        ways += [f"{one.last}>{last}" for one in branches]
        return Part(
            body=body + "".join(one.body for one in branches),
            flows=(*(way for one in branches for way in one.flows), *ways),
            first=first,
            last=last,
        )


def possible(play: Play, chance: Random) -> Iterator[Command]:
    """Yield what can happen to the case now."""
    answers = dict(chance.choice(ANSWERS))
    if play.standing.status == SUSPENDED:
        yield Resume()
        return
    yield from (Complete(token=one, answers=answers, by=1) for one in play.tasks)
    for row in play.awaited.values():
        yield DeliverMessage(token=row.token, name=row.name, payload=answers)
    yield from (HearSignal(name=one) for one in sorted({r.name for r in play.hearings.values()}))
    yield from (FireTimer(token=one) for one in play.timers)
    for job in [one for one in play.jobs.values() if one.settles]:
        yield SettleJob(token=job.token, result={})
        yield SettleJob(token=job.token, error="no", error_code=chance.choice(["E1", "E2", None]))
    for token in play.incidents:
        yield Retry(token=token, by=1, reason="again")
        yield Skip(token=token, by=1, reason="never mind")
    if chance.random() < 0.1:
        yield Suspend(reason="audit")


def wander(play: Play, chance: Random, steps: int) -> None:
    """Let random things happen to a case, and look at its rows after each."""
    for _ in range(steps):
        commands = list(possible(play, chance))
        is_over = play.standing.status not in (RUNNING, SUSPENDED)
        if is_over or not commands or len(commands) > MOST:
            return
        command = chance.choice(commands)
        if isinstance(command, FireTimer):
            play.now = max(play.now, play.timers[command.token].due_at)
        try:
            play.give(command)
        except CommandRefused:
            assert isinstance(command, Skip), command
        assert is_mirrored(play), command


def is_mirrored(play: Play) -> bool:
    """Tell whether the rows beside the state say the same as the state."""
    assert play.state is not None
    tokens = read(play.state)["t"]
    jobs = {token: one for token, one in play.jobs.items() if one.settles}
    rows = {
        "task": play.tasks,
        "due": play.timers,
        "awaits": play.awaited,
        "hears": play.hearings,
        "incident": play.incidents,
        "job": jobs,
    }
    return all(
        sorted(row[0] for row in tokens if row[6].get(key) is not None) == sorted(found)
        for key, found in rows.items()
    )
