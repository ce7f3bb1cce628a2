"""Steps: SpiffWorkflow's task specifications without prediction, driven by tokens.

SpiffWorkflow predicts the branches ahead of a task and walks its tree after each step. A step does
neither: when it is entered it is run once, and when it has done it says by which flows to leave.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from SpiffWorkflow.specs.base import TaskSpec
from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

from engine.diagrams.model import Node
from engine.expressions.expression import Expression
from engine.faults import NoWayOut
from engine.records.values import Json
from engine.runtime.effects import arrive
from engine.runtime.moves import leave
from engine.runtime.token import Scope, Token
from engine.runtime.undoing import remember

MOST_SEEN = 8


@dataclass(frozen=True, kw_only=True)
class Way:
    """A sequence flow as a step sees it: where it leads and when it may be taken."""

    flow_id: str
    target: str
    condition: Expression | None
    is_default: bool


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What entering or leaving a node does to the case as a whole.

    status   number for the national portal, None if unchanged
    clock    act on the legal clock: start, restart, pause, pause-restart, resume, stop
    notice   who gets a mail: "applicant"
    """

    status: int | None = None
    clock: str | None = None
    notice: str | None = None


class Played(TaskSpec):
    """SpiffWorkflow's protocol of a task specification, without prediction."""

    def _predict(self, *_ignored: Any, **_also: Any) -> None:
        """Predict nothing: only live tokens exist."""

    def _update(self, my_task: Token) -> None:
        my_task._ready()

    def _on_ready(self, my_task: Token) -> None:
        my_task.run_of.ready.append(my_task)

    def _run(self, my_task: Token) -> bool | None:
        if "unmarked" in my_task.memory:
            arrive(my_task)
        # What has done its work, and found no way out, looks for the way again after a retry.
        return True if "over" in my_task.memory else my_task.step.begin(my_task)

    def _on_complete(self, my_task: Token) -> None:
        my_task.memory["over"] = True
        ways = my_task.step.choose(my_task)
        remember(my_task)
        leave(my_task, ways)


class Step(Played):
    """A node of the diagram; by itself one that just passes the token on.

    ways     where it leads
    guests   names of the events on its border
    waits    whether a case can stay here; a clock that pauses here goes on when the case leaves
    settles  whether it asks for jobs whose outcome it waits for
    undone_by  name of the step that undoes it when it was completed
    """

    waits: ClassVar[bool] = False
    settles: ClassVar[bool] = False

    def __init__(self, spec: WorkflowSpec, name: str, node: Node, ways: tuple[Way, ...]) -> None:
        super().__init__(spec, name)
        self.node = node
        self.ways = ways
        self.marks = read_marks(node)
        self.guests: tuple[str, ...] = ()
        self.undone_by: str | None = None

    def begin(self, token: Token) -> bool | None:
        """Do the step's work; True when it has done, None when it must wait."""
        return True

    def choose(self, token: Token) -> tuple[Way, ...]:
        """Return the ways to leave by: all that have no condition or a true one, else the default.

        Source: BPMN 2.0.2, 13.2.1 and 8.3.13 (conditional and default flows of activities).
        """
        return choose_all(self, token)

    def is_complete(self, scope: Scope) -> bool:
        """Tell whether the tokens that wait here need wait no longer; only some joins ever do."""
        return False

    def join(self, scope: Scope) -> Token:
        """Merge the tokens that wait here and return the one that goes on."""
        raise NotImplementedError(self.name)

    def fire(self, token: Token) -> None:
        """Go on: what the token waits for has happened."""
        raise NotImplementedError(self.name)

    def ask(self, token: Token) -> None:
        """Look whether the condition that the token waits for has become true."""

    def catches(self, kind: str, code: str | None) -> bool:
        """Tell whether this is an event that catches this error, escalation or cancelling."""
        return False

    def names_code(self, kind: str, code: str | None) -> bool:
        """Tell whether it catches this code and no other."""
        return False

    def caught(self, token: Token, kind: str, code: str | None) -> None:
        """Go on: an error or escalation was handed to the token."""
        raise NotImplementedError(self.name)

    def watched(self, token: Token, index: int) -> None:
        """Go on: one of several events that the token waits for has happened."""
        raise NotImplementedError(self.name)

    def settled(self, token: Token, result: Json) -> None:
        """Go on with the result of a job."""
        raise NotImplementedError(self.name)

    def cancel(self, token: Token) -> None:
        """Cancel the transaction."""
        raise NotImplementedError(self.name)

    def inner_left(self, token: Token, scope: Scope) -> None:
        """Take note that a token has left inside the activity."""

    def keep_undo(self, token: Token, scope: Scope) -> None:
        """Keep what can be undone in a scope that the token holds and that is done."""

    def scope_done(self, token: Token, scope: Scope) -> None:
        """Go on: all paths of a scope that the token holds have ended."""
        token.complete()


def choose_all(
    step: Step, token: Token, names: Mapping[str, Json] | None = None
) -> tuple[Way, ...]:
    """Return every way without condition or with a true one; else the default one.

    names   what the conditions read, if it is more than the token sees
    Raises  NoWayOut when there are ways and none may be taken
    """
    names = token.data if names is None else names
    taken = tuple(way for way in step.ways if not way.is_default and is_open(way, names))
    return taken or defaults(step, token)


def choose_first(step: Step, token: Token) -> tuple[Way, ...]:
    """Return the first way whose condition is true, in the diagram's order; else the default."""
    names = token.data
    for way in step.ways:
        if not way.is_default and is_open(way, names):
            return (way,)
    return defaults(step, token)


def is_open(way: Way, names: Mapping[str, Json]) -> bool:
    """Tell whether a way may be taken; a name not yet given counts as null."""
    return way.condition is None or bool(way.condition.value(names, missing_is_null=True))


def defaults(step: Step, token: Token) -> tuple[Way, ...]:
    """Return the default way, or nothing for a step without ways."""
    found = tuple(way for way in step.ways if way.is_default)
    if step.ways and not found:
        raise NoWayOut(element=step.node.name or step.node.node_id, seen=values_seen(step, token))
    return found


def values_seen(step: Step, token: Token) -> str:
    """Return the names that the conditions read, with their values, for the incident."""
    read = sorted({name for way in step.ways if way.condition for name in way.condition.names})
    names = token.data
    return ", ".join(f"{name} = {names.get(name)!r}" for name in read[:MOST_SEEN]) or "–"


def read_marks(node: Node) -> Marks:
    """Return the marks of a node."""
    status = node.attributes.get("status")
    return Marks(
        status=int(status) if status else None,
        clock=node.attributes.get("clock"),
        notice=node.attributes.get("notice"),
    )
