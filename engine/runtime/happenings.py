"""Events of the diagram: start, end, catch, boundary (BPMN 2.0.2, 10.5)."""

from collections.abc import Mapping
from datetime import datetime

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

from engine.calendars.timing import Timing, first_instant, next_instant, parse_timing
from engine.diagrams.model import EventDefinition, Node
from engine.errors import CommandRefused, MessageTaken, Words
from engine.expressions.expression import Expression, compile_expression
from engine.faults import ElementError, UncaughtError
from engine.records.outcomes import Subscription, Timer
from engine.records.values import Json
from engine.runtime.effects import mark
from engine.runtime.ledger import parse_clock
from engine.runtime.moves import clear_scope, drop, go_on, send_off, throw_error
from engine.runtime.step import Step, Way
from engine.runtime.token import ROOT, Token


class Start(Step):
    """The none start event of a process or subprocess."""


class Throw(Step):
    """An intermediate none event: marks a point that was reached."""


class End(Step):
    """An end event: none, terminate or error."""

    def begin(self, token: Token) -> bool | None:
        """End the path, the scope, or throw the error."""
        run = token.run_of
        events = self.node.events
        kind = events[0].kind if events else "none"
        if token.scope.kind == ROOT:
            run.ending = self.node.attributes.get("ending", "done")
        if kind == "terminate":
            clear_scope(token.scope, but=token)
        elif kind == "error":
            return self._throw(token, events[0])
        return True

    def _throw(self, token: Token, event: EventDefinition) -> bool | None:
        if throw_error(token.scope, event.code):
            return None
        if token.scope.kind == ROOT:
            return True
        raise UncaughtError(
            element=self.node.name or self.node.node_id, error=event.code or event.name or "?"
        )


class Catch(Step):
    """Waits for a timer or a message."""

    def __init__(self, spec: WorkflowSpec, name: str, node: Node, ways: tuple[Way, ...]) -> None:
        super().__init__(spec, name, node, ways)
        self.event = node.events[0]
        self.waiting = Waiting(self.event, node)

    waits = True

    def begin(self, token: Token) -> bool | None:
        """Set the timer or the subscription; after a retry, go on if it has happened already."""
        if "happened" in token.memory:
            return True
        self.waiting.begin(token)
        return None

    def fire(self, token: Token) -> None:
        """Go on after the event; at an event-based gateway the other events are given up."""
        go_on(token)


class Boundary(Catch):
    """An event on the border of an activity."""

    waits = False

    def begin(self, token: Token) -> bool | None:
        """Wait; an error boundary waits without timer or subscription."""
        return None if self.event.kind == "error" else super().begin(token)

    def fire(self, token: Token) -> None:
        """Interrupt the activity, or send a further token off and stay."""
        if self.node.interrupting:
            super().fire(token)
            return
        mark(token)
        send_off(token, self.choose(token))
        if not self.waiting.again(token):
            drop(token)

    def catches(self, code: str | None) -> bool:
        """Tell whether this is an error boundary for `code`; one without a code catches all."""
        return self.event.kind == "error" and self.event.code in (None, "", code)

    def names_code(self, code: str | None) -> bool:
        """Tell whether it names the code."""
        return self.event.code == code


class Waiting:
    """A timer or message as a step waits for it."""

    def __init__(self, event: EventDefinition, node: Node) -> None:
        self.event = event
        self.node = node
        self.cutoff = parse_clock(node.attributes.get("cutoff"))
        self.timing: Timing | None = None
        self.reckoned: Expression | None = None
        self.key: Expression | None = None
        text = event.text or ""
        if event.kind == "timer" and text.startswith("="):
            self.reckoned = compile_expression(text)
        elif event.kind == "timer":
            self.timing = parse_timing(text)
        key = node.attributes.get("key")
        if key:
            self.key = compile_expression(key)

    def begin(self, token: Token) -> None:
        """Set the timer or the subscription of `token`."""
        if self.event.kind == "timer":
            self._set_timer(token)
        else:
            self._await_message(token)

    def _timing(self, token: Token) -> Timing:
        if self.timing is not None:
            return self.timing
        assert self.reckoned is not None  # noqa: S101  one of the two is set
        return parse_timing(str(self.reckoned.value(token.data, missing_is_null=True)))

    def _set_timer(self, token: Token) -> None:
        run = token.run_of
        now = run.moment
        due = first_instant(self._timing(token), now.at, now.calendar, self.cutoff or run.cutoff)
        self._put_timer(token, due, fired=0)

    def _put_timer(self, token: Token, due: datetime, fired: int) -> None:
        token.memory["due"] = due.isoformat()
        token.memory["fired"] = fired
        book, element = token.run_of.book, self.node.node_id
        book.timers.put(Timer(token=token.number, element=element, due_at=due))
        book.note("timer-set", element, token.number, due=due.isoformat())

    def _await_message(self, token: Token) -> None:
        names = token.data
        key = self.key.value(names, missing_is_null=True) if self.key else run_code(names)
        name = self.event.name or self.node.node_id
        if key is None or key == "":
            reason = Words(en="the key of the message is empty", vi="khóa của thông điệp để trống")
            raise ElementError(element=self.node.name or self.node.node_id, reason=reason)
        self._require_free(token, [name, str(key)])
        token.memory["awaits"] = [name, str(key)]
        book, element = token.run_of.book, self.node.node_id
        attributes = self.node.attributes
        book.awaited.put(
            Subscription(
                token=token.number,
                element=element,
                name=name,
                key=str(key),
                audience=attributes.get("audience"),
                form=attributes.get("form"),
            )
        )
        book.note("message-awaited", element, token.number, name=name)

    def _require_free(self, token: Token, awaited: list[str]) -> None:
        """Refuse to await what the case awaits already: a message goes to one token only."""
        for one in token.run_of.tasks.values():
            if one is not token and one.memory.get("awaits") == awaited:
                raise MessageTaken(name=awaited[0], key=awaited[1])

    def check_due(self, token: Token) -> None:
        """Refuse to fire before the instant has come."""
        due = token.memory.get("due")
        if due is None or token.run_of.moment.at < datetime.fromisoformat(due):
            raise CommandRefused(what=f"timer {token.number}")

    def again(self, token: Token) -> bool:
        """Set the timer of a cycle anew; a message is awaited again as it stands.

        Returns  False when the event will not come again
        """
        if self.event.kind != "timer":
            return True
        fired = int(token.memory.get("fired", 0)) + 1
        run = token.run_of
        before = datetime.fromisoformat(token.memory["due"])
        due = next_instant(self._timing(token), before, fired, run.moment.calendar)
        run.book.timers.remove(token.number)
        if due is None:
            token.memory.pop("due")
            return False
        self._put_timer(token, due, fired)
        return True


def run_code(names: Mapping[str, Json]) -> str:
    """Return the dossier code, the correlation key of a message that names none."""
    dossier = names.get("dossier")
    return str(dossier.get("code", "")) if isinstance(dossier, dict) else ""
