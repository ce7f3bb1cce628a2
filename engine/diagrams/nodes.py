"""One XML element → one Node."""

from dataclasses import dataclass

from engine.diagrams.associations import (
    Names,
    read_gives,
    read_inputs,
    read_own_names,
    read_takes,
)
from engine.diagrams.events import read_events
from engine.diagrams.kinds import GLOBAL_TASKS, SCOPES
from engine.diagrams.loops import read_loop
from engine.diagrams.model import AdHoc, Node
from engine.diagrams.texts import (
    BPMN,
    Declared,
    expression,
    flag,
    local,
    number,
    own_attributes,
    tidy,
    words,
)
from engine.diagrams.xml import Element, line_of


@dataclass(frozen=True, kw_only=True)
class Around:
    """What an element can refer to elsewhere in its file.

    undone_by   id of the compensating activity by the id of the boundary event tied to it
    """

    declared: Declared
    names: Names
    undone_by: dict[str, str]


def read_node(element: Element, node_id: str, parent: str | None, around: Around) -> Node:
    """Return the node without flows and lane, which the reader adds; a global task as a task."""
    tag = GLOBAL_TASKS.get(local(element), local(element))
    is_start = tag == "startEvent"
    return Node(
        node_id=node_id,
        tag=tag,
        name=words(element.get("name")),
        line=line_of(element),
        parent=parent,
        default=tidy(element.get("default")),
        events=read_events(element, tag, around.declared),
        attached_to=tidy(element.get("attachedToRef")),
        interrupting=flag(
            element, "isInterrupting" if is_start else "cancelActivity", default=True
        ),
        parallel=flag(element, "parallelMultiple"),
        by_event=flag(element, "triggeredByEvent"),
        undoes=flag(element, "isForCompensation"),
        undone_by=around.undone_by.get(node_id),
        instantiates=flag(element, "instantiate"),
        direction=tidy(element.get("gatewayDirection")),
        called=tidy(element.get("calledElement", "").rpartition(":")[2]),
        activation=expression(element.findtext(f"{BPMN}activationCondition")),
        quantities=(number(element, "startQuantity"), number(element, "completionQuantity")),
        own_names=read_own_names(element) if tag in SCOPES else (),
        script=tidy(element.findtext(f"{BPMN}script")) if tag == "scriptTask" else None,
        loop=read_loop(element, around.declared),
        ad_hoc=_read_ad_hoc(element) if tag == "adHocSubProcess" else None,
        attributes=own_attributes(element),
        inputs=read_inputs(element),
        takes=read_takes(element, around.names),
        gives=read_gives(element, around.names),
    )


def _read_ad_hoc(element: Element) -> AdHoc:
    return AdHoc(
        sequential=element.get("ordering") == "Sequential",
        completion=expression(element.findtext(f"{BPMN}completionCondition")),
        cancels=flag(element, "cancelRemainingInstances", default=True),
    )
