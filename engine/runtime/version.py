"""A compiled version: a procedure made ready to run, frozen and shared by all its cases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

from engine.calendars.cutoffs import Cutoff, parse_cutoff
from engine.calendars.terms import Term, parse_term
from engine.diagrams.model import Node, Process
from engine.expressions.expression import Expression, compile_expression
from engine.expressions.sandbox import ScriptRunner
from engine.procedures.procedure import Procedure
from engine.runtime.activities import (
    Activity,
    ReceiveTask,
    RuleTask,
    ScriptTask,
    ServiceTask,
    UserTask,
)
from engine.runtime.ad_hoc import AdHoc
from engine.runtime.complex import Complex
from engine.runtime.gateways import EventBased, Exclusive, Inclusive, Joining, Parallel
from engine.runtime.happenings import Boundary, Catch, Start, Trigger, Watch, unmarked
from engine.runtime.nested import Call, EventSubprocess, Subprocess, Transaction
from engine.runtime.reckoning import reckon
from engine.runtime.repeat import Repeat
from engine.runtime.step import Step, Way
from engine.runtime.throwing import End, Throw
from engine.runtime.turns import Turns

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
    "transaction": Transaction,
    "adHocSubProcess": AdHoc,
    "callActivity": Call,
    "exclusiveGateway": Exclusive,
    "parallelGateway": Parallel,
    "inclusiveGateway": Inclusive,
    "eventBasedGateway": EventBased,
    "complexGateway": Complex,
}
INNER = "{}[]"
Found = TypeVar("Found")


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """A version ready to run.

    steps      by the id of the node; the inside of a repeated activity as "<id>[]", what waits for
               one of several events as "<id>#<place>"
    starts     the start event of each subprocess and process, and under None too that of the main
               one; a global task is its own start
    listeners  names of the start events of event subprocesses, by the scope they listen in
    undoers    compensation event subprocess, by the subprocess or process it stands in
    checked    user tasks that another one asks a second pair of eyes for
    term       published term of the whole procedure; None without one
    legal      term that the law gives, where less is published
    extra      supplement to both, or the expression that gives it
    extension  by how much the law lets the term be extended at the most; None for not at all
    cutoff     until when a day counts
    """

    procedure: Procedure
    scripts: ScriptRunner
    spec: WorkflowSpec
    steps: Mapping[str, Step] = field(repr=False)
    starts: Mapping[str | None, Step] = field(repr=False)
    listeners: Mapping[str | None, tuple[str, ...]] = field(repr=False, default_factory=dict)
    undoers: Mapping[str | None, str] = field(repr=False, default_factory=dict)
    checked: frozenset[str] = frozenset()
    term: Term | None = None
    legal: Term | None = None
    extra: Expression | str | None = None
    extension: Term | None = None
    cutoff: Cutoff | None = None


def compile_version(procedure: Procedure, scripts: ScriptRunner) -> Compiled:
    """Return the procedure made ready to run; it must have passed its check."""
    process = procedure.diagram.process
    spec = WorkflowSpec(name=process.process_id)
    steps: dict[str, Step] = {}
    for node in (*process.nodes.values(), *process.global_tasks.values()):
        _add_steps(spec, _with_lane(process, node), _ways(process, node), steps)
    for node in process.nodes.values():
        _tie(node, steps)
    starts = _find_starts(process, steps)
    for step in list(steps.values()):
        _complete_step(step, procedure, starts)
    said = process.attributes.get
    return Compiled(
        procedure=procedure,
        scripts=scripts,
        spec=spec,
        steps=steps,
        starts=starts,
        listeners=_find_listeners(process),
        undoers=_find_undoers(process),
        checked=frozenset(
            step.four_eyes
            for step in steps.values()
            if isinstance(step, UserTask) and step.four_eyes
        ),
        term=_term(said("term")),
        legal=_term(said("legalTerm")),
        extra=reckon(said("extraTerm")),
        extension=_term(said("mostExtension")),
        cutoff=parse_cutoff(said("cutoff")),
    )


def _term(text: str | None) -> Term | None:
    return parse_term(text) if text else None


def _tie(node: Node, steps: Mapping[str, Step]) -> None:
    """Tie a boundary event to its activity, and what undoes an activity to that."""
    if not node.attached_to:
        return
    if node.undone_by and node.has_event("compensate"):
        inside = steps.get(INNER.format(node.attached_to), steps[node.attached_to])
        inside.undone_by = node.undone_by
    elif not node.has_event("compensate"):
        steps[node.attached_to].guests += (node.node_id,)


def _find_starts(process: Process, steps: Mapping[str, Step]) -> dict[str | None, Step]:
    """Return where each scope begins: its plain start event, or else its first."""
    found: dict[str | None, Step] = {name: steps[name] for name in process.global_tasks}
    for node in process.nodes.values():
        if node.tag == "startEvent" and (node.parent not in found or not node.events):
            found[node.parent] = steps[node.node_id]
    return _by_id_too(process, found)


def _by_id_too(process: Process, found: dict[str | None, Found]) -> dict[str | None, Found]:
    """Find the main process under its id as well: it can be called, even by itself."""
    return {process.process_id: found[None], **found} if None in found else found


def _find_undoers(process: Process) -> dict[str | None, str]:
    found: dict[str | None, str] = {}
    for node in process.nodes.values():
        if node.tag == "startEvent" and node.parent and node.has_event("compensate"):
            found[process.nodes[node.parent].parent] = node.parent
    return _by_id_too(process, found)


def _find_listeners(process: Process) -> dict[str | None, tuple[str, ...]]:
    found: dict[str | None, tuple[str, ...]] = {}
    for node in process.nodes.values():
        around = process.nodes.get(node.parent or "")
        is_trigger = node.tag == "startEvent" and around is not None and around.by_event
        if is_trigger and around is not None and not node.has_event("compensate"):
            found[around.parent] = (*found.get(around.parent, ()), node.node_id)
    return _by_id_too(process, found)


def _with_lane(process: Process, node: Node) -> Node:
    lane = process.lanes.get(node.lane or "")
    if lane is None or node.tag not in ("userTask", "manualTask"):
        return node
    inherited = {key: lane.attributes[key] for key in ("post", "office") if key in lane.attributes}
    return replace(node, attributes={**inherited, **node.attributes})


def _ways(process: Process, node: Node) -> tuple[Way, ...]:
    if node.tag == "intermediateThrowEvent" and node.has_event("link"):
        return tuple(_links(process, node))
    return tuple(
        Way(
            flow_id=flow.flow_id,
            target=flow.target,
            condition=compile_expression(flow.condition) if flow.condition else None,
            is_default=flow.flow_id == node.default,
        )
        for flow in (process.flows[name] for name in node.outgoing)
    )


def _links(process: Process, node: Node) -> Iterator[Way]:
    """Yield the ways from a link event that throws: to those of its scope that catch its name."""
    names = {event.name for event in node.events if event.kind == "link"}
    for one in process.children(node.parent):
        caught = {event.name for event in one.events if event.kind == "link"}
        if one.tag == "intermediateCatchEvent" and names & caught:
            yield Way(flow_id="", target=one.node_id, condition=None, is_default=False)


def _kind(node: Node, process_nodes: bool) -> type[Step]:
    if node.tag == "subProcess" and node.by_event:
        return EventSubprocess
    if node.tag == "intermediateCatchEvent" and node.has_event("link"):
        return Step
    if node.tag == "startEvent" and node.events and process_nodes:
        return Trigger
    return STEPS[node.tag]


def _add_steps(
    spec: WorkflowSpec, node: Node, ways: tuple[Way, ...], steps: dict[str, Step]
) -> None:
    kind = _kind(node, node.parent in steps)
    if node.loop is None:
        step = kind(spec, node.node_id, node, ways)
        steps[node.node_id] = step
        if isinstance(step, Catch) and len(node.events) > 1:
            watches = [Watch(spec, node, index) for index in range(len(node.events))]
            step.watches = tuple(watch.name for watch in watches)
            steps.update({watch.name: watch for watch in watches})
        return
    name = INNER.format(node.node_id)
    inside = replace(node, loop=None, outgoing=(), attributes=unmarked(node), quantities=(1, 1))
    inner = kind(spec, name, inside, ())
    steps[name] = inner
    outside = replace(node, inputs=(), takes=(), gives=(), own_names=())
    body = Turns if node.loop.standard else Repeat
    steps[node.node_id] = body(spec, outside, ways, node.loop, inner)


def _complete_step(step: Step, procedure: Procedure, starts: Mapping[str | None, Step]) -> None:
    process = procedure.diagram.process
    if isinstance(step, RuleTask):
        step.decision = procedure.decisions[step.node.attributes["decision"]]
    if isinstance(step, Joining):
        step.before = reachable_before(process, step.node)
    if isinstance(step, Complex) and step.node.activation:
        step.activation = compile_expression(step.node.activation)
    here = (process.process_id, *process.pools, *process.global_tasks)
    if isinstance(step, Call) and step.node.called in here:
        step.inside = starts[step.node.called]
    if isinstance(step, AdHoc):
        step.first = tuple(
            one.node_id
            for one in process.children(step.node.node_id)
            if not (one.incoming or one.attached_to or one.by_event or one.undoes)
        )


def reachable_before(process: Process, gateway: Node) -> dict[str, frozenset[str]]:
    """Return, for each incoming flow, the nodes from which it can be reached without `gateway`."""
    back: dict[str, list[str]] = {}
    for flow in process.flows.values():
        back.setdefault(flow.target, []).append(flow.source)
    for node in process.nodes.values():
        if node.attached_to:
            back.setdefault(node.node_id, []).append(node.attached_to)
        for link in _links(process, node) if node.has_event("link") else ():
            back.setdefault(link.target, []).append(node.node_id)
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
