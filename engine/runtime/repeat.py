"""Multi-instance activities, parallel and sequential (BPMN 2.0.2, 13.3.7).

The body token stands at the activity on the diagram; each instance is a scope of its own with its
element, its counter and what it writes. Results are handed back in the order of the instances.
"""

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

from engine.diagrams.model import Loop, Node
from engine.errors import MotcuaError, Words
from engine.expressions.expression import Expression, compile_expression
from engine.faults import ElementError
from engine.records.values import Json
from engine.runtime.activities import Activity
from engine.runtime.effects import write
from engine.runtime.moves import clear_inside, enter_inside
from engine.runtime.rising import signal_at_border
from engine.runtime.step import Step, Way
from engine.runtime.token import INSTANCE, Scope, Token
from engine.runtime.values import keep

MOST_INSTANCES = 5_000
# Tokens and scopes begun by one command, as instances within instances multiply: more of them
# would need more steps than a command may take (moves.MOST_STEPS).
MOST_BEGUN = 40_000
TOO_MANY = Words(
    en="too many instances within each other are begun at once",
    vi="quá nhiều lượt lồng nhau bắt đầu cùng lúc",
)


def optional(text: str | None) -> Expression | None:
    """Return the compiled expression, if there is one."""
    return compile_expression(text) if text else None


class Repeat(Activity):
    """The body of a multi-instance activity; `inner` is what each instance runs."""

    def __init__(
        self, spec: WorkflowSpec, node: Node, ways: tuple[Way, ...], loop: Loop, inner: Step
    ) -> None:
        super().__init__(spec, node.node_id, node, ways)
        self.loop = loop
        self.inner = inner
        self.collection = optional(loop.collection)
        self.cardinality = optional(loop.cardinality)
        self.output_element = optional(loop.output_element)
        self.completion = optional(loop.completion)
        self.thrown = tuple((one.event, optional(one.condition)) for one in loop.thrown)

    def work(self, token: Token) -> bool | None:
        """Start the first instance, or all of them; without any, the activity has done."""
        if "total" in token.memory:
            return self._work_again(token)
        elements, run = self._elements(token), token.run_of
        if run.last_number - run.drawn_before > MOST_BEGUN:
            raise ElementError(element=self._called, reason=TOO_MANY)
        token.memory.update(total=len(elements), done=0, results={})
        if self.loop.sequential:
            token.memory["elements"] = elements
            token.memory["next"] = 0
        if not elements:
            self._hand_back(token)
            return True
        for index in range(1 if self.loop.sequential else len(elements)):
            self._start(token, index, elements[index])
        return None

    def _work_again(self, token: Token) -> bool | None:
        """After a retry, repeat the instances whose result could not be had, and only those."""
        memory = token.memory
        for index, element in memory.pop("again", []):
            self._start(token, index, element)
        is_asked = "unasked" in memory
        if memory["done"] >= memory["total"] or (is_asked and self._is_enough(token, token.scope)):
            clear_inside(token)
            self._hand_back(token)
            return True
        if "elements" in memory and not token.inner_count:
            self._start(token, memory["next"], memory["elements"][memory["next"]])
        return None

    def _elements(self, token: Token) -> list[Json]:
        names = token.data
        if self.collection is not None:
            found = self.collection.value(names, missing_is_null=True)
            if isinstance(found, list | tuple) and len(found) <= MOST_INSTANCES:
                text = self.loop.collection or ""
                return [keep(self._called, text, one) for one in found]
            raise self._unfit(self.loop.collection, found)
        number = self.cardinality.value(names, missing_is_null=True) if self.cardinality else None
        if type(number) is int and 0 <= number <= MOST_INSTANCES:
            return list(range(number))
        raise self._unfit(self.loop.cardinality, number)

    def _unfit(self, text: str | None, found: object) -> ElementError:
        reason = f"{text} = {str(found)[:80]} (0 … {MOST_INSTANCES})"
        return ElementError(element=self._called, reason=reason)

    @property
    def _called(self) -> str:
        return self.node.name or self.node.node_id

    def _start(self, token: Token, index: int, element: Json) -> None:
        run = token.run_of
        own: dict[str, Json] = {"loopCounter": index + 1}
        if self.loop.element_name:
            own[self.loop.element_name] = element
        if "elements" in token.memory:
            token.memory["next"] = max(index + 1, token.memory["next"])
        scope = run.open_scope(INSTANCE, token, own, index)
        enter_inside(self.inner, scope, run)

    def scope_done(self, token: Token, scope: Scope) -> None:
        """Keep the result of an instance and go on with the next, or leave."""
        memory = token.memory
        self._keep_result(token, scope)
        memory["done"] += 1
        if not self._throw(token, scope):
            return
        if memory["done"] >= memory["total"] or self._is_enough(token, scope):
            clear_inside(token)
            self._hand_back(token)
            token.complete()
        elif "elements" in memory:
            self._start(token, memory["next"], memory["elements"][memory["next"]])

    def _keep_result(self, token: Token, scope: Scope) -> None:
        """Keep the result of an instance; where it has none, the instance is to be repeated."""
        if self.output_element is None:
            return
        try:
            found = self.output_element.value(scope.names, missing_is_null=True)
            kept = keep(self._called, self.output_element.text, found)
        except MotcuaError:
            element = scope.own.get(self.loop.element_name or "")
            token.memory.setdefault("again", []).append([scope.index, element])
            raise
        token.memory["results"][str(scope.index)] = kept

    def _throw(self, token: Token, scope: Scope) -> bool:
        """Throw the events of the loop's behaviour; False when one took the activity away.

        Source  BPMN 2.0.2, 10.3.7.2, behavior: None throws for each instance, One for the first,
                Complex where its condition holds; boundary events of this activity catch
        """
        if self.loop.behavior == "One" and token.memory["done"] > 1:
            return True
        for event, condition in self.thrown:
            if condition is None or condition.value(counted(token, scope), missing_is_null=True):
                signal_at_border(token, event)
                if not token.is_live:
                    return False
        return True

    def _is_enough(self, token: Token, scope: Scope) -> bool:
        if self.completion is None:
            return False
        # Kept only where the condition fails: a retry asks it again.
        token.memory["unasked"] = True
        found = bool(self.completion.value(counted(token, scope), missing_is_null=True))
        del token.memory["unasked"]
        return found

    def _hand_back(self, token: Token) -> None:
        if self.loop.output:
            results = token.memory["results"]
            ordered = [results[key] for key in sorted(results, key=int)]
            write(token, {self.loop.output: ordered})


def counted(token: Token, scope: Scope) -> dict[str, Json]:
    """Return the names an instance sees, with the counters of its multi-instance.

    Source  BPMN 2.0.2, table 10.30; the short names are those that most tools write
    """
    memory = token.memory
    total, done, active = memory["total"], memory["done"], token.inner_count
    return {
        **scope.names,
        "nrOfInstances": total,
        "nrOfCompletedInstances": done,
        "nrOfActiveInstances": active,
        "numberOfInstances": total,
        "numberOfCompletedInstances": done,
        "numberOfActiveInstances": active,
        "numberOfTerminatedInstances": 0,
    }
