"""Events that throw: intermediate and end events (BPMN 2.0.2, 10.5.4 and 10.5.6)."""

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

from engine.diagrams.model import EventDefinition, Node
from engine.errors import MotcuaError
from engine.faults import UncaughtError
from engine.runtime.inputs import Inputs
from engine.runtime.moves import clear_scope
from engine.runtime.rising import ERROR, ESCALATION, rise
from engine.runtime.spreading import broadcast, send
from engine.runtime.step import Step, Way
from engine.runtime.token import ROOT, Scope, Token
from engine.runtime.undoing import begin_undoing, undo_ended, undo_next
from engine.runtime.waiting import Waiting

# What takes the token's scope, or the token itself, away comes last.
_RANKS = ("message", "signal", "escalation", "link", "compensate", "terminate", "cancel", "error")


class Throw(Step):
    """An intermediate event that throws, or just marks a point that was reached."""

    def __init__(self, spec: WorkflowSpec, name: str, node: Node, ways: tuple[Way, ...]) -> None:
        super().__init__(spec, name, node, ways)
        self.events = sorted(node.events, key=lambda event: _RANKS.index(event.kind))
        self.payload = Inputs(node)
        self.keys = {
            index: Waiting(event, node)
            for index, event in enumerate(self.events)
            if event.kind == "message"
        }

    def begin(self, token: Token) -> bool | None:
        """Throw one definition after the other; after a retry, those not yet thrown."""
        if "undoing" in token.memory and (token.inner_count or not undo_next(token)):
            return None
        while token.memory.get("thrown", 0) < len(self.events):
            index = token.memory.get("thrown", 0)
            if len(self.events) > 1 or self.events[index].kind == "compensate":
                token.memory["thrown"] = index + 1
            if not self._try_to_throw(token, index):
                return None
            if len(self.events) == 1:
                break
        return True

    def _try_to_throw(self, token: Token, index: int) -> bool:
        """Throw one definition; what cannot be thrown is thrown by a retry."""
        try:
            return self.throw(token, index)
        except MotcuaError:
            if "thrown" in token.memory:
                token.memory["thrown"] = index
            raise

    def choose(self, token: Token) -> tuple[Way, ...]:
        """Return the ways on; a compensation that nobody waits for leads nowhere."""
        return () if "quiet" in token.memory else super().choose(token)

    def throw(self, token: Token, index: int) -> bool:
        """Throw one definition; True when the token can go on at once."""
        event, run = self.events[index], token.run_of
        if event.kind == "message":
            key = self.keys[index].key_of(token)
            send(token, (event.name or self.node.node_id, key), self.payload.values(token))
        elif event.kind == "signal":
            broadcast(token, event.name or self.node.node_id, self.payload.values(token))
        elif event.kind == "escalation":
            run.note(token, "escalation-thrown", name=event.name, code=event.code)
            rise(token.scope, ESCALATION, event.code)
        elif event.kind == "compensate":
            return begin_undoing(token, event)
        return token.is_live

    def undone(self, token: Token, scope: Scope) -> None:
        """Compensate the next activity, or go on after the last."""
        if undo_ended(token, scope) and self.begin(token):
            token.complete()


class End(Throw):
    """An end event of any kind."""

    def begin(self, token: Token) -> bool | None:
        """Throw what is to be thrown; the word of the last end at the top becomes the case's."""
        run = token.run_of
        if token.scope.kind == ROOT or _took_over(token.scope):
            run.ending = self.node.attributes.get("ending", "done")
        return super().begin(token)

    def throw(self, token: Token, index: int) -> bool:
        """Throw one definition; an error at the top that nobody catches ends its path."""
        event = self.events[index]
        if event.kind == "terminate":
            clear_scope(token.scope, but=token)
        elif event.kind == "cancel":
            _cancel(token)
        elif event.kind == "error":
            self._throw_error(token, event)
        else:
            return super().throw(token, index)
        return token.is_live

    def _throw_error(self, token: Token, event: EventDefinition) -> None:
        if not rise(token.scope, ERROR, event.code) and token.scope.kind != ROOT:
            raise UncaughtError(
                element=self.node.name or self.node.node_id, error=event.code or event.name or "?"
            )


def _took_over(scope: Scope) -> bool:
    """Tell whether it is an event subprocess at the top that has interrupted all else."""
    holder = scope.holder
    if holder is None or holder.scope.kind != ROOT or not holder.step.node.by_event:
        return False
    return holder.run_of.version.starts[holder.step.node.node_id].node.interrupting


def _cancel(token: Token) -> None:
    """Cancel the transaction around (BPMN 2.0.2, 10.3.5.1 and 13.5.5)."""
    holder = token.scope.holder
    while holder is not None and holder.step.node.tag != "transaction":
        holder = holder.scope.holder
    assert holder is not None  # noqa: S101  checked when the version was published
    holder.step.cancel(holder)
