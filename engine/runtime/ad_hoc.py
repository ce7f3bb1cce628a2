"""Ad-hoc subprocesses (BPMN 2.0.2, 10.3.5.2 and 13.3.5).

What the specification leaves to whoever performs the activities is settled so: all activities that
nothing leads to are begun at once, or one after the other; when all are over and the completion
condition does not hold, they can be done again.
"""

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec
from SpiffWorkflow.util.task import TaskState

from engine.diagrams.model import AdHoc as Order
from engine.diagrams.model import Node
from engine.errors import MotcuaError
from engine.expressions.expression import compile_expression
from engine.runtime.activities import Activity
from engine.runtime.effects import raise_incident
from engine.runtime.moves import clear_scope, drop, enter
from engine.runtime.nested import Subprocess
from engine.runtime.step import Step, Way
from engine.runtime.token import Scope, Token

ENOUGH, NEXT, HELD = "enough", "next", "held"


class AdHoc(Subprocess):
    """A subprocess whose activities have no order, or only one after the other.

    first   names of the steps that nothing leads to
    """

    def __init__(self, spec: WorkflowSpec, name: str, node: Node, ways: tuple[Way, ...]) -> None:
        super().__init__(spec, name, node, ways)
        self.order = node.ad_hoc or Order()
        text = self.order.completion
        self.completion = compile_expression(text) if text else None
        self.first: tuple[str, ...] = ()

    def work(self, token: Token) -> bool | None:
        """Begin; after a retry, ask the condition that could not be asked."""
        if HELD not in token.memory:
            return super().work(token)
        (scope,) = token.inner.values()
        if self._is_enough(scope):
            token.memory[ENOUGH] = True
        held, run = token.memory.pop(HELD), token.run_of
        for target, flow_id in () if ENOUGH in token.memory else held:
            enter(run.version.steps[target], scope, run, flow_id)
        self.inner_left(token, scope)
        if scope.is_idle:
            run.emptied.append(scope)
        return None

    def start(self, token: Token, scope: Scope) -> None:
        """Begin all activities that nothing leads to, or the first of them."""
        run = token.run_of
        names = list(self.first)
        if self.order.sequential:
            token.memory[NEXT] = names[1:]
            names = names[:1]
        for name in names:
            enter(run.version.steps[name], scope, run)
        if not names:
            run.emptied.append(scope)

    def lets_go(self, token: Token, left: Token, ways: tuple[Way, ...]) -> bool:
        """Ask the completion condition after each activity; once it holds, nothing more begins."""
        if HELD in token.memory or ENOUGH in token.memory:
            token.memory.get(HELD, []).extend(_ends(ways))
            return False
        try:
            if _has_ended_all(left) or (_is_activity(left) and self._is_enough(left.scope)):
                token.memory[ENOUGH] = True
        except MotcuaError as error:
            token.memory[HELD] = _ends(ways)
            raise_incident(token, error)
            return False
        return ENOUGH not in token.memory

    def _is_enough(self, scope: Scope) -> bool:
        if self.completion is None:
            return False
        return bool(self.completion.value(scope.names, missing_is_null=True))

    def inner_left(self, token: Token, scope: Scope) -> None:
        """Give up what is not wanted any more, or begin what comes next."""
        if ENOUGH in token.memory:
            if self.order.cancels:
                clear_scope(scope)
            for one in [one for one in scope.tokens.values() if _is_yet_to_begin(one)]:
                drop(one)
        elif scope.is_idle and HELD not in token.memory:
            self._begin_next(token, scope)

    def _begin_next(self, token: Token, scope: Scope) -> None:
        run, following = token.run_of, token.memory.get(NEXT)
        if following:
            enter(run.version.steps[following.pop(0)], scope, run)
        elif self.completion is not None:
            self.start(token, scope)


def _ends(ways: tuple[Way, ...]) -> list[list[str]]:
    return [[way.target, way.flow_id] for way in ways]


def _is_activity(token: Token) -> bool:
    return isinstance(token.step, Activity)


def _is_yet_to_begin(token: Token) -> bool:
    """Tell whether a token is on its way to an activity: what has begun may come to its end."""
    if token.host is not None or token.number in token.scope.listeners:
        return False
    waiting = token.scope.arrivals.get(token.step.name, ())
    return not _is_activity(token) or token._state == TaskState.READY or token in waiting


def _has_ended_all(left: Token) -> bool:
    """Tell whether an interrupting event subprocess has taken the place of all activities."""
    step: Step = left.step
    start = left.run_of.version.starts.get(step.node.node_id)
    return bool(step.node.by_event and start and start.node.interrupting)
