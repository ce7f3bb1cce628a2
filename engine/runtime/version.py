"""A compiled version: a procedure made ready to run, frozen and shared by all its cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import time

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

from engine.calendars.terms import Term, parse_term
from engine.diagrams.model import Node, Process
from engine.expressions.expression import compile_expression
from engine.expressions.sandbox import ScriptRunner
from engine.procedures.procedure import Procedure
from engine.runtime.activities import (
    Activity,
    ReceiveTask,
    RuleTask,
    ScriptTask,
    ServiceTask,
    Subprocess,
    UserTask,
)
from engine.runtime.gateways import EventBased, Exclusive, Inclusive, Parallel
from engine.runtime.happenings import Boundary, Catch, End, Start, Throw
from engine.runtime.ledger import parse_clock
from engine.runtime.repeat import Repeat
from engine.runtime.step import Step, Way

STEPS: Mapping[str, type[Step]] = {
    "startEvent": Start,
    "endEvent": End,
    "intermediateThrowEvent": Throw,
    "intermediateCatchEvent": Catch,
    "boundaryEvent": Boundary,
    "task": Activity,
    "manualTask": UserTask,
    "userTask": UserTask,
    "scriptTask": ScriptTask,
    "businessRuleTask": RuleTask,
    "serviceTask": ServiceTask,
    "sendTask": ServiceTask,
    "receiveTask": ReceiveTask,
    "subProcess": Subprocess,
    "exclusiveGateway": Exclusive,
    "parallelGateway": Parallel,
    "inclusiveGateway": Inclusive,
    "eventBasedGateway": EventBased,
}
INNER = "{}[]"


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """A version ready to run.

    steps    by the id of the node; the inside of a multi-instance as "<id>[]"
    starts   the start event of each subprocess, and under None that of the process
    term     published term of the whole procedure; None without one
    cutoff   local time after which a day counts as over
    """

    procedure: Procedure
    scripts: ScriptRunner
    spec: WorkflowSpec
    steps: Mapping[str, Step] = field(repr=False)
    starts: Mapping[str | None, Step] = field(repr=False)
    term: Term | None = None
    cutoff: time | None = None


def compile_version(procedure: Procedure, scripts: ScriptRunner) -> Compiled:
    """Return the procedure made ready to run; it must have passed its check."""
    process = procedure.diagram.process
    spec = WorkflowSpec(name=process.process_id)
    steps: dict[str, Step] = {}
    for node in process.nodes.values():
        _add_steps(spec, _with_lane(process, node), _ways(process, node), steps)
    for node in process.nodes.values():
        if node.attached_to:
            steps[node.attached_to].guests += (node.node_id,)
    for step in list(steps.values()):
        _complete_step(step, procedure)
    term = process.attributes.get("term")
    return Compiled(
        procedure=procedure,
        scripts=scripts,
        spec=spec,
        steps=steps,
        starts={
            node.parent: steps[node.node_id]
            for node in process.nodes.values()
            if node.tag == "startEvent"
        },
        term=parse_term(term) if term else None,
        cutoff=parse_clock(process.attributes.get("cutoff")),
    )


def _with_lane(process: Process, node: Node) -> Node:
    lane = process.lanes.get(node.lane or "")
    if lane is None or node.tag not in ("userTask", "manualTask"):
        return node
    inherited = {key: lane.attributes[key] for key in ("post", "office") if key in lane.attributes}
    return replace(node, attributes={**inherited, **node.attributes})


def _ways(process: Process, node: Node) -> tuple[Way, ...]:
    return tuple(
        Way(
            flow_id=flow.flow_id,
            target=flow.target,
            condition=compile_expression(flow.condition) if flow.condition else None,
            is_default=flow.flow_id == node.default,
        )
        for flow in (process.flows[name] for name in node.outgoing)
    )


def _add_steps(
    spec: WorkflowSpec, node: Node, ways: tuple[Way, ...], steps: dict[str, Step]
) -> None:
    kind = STEPS[node.tag]
    if node.loop is None:
        steps[node.node_id] = kind(spec, node.node_id, node, ways)
        return
    name = INNER.format(node.node_id)
    bare = {key: text for key, text in node.attributes.items() if key not in ("clock", "status")}
    inner = kind(spec, name, replace(node, loop=None, outgoing=(), attributes=bare), ())
    steps[name] = inner
    steps[node.node_id] = Repeat(spec, node, ways, node.loop, inner)


def _complete_step(step: Step, procedure: Procedure) -> None:
    if isinstance(step, RuleTask):
        step.decision = procedure.decisions[step.node.attributes["decision"]]
    if isinstance(step, Inclusive):
        step.before = reachable_before(procedure.diagram.process, step.node)


def reachable_before(process: Process, gateway: Node) -> dict[str, frozenset[str]]:
    """Return, for each incoming flow, the nodes from which it can be reached without `gateway`."""
    back: dict[str, list[str]] = {}
    for flow in process.flows.values():
        back.setdefault(flow.target, []).append(flow.source)
    for node in process.nodes.values():
        if node.attached_to:
            back.setdefault(node.node_id, []).append(node.attached_to)
    found: dict[str, frozenset[str]] = {}
    for flow_id in gateway.incoming:
        seen = {gateway.node_id}
        todo = [process.flows[flow_id].source]
        while todo:
            node_id = todo.pop()
            if node_id not in seen:
                seen.add(node_id)
                todo.extend(back.get(node_id, ()))
        found[flow_id] = frozenset(seen - {gateway.node_id})
    return found
