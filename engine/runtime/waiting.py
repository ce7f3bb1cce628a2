"""What an event waits for: an instant, a message, a signal, a condition; or to be told."""

from collections.abc import Mapping, Set
from datetime import datetime

from engine.calendars.cutoffs import parse_cutoff
from engine.calendars.timing import Timing, first_instant, next_instant, parse_timing
from engine.diagrams.model import EventDefinition, Node
from engine.errors import CommandRefused, MessageTaken
from engine.expressions.expression import Expression, compile_expression
from engine.faults import ExpressionFailed
from engine.records.outcomes import Hearing, Subscription, Timer
from engine.records.values import Json
from engine.runtime.spreading import require_key
from engine.runtime.token import Token

# A condition without names is asked once it waits: a name that no data has stands for it.
EVERY = frozenset(("",))


class Waiting:
    """One event definition as a step waits for it."""

    def __init__(self, event: EventDefinition, node: Node) -> None:
        self.event = event
        self.node = node
        self.cutoff = parse_cutoff(node.attributes.get("cutoff"))
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
        self.condition: Expression | None = None
        if event.kind == "conditional":
            self.condition = compile_expression(text)

    def begin(self, token: Token) -> None:
        """Set the timer or the subscription of `token`; an error or the like needs neither."""
        if self.event.kind == "timer":
            self._set_timer(token)
        elif self.event.kind == "message":
            self._await_message(token)
        elif self.event.kind == "signal":
            self._listen(token)
        elif self.condition is not None:
            token.memory["if"] = False
            token.run_of.asking[token.number] = token
            token.run_of.changed.update(self.condition.names or EVERY)

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
        name, key = self.event.name or self.node.node_id, self.key_of(token)
        awaiters = token.run_of.awaiters()
        if awaiters.get((name, key), token) is not token:
            # A message goes to one token only.
            raise MessageTaken(name=name, key=key)
        token.memory["awaits"] = [name, key]
        awaiters[name, key] = token
        book, element = token.run_of.book, self.node.node_id
        attributes = self.node.attributes
        book.awaited.put(
            Subscription(
                token=token.number,
                element=element,
                name=name,
                key=key,
                audience=attributes.get("audience"),
                form=attributes.get("form"),
            )
        )
        book.note("message-awaited", element, token.number, name=name)

    def key_of(self, token: Token) -> str:
        """Return the correlation key; raise ElementError for an empty one."""
        names = token.data
        key = self.key.value(names, missing_is_null=True) if self.key else run_code(names)
        return require_key(self.node.name or self.node.node_id, key)

    def _listen(self, token: Token) -> None:
        name = self.event.name or self.node.node_id
        token.memory["hears"] = name
        element = self.node.node_id
        token.run_of.book.hearings.put(Hearing(token=token.number, element=element, name=name))

    def reads(self, changed: Set[str]) -> bool:
        """Tell whether the condition reads one of these names; one without names reads all."""
        names = self.condition.names if self.condition is not None else frozenset()
        return not names or not names.isdisjoint(changed)

    def ask(self, token: Token) -> bool:
        """Tell whether the condition has become true since it was asked last.

        Source  BPMN 2.0.2, 10.5.5: it must become false before it can trigger again
        """
        if self.condition is None:
            return False
        before = token.memory["if"]
        token.memory["if"] = _holds(self.condition, token.data)
        return bool(token.memory["if"] and not before)

    def check_due(self, token: Token) -> None:
        """Refuse to fire before the instant has come."""
        due = token.memory.get("due")
        if due is None or token.run_of.moment.at < datetime.fromisoformat(due):
            raise CommandRefused(what=f"timer {token.number}")

    def again(self, token: Token) -> bool:
        """Set the timer of a cycle anew; all else is awaited again as it stands.

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


def _holds(condition: Expression, names: Mapping[str, Json]) -> bool:
    """Tell whether a condition holds; while a name it needs is not known yet, it does not."""
    try:
        return bool(condition.value(names, missing_is_null=True))
    except ExpressionFailed:
        if any(names.get(name) is None for name in condition.names):
            return False
        raise


def run_code(names: Mapping[str, Json]) -> str:
    """Return the dossier code, the correlation key of a message that names none."""
    dossier = names.get("dossier")
    return str(dossier.get("code", "")) if isinstance(dossier, dict) else ""
