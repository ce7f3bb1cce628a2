"""Random diagrams of compensation, transactions, calls and ad-hoc subprocesses."""

from collections.abc import Callable, Iterable

from tests.engine.bpmn.pieces import border, end, script, sub
from tests.engine.bpmn.random_events import LOOPS, Drawing, Part
from tests.engine.runtime.play import flows, user

UNDO = "<compensateEventDefinition {}/>"
TIED = '<association id="t{0}" sourceRef="c{0}" targetRef="x{0}"/>'
MARK = 'isForCompensation="true"'


class Undoing(Drawing):
    """Draws what can be undone, and what undoes it; `pools` holds the processes that are called."""

    pools: str = ""
    level: int = 0

    def part(self, depth: int) -> Part:
        """Return one part; below the surface no further subprocesses."""
        kinds: list[Callable[[int], Part]] = [self.undone, self.undone, self.throw, self.single]
        if depth > 0:
            kinds += [self.transaction, self.ad_hoc, self.call, self.scope, self.fork, self.failing]
        return self.chance.choice(kinds)(depth)

    def undone(self, _depth: int) -> Part:
        """Return a task with what undoes it."""
        name = self.name("n")
        loop = self.chance.choice([*LOOPS, "", "", "", ""])
        task = self.chance.choice([user(name, "", loop), script(name, "x = 1")])
        return Part(body=task + self.undoer(name), flows=(), first=name, last=name)

    def undoer(self, name: str) -> str:
        """Return what undoes an activity: a task, script, job or subprocess."""
        made = [
            user(f"x{name}", MARK),
            script(f"x{name}", "y = 1").replace("<scriptTask ", f"<scriptTask {MARK} "),
            f'<serviceTask id="x{name}" motcua:connector="c" {MARK}/>',
            self._handling(f"x{name}"),
        ]
        tie = (
            f'<boundaryEvent id="c{name}" attachedToRef="{name}">{UNDO.format("")}</boundaryEvent>'
        )
        return self.chance.choice(made) + tie + TIED.format(name)

    def _handling(self, name: str) -> str:
        start, last = self.name("s"), self.name("e")
        how = self.chance.choice(["", "", "error"])
        body = f'<startEvent id="{start}"/>' + end(last, how, "")
        return sub(name, body, f"{start}>{last}", more=MARK)

    def throw(self, _depth: int) -> Part:
        """Return an event that asks to undo all of its scope."""
        name = self.name("t")
        waits = self.chance.choice(["", 'waitForCompletion="false"'])
        body = f'<intermediateThrowEvent id="{name}">{UNDO.format(waits)}</intermediateThrowEvent>'
        return Part(body=body, flows=(), first=name, last=name)

    def transaction(self, depth: int) -> Part:
        """Return a transaction, perhaps a repeated one, that may be cancelled."""
        name, last, caught = self.name("A"), self.name("g"), self.name("b")
        line, start, stop = self.line(depth - 1), self.name("s"), self.name("e")
        ending = self.chance.choice(["", "any cancel", "any cancel"])
        loop = self.chance.choice([*LOOPS, "", "", ""])
        inside = f'{loop}<startEvent id="{start}"/>' + line.body + end(stop, ending, "")
        ways = (*line.flows, f"{start}>{line.first}", f"{line.last}>{stop}")
        body = sub(name, inside, *ways).replace("<subProcess ", "<transaction ", 1)
        body = body.removesuffix("</subProcess>") + "</transaction>"
        body += border(caught, name, "any cancel") + f'<exclusiveGateway id="{last}"/>'
        return Part(body=body, flows=(f"{name}>{last}", f"{caught}>{last}"), first=name, last=last)

    def ad_hoc(self, depth: int) -> Part:
        """Return an ad-hoc subprocess."""
        name = self.name("H")
        lines = [self.line(depth - 1) for _ in range(2)]
        more = self.chance.choice(["", 'ordering="Sequential"', 'cancelRemainingInstances="false"'])
        until = self.chance.choice(["", "", "<completionCondition>x > 0</completionCondition>"])
        until = until.replace(" > ", " &gt; ")
        inside = "".join(one.body for one in lines) + _named(
            way for one in lines for way in one.flows
        )
        body = f'<adHocSubProcess id="{name}" {more}>{inside}{until}</adHocSubProcess>'
        return Part(body=body, flows=(), first=name, last=name)

    def call(self, depth: int) -> Part:
        """Return a call of a process that is drawn beside."""
        name, pool = self.name("C"), self.name("Q")
        body, ways = self.inside(depth - 1)
        self.pools += f'<process id="{pool}" isExecutable="true">{body}{_named(ways)}</process>'
        loop = self.chance.choice([*LOOPS, "", "", ""])
        made = f'<callActivity id="{name}" calledElement="{pool}">{loop}</callActivity>'
        return Part(body=made, flows=(), first=name, last=name)

    def failing(self, depth: int) -> Part:
        """Return a subprocess with an error event on its border, perhaps undone by itself."""
        host, last, caught = self.name("A"), self.name("g"), self.name("b")
        line, start, stop = self.line(depth - 1), self.name("s"), self.name("e")
        how = self.chance.choice(["", "error"])
        inside = f'<startEvent id="{start}"/>' + line.body + end(stop, how, "")
        if self.chance.random() < 0.4:
            inside += self._undoing_itself()
        ways = (*line.flows, f"{start}>{line.first}", f"{line.last}>{stop}")
        body = sub(host, inside, *ways) + border(caught, host, "error")
        body += f'<exclusiveGateway id="{last}"/>'
        return Part(body=body, flows=(f"{host}>{last}", f"{caught}>{last}"), first=host, last=last)

    def _undoing_itself(self) -> str:
        name, again, last = self.name("L"), self.throw(0), self.name("e")
        start = f'<startEvent id="{name}s">{UNDO.format("")}</startEvent>'
        inside = start + again.body + f'<endEvent id="{last}"/>'
        ways = (f"{name}s>{again.first}", f"{again.last}>{last}")
        return sub(name, inside, *ways, more='triggeredByEvent="true"')


def _named(ways: Iterable[str]) -> str:
    """Return arrows whose ids are made of their ends."""
    return "".join(flows(way).replace('id="f0"', f'id="{way.replace(">", "_")}"') for way in ways)
