"""Activities: user, script, service, business-rule and receive tasks."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

from engine.calendars.cutoffs import parse_cutoff
from engine.calendars.deadlines import due_at
from engine.calendars.standstill import end_of_term
from engine.calendars.terms import parse_term
from engine.decisions.decision import Decision
from engine.decisions.evaluate import evaluate
from engine.diagrams.model import Node
from engine.errors import Words
from engine.expressions.expression import Expression
from engine.faults import ElementError
from engine.records.connectors import job_kind
from engine.records.outcomes import JobRequest, OpenTask
from engine.records.values import Json
from engine.runtime.effects import request_job
from engine.runtime.inputs import Inputs, Transfer
from engine.runtime.moves import go_on, invite, merge
from engine.runtime.reckoning import given, reckon
from engine.runtime.spreading import send
from engine.runtime.step import Step, Way
from engine.runtime.token import CALL, SUBPROCESS, Scope, Token
from engine.runtime.undoing import keep_scope
from engine.runtime.values import keep
from engine.runtime.waiting import Waiting

# By this way of counting, and later ones, tasks stand still with the clock of their case.
FIRST_RESTING = 3


class Activity(Step):
    """A step that can be interrupted by events on its border; by itself it does nothing."""

    waits = True

    def __init__(self, spec: WorkflowSpec, name: str, node: Node, ways: tuple[Way, ...]) -> None:
        super().__init__(spec, name, node, ways)
        self.transfer = Transfer(node)

    def begin(self, token: Token) -> bool | None:
        """Set the boundary events, then do the work, once enough tokens have come."""
        if self.node.quantities[0] > 1 and not self._gathered(token):
            return None
        invite(token, self.guests)
        if self.transfer.takes:
            token.memory["local"] = self.transfer.take(token)
        return self.work(token)

    def work(self, token: Token) -> bool | None:
        """Do what this kind of activity does."""
        return True

    def take_in(self, token: Token, values: Mapping[str, object]) -> None:
        """Write what is kept of a message."""
        self.transfer.give(token, values)

    def _gathered(self, token: Token) -> bool:
        """Tell whether as many tokens have come as it takes to start (BPMN 2.0.2, 13.3.2)."""
        if "gathered" in token.memory:
            return True
        token.scope.arrive(token)
        waiting, needed = token.scope.arrivals[self.name], self.node.quantities[0]
        if len(waiting) < needed:
            return False
        for one in waiting[:needed]:
            if one is not token:
                merge(one, token)
        token.scope.arrivals[self.name].remove(token)
        token.memory["gathered"] = True
        return True

    def choose(self, token: Token) -> tuple[Way, ...]:
        """Return the ways on, as often as tokens are to be sent off."""
        return super().choose(token) * self.node.quantities[1]

    def keep_undo(self, token: Token, scope: Scope) -> None:
        """Keep what can be undone in a scope that is done."""
        by = None
        if scope.kind in (SUBPROCESS, CALL):
            by = token.run_of.version.undoers.get(self.node.called or self.node.node_id)
        keep_scope(token, scope, by)


class UserTask(Activity):
    """Work that waits for a person."""

    def __init__(self, spec: WorkflowSpec, name: str, node: Node, ways: tuple[Way, ...]) -> None:
        super().__init__(spec, name, node, ways)
        attributes = node.attributes
        self.manual = True
        self.post = attributes.get("post", "")
        self.office = reckon(attributes.get("office", "case"))
        self.label = reckon(attributes.get("label"))
        self.form = attributes.get("form")
        self.term = parse_term(attributes["term"]) if "term" in attributes else None
        self.cutoff = parse_cutoff(attributes.get("cutoff"))
        self.four_eyes = attributes.get("fourEyes")
        self.same_person = attributes.get("samePersonAs")

    def work(self, token: Token) -> bool | None:
        """Open the task for its post and office."""
        fresh = self.open_task(token)
        task = replace(fresh, **reopened(token.memory))
        run = token.run_of
        token.memory["task"] = task_memory(task)
        if task.due_at is not None and task.due_at == fresh.due_at:
            token.memory["task"] |= self._counted_on(token)
        run.book.tasks.put(task)
        run.book.note(
            "task-opened",
            task.element,
            task.token,
            **{key: value for key, value in token.memory["task"].items() if value is not None},
        )
        return None

    def open_task(self, token: Token) -> OpenTask:
        """Return the task as it is when it opens."""
        run, names = token.run_of, token.data
        now = run.moment
        due = self.term and due_at(now.at, self.term, now.calendar, self.cutoff or run.cutoff)
        barred = run.hands.get(self.four_eyes) if self.four_eyes else None
        label = keep(self._called, "label", given(self.label, names))
        return OpenTask(
            token=token.number,
            element=self.node.node_id,
            post=self.post,
            office=office_code(token, self.office, self._called),
            form=self.form,
            due_at=due or None,
            holder=run.hands.get(self.same_person) if self.same_person else None,
            forbidden=(barred,) if barred is not None else (),
            label=str(label) if label is not None else None,
        )

    def _counted_on(self, token: Token) -> dict[str, Json]:
        """Return the last day of the term as counted, where a day off moved its end."""
        run, term = token.run_of, self.term
        is_moved = term is not None and term.unit in ("days", "months")
        if term is None or not is_moved or run.moment.calendar.counting < FIRST_RESTING:
            return {}
        moment = run.moment
        end = end_of_term(moment.at, (term, None), moment.calendar, self.cutoff or run.cutoff)
        return {"on": end.on.isoformat()} if end.on is not None else {}

    @property
    def _called(self) -> str:
        return self.node.name or self.node.node_id


def office_code(token: Token, office: Expression | str | None, element: str) -> str:
    """Return the code of an office that an attribute names by kind, code or expression.

    Raises  ElementError where the case knows none such
    """
    offices, named = token.run_of.offices, given(office, token.data)
    is_kind = not isinstance(office, Expression)
    if not named or (is_kind and named not in offices):
        reason = Words(
            en=f"there is no office “{named or '–'}” for this case",
            vi=f"không có cơ quan “{named or '–'}” cho hồ sơ này",
        )
        raise ElementError(element=element, reason=reason)
    return offices.get(str(named), str(named))


def reopened(memory: dict[str, Any]) -> dict[str, Any]:
    """Take what a task keeps that opens again after the case went back to it."""
    kept: dict[str, Any] = memory.pop("reopened", {})
    if kept.get("due_at"):
        kept["due_at"] = datetime.fromisoformat(kept["due_at"])
    return kept


def task_memory(task: OpenTask) -> dict[str, Json]:
    """Return what a token remembers of its open task."""
    return {
        "post": task.post,
        "office": task.office,
        "due": task.due_at.isoformat() if task.due_at else None,
        "holder": task.holder,
        "label": task.label,
        "forbidden": list(task.forbidden) or None,
    }


class ScriptTask(Activity):
    """Runs a script in the sandbox and writes the names it sets."""

    def work(self, token: Token) -> bool | None:
        """Run it."""
        run = token.run_of
        written: Any = run.version.scripts.run(self.node.script or "", token.data)
        self.transfer.give(token, written)
        return True


class RuleTask(Activity):
    """Asks a decision table and writes its answer."""

    decision: Decision

    def work(self, token: Token) -> bool | None:
        """Ask it; an answer of one output is stored as its plain value."""
        answer: Any = evaluate(self.decision, token.data)
        if isinstance(answer, dict) and len(answer) == 1:
            answer = next(iter(answer.values()))
        self.transfer.give(token, {self.node.attributes["result"]: answer})
        return True


class ServiceTask(Activity):
    """Asks a connector for work that is done outside; goes on when the job is settled.

    A send task without a connector of its own sends its message, and goes on at once; one without
    a message sends a notice.
    """

    settles = True

    def __init__(self, spec: WorkflowSpec, name: str, node: Node, ways: tuple[Way, ...]) -> None:
        super().__init__(spec, name, node, ways)
        self.asked = Inputs(node)
        named = [event for event in node.events if event.name]
        is_message = named and not {"connector", "topic"} & node.attributes.keys()
        self.message = Waiting(named[0], node) if is_message else None

    def work(self, token: Token) -> bool | None:
        """Request the job."""
        if self.message is not None:
            key = self.message.key_of(token)
            send(token, (self.message.event.name or "", key), self.asked.values(token))
            return True if token.is_live else None
        kind = job_kind(self.node.attributes)
        element = self.node.node_id
        inputs = self.asked.values(token)
        token.memory["job"] = kind
        request_job(
            token, JobRequest(token=token.number, element=element, kind=kind, inputs=inputs)
        )
        return None

    def settled(self, token: Token, result: Json) -> None:
        """Write the result of the job and go on."""
        name = self.node.attributes.get("result")
        if name is not None or self.transfer.gives:
            self.transfer.give(token, {name or "result": result})
        token.complete()


class ReceiveTask(Activity):
    """Waits for a message, as an activity with boundary events."""

    def __init__(self, spec: WorkflowSpec, name: str, node: Node, ways: tuple[Way, ...]) -> None:
        super().__init__(spec, name, node, ways)
        self.waiting = (Waiting(node.events[0], node),)

    def work(self, token: Token) -> bool | None:
        """Subscribe; after a retry, go on if the message has come already."""
        if "happened" in token.memory:
            return True
        self.waiting[0].begin(token)
        return None

    def fire(self, token: Token) -> None:
        """Go on with the message."""
        go_on(token)
