"""Events that wait: catch, boundary, start of an event subprocess (BPMN 2.0.2, 10.5)."""

from collections.abc import Mapping, Set
from dataclasses import replace

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

from engine.diagrams.model import Node
from engine.errors import MotcuaError
from engine.runtime.effects import guard, mark
from engine.runtime.inputs import Transfer
from engine.runtime.moves import clear_scope, drop, enter, enter_inside, go_on, invite, send_off
from engine.runtime.rising import ESCALATION
from engine.runtime.step import Step, Way
from engine.runtime.token import Token
from engine.runtime.waiting import Waiting

WATCH = "{}#{}"


class Start(Step):
    """A start event of a process or subprocess: what it waits for has happened already."""


class Catch(Step):
    """Waits for a timer, message, signal or condition; or for several of them.

    watches   names of the steps that wait for one of several definitions each
    """

    waits = True

    def __init__(self, spec: WorkflowSpec, name: str, node: Node, ways: tuple[Way, ...]) -> None:
        super().__init__(spec, name, node, ways)
        self.waiting = tuple(Waiting(event, node) for event in node.events)
        self.watches: tuple[str, ...] = ()
        self.transfer = Transfer(node)

    def take_in(self, token: Token, values: Mapping[str, object]) -> None:
        """Write what is kept of a message or signal."""
        self.transfer.give(token, values)

    def begin(self, token: Token) -> bool | None:
        """Set the timer or the subscription; after a retry, go on if it has happened already."""
        if "happened" in token.memory:
            return True
        if len(self.waiting) == 1:
            self.waiting[0].begin(token)
        else:
            invite(token, self.watches)
        return None

    def ask(self, token: Token, changed: Set[str]) -> None:
        """Fire if the condition that is waited for has become true."""
        if self.waiting[0].reads(changed) and self.waiting[0].ask(token):
            token.run_of.note(token, "condition-met")
            self.fire(token)

    def fire(self, token: Token) -> None:
        """Go on after the event; at an event-based gateway the other events are given up."""
        go_on(token)

    def watched(self, token: Token, index: int) -> None:
        """Take note that the definition at `index` has happened; fire when that is enough."""
        if not self.node.parallel:
            self.fire(token)
            return
        seen = set(token.memory.get("seen", ())) | {index}
        token.memory["seen"] = sorted(seen)
        if len(seen) == len(self.waiting):
            del token.memory["seen"]
            self.fire(token)

    def again(self, token: Token) -> bool:
        """Wait for the next time; False when it will not come again."""
        if len(self.waiting) == 1:
            return self.waiting[0].again(token)
        if self.node.parallel:
            still = {guest.step.name for guest in token.guests.values()}
            token.memory.pop("invited", None)
            invite(token, [name for name in self.watches if name not in still])
        return bool(token.guests)

    def catches(self, kind: str, code: str | None) -> bool:
        """Tell whether it waits for this error or escalation; without a code it catches all."""
        return any(
            event.kind == kind and event.code in (None, "", code) for event in self.node.events
        )

    def names_code(self, kind: str, code: str | None) -> bool:
        """Tell whether it names the code."""
        return any(event.kind == kind and event.code == code for event in self.node.events)

    def caught(self, token: Token, kind: str, code: str | None) -> None:
        """Fire for an error or escalation, as one of several definitions where there are more."""
        if kind == ESCALATION:
            token.run_of.note(token, "escalation-caught", code=code)
        if len(self.waiting) == 1:
            self.fire(token)
            return
        fits = (
            index
            for index, event in enumerate(self.node.events)
            if event.kind == kind and event.code in (None, "", code)
        )
        self.watched(token, next(fits))


class Watch(Catch):
    """Waits for one definition of an event that has several; `index` is its place among them."""

    waits = False

    def __init__(self, spec: WorkflowSpec, node: Node, index: int) -> None:
        one = replace(node, events=(node.events[index],), attributes=unmarked(node))
        super().__init__(spec, WATCH.format(node.node_id, index), one, ())
        self.index = index

    def fire(self, token: Token) -> None:
        """Tell the event; go on waiting where it can happen again."""
        host = token.host
        assert host is not None  # noqa: S101  a watch is always a guest
        if not self.waiting[0].again(token):
            drop(token)
        guard(host, lambda: host.step.watched(host, self.index))

    def catches(self, kind: str, code: str | None) -> bool:
        """Leave errors and escalations to the event itself."""
        return False


def unmarked(node: Node) -> dict[str, str]:
    """Return the attributes of a node without what marks the case where the node stands."""
    return {key: text for key, text in node.attributes.items() if key not in ("clock", "status")}


class Boundary(Catch):
    """An event on the border of an activity."""

    waits = False

    def fire(self, token: Token) -> None:
        """Interrupt the activity, or send a further token off and stay."""
        if self.node.interrupting:
            super().fire(token)
            return
        try:
            ways = self.choose(token)
            mark(token)
        except MotcuaError:
            # Another token finds no way on and stands still for it; the event is awaited on.
            aside = enter_inside(self, token.scope, token.run_of)
            aside.memory.update(happened=True, unmarked=True)
        else:
            send_off(token, ways)
        if not self.again(token):
            drop(token)


class Trigger(Catch):
    """The start of an event subprocess: waits in the scope around it (BPMN 2.0.2, 13.5.4)."""

    waits = False

    def fire(self, token: Token) -> None:
        """Begin the event subprocess; an interrupting one ends all else in the scope."""
        run, scope = token.run_of, token.scope
        parent = self.node.parent or ""
        if self.node.interrupting:
            clear_scope(scope)
        enter(run.version.steps[parent], scope, run)
        if not self.node.interrupting and not self.again(token):
            drop(token)
