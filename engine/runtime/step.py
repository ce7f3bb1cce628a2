"""Steps: what every node of the diagram is, and the ways out of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

from engine.diagrams.model import Node
from engine.expressions.expression import Expression
from engine.faults import NoWayOut
from engine.records.values import Json
from engine.runtime.played import Holding
from engine.runtime.reckoning import reckon
from engine.runtime.token import Scope, Token

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
    clock    act on the legal clock, one of the values of the attribute
    budget   term that begins or is added here, or the expression that gives it; None for that of
             the procedure
    notice   who gets a mail: "applicant"
    """

    status: int | None = None
    clock: str | None = None
    budget: Expression | str | None = None
    notice: str | None = None


class Step(Holding):
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
        budget=reckon(node.attributes.get("clockTerm")),
        notice=node.attributes.get("notice"),
    )
