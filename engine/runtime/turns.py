"""Standard loop: an activity again and again while a condition holds (BPMN 2.0.2, 13.3.6)."""

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

from engine.diagrams.model import Loop, Node
from engine.expressions.expression import compile_expression
from engine.runtime.activities import Activity
from engine.runtime.moves import enter_inside
from engine.runtime.step import Step, Way
from engine.runtime.token import COUNTER, TURN, Scope, Token


class Turns(Activity):
    """The body of a standard loop; `inner` is what each turn runs, on the data around it."""

    def __init__(
        self, spec: WorkflowSpec, node: Node, ways: tuple[Way, ...], loop: Loop, inner: Step
    ) -> None:
        super().__init__(spec, node.node_id, node, ways)
        self.loop = loop
        self.inner = inner
        self.condition = compile_expression(loop.condition) if loop.condition else None
        self.maximum = int(loop.maximum) if loop.maximum else None

    def work(self, token: Token) -> bool | None:
        """Begin the first turn, unless the condition is asked before it and does not hold."""
        if token.inner_count:
            return None
        done = token.memory.setdefault("done", 0)
        if (done or self.loop.tests_before) and not self._goes_on(token):
            return True
        run = token.run_of
        scope = run.open_scope(TURN, token, {COUNTER: done + 1})
        enter_inside(self.inner, scope, run)
        return None

    def _goes_on(self, token: Token) -> bool:
        done = token.memory["done"]
        if self.maximum is not None and done >= self.maximum:
            return False
        if self.condition is None:
            return True
        names = {**token.data, COUNTER: done}
        return bool(self.condition.value(names, missing_is_null=True))

    def scope_done(self, token: Token, scope: Scope) -> None:
        """Begin the next turn, or go on."""
        token.memory["done"] += 1
        if self.work(token):
            token.complete()
