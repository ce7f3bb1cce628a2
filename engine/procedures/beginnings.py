"""What begins cases of a procedure by itself: events at the start of its processes.

docs/reference/starts.md explains it to designers.
"""

from collections.abc import Iterator
from datetime import datetime

from engine.calendars.calendar import WorkCalendar
from engine.calendars.cutoffs import parse_cutoff
from engine.calendars.timing import Timing, first_instant, next_instant, parse_timing
from engine.diagrams.model import EventDefinition, Node, Process
from engine.errors import InputRefused, MotcuaError, Words
from engine.expressions.expression import compile_expression
from engine.records.starts import Trigger

KINDS = ("message", "signal", "timer")


def list_triggers(process: Process, at: datetime, calendar: WorkCalendar) -> tuple[Trigger, ...]:
    """Return what begins cases by itself; timers count from `at` (UTC).

    Raises  InputRefused for a timer that cannot be reckoned before there is a case
    """
    return tuple(
        _trigger(process, (node, place, event), at, calendar)
        for node in _beginnings(process)
        for place, event in enumerate(node.events)
        if event.kind in KINDS
    )


def is_filed(process: Process) -> bool:
    """Tell whether a filing or a call can open cases: there is a start without a trigger."""
    return any(node.tag == "startEvent" and not node.events for node in process.children(None))


def next_turn(
    process: Process, trigger: Trigger, fired: int, calendar: WorkCalendar
) -> datetime | None:
    """Return when a timer that is due now has its next turn; None when this is the last one.

    fired   turns that have been before this one
    """
    node = process.nodes[trigger.element]
    assert trigger.due_at is not None  # noqa: S101  a timer has an instant
    timing = _timing(node, node.events[trigger.place])
    return next_instant(timing, trigger.due_at, fired + 1, calendar)


def _beginnings(process: Process) -> Iterator[Node]:
    """Yield the nodes at which a case can begin by an event (BPMN 2.0.2, 10.5.6 and 13.1)."""
    for node in process.nodes.values():
        if node.parent is not None and node.parent not in process.pools:
            continue
        if node.tag == "startEvent" or (node.tag == "receiveTask" and node.instantiates):
            yield node
        elif node.tag == "eventBasedGateway" and node.instantiates:
            for flow_id in node.outgoing:
                yield process.nodes[process.flows[flow_id].target]


def _trigger(
    process: Process,
    found: tuple[Node, int, EventDefinition],
    at: datetime,
    calendar: WorkCalendar,
) -> Trigger:
    node, place, event = found
    due = None
    if event.kind == "timer":
        written = node.attributes.get("cutoff") or process.attributes.get("cutoff")
        due = first_instant(_timing(node, event), at, calendar, parse_cutoff(written))
    return Trigger(
        kind=event.kind,  # type: ignore[arg-type]  # one of KINDS
        element=node.node_id,
        process=node.parent,
        place=place,
        name=None if event.kind == "timer" else event.name or node.node_id,
        text=event.text if event.kind == "timer" else None,
        due_at=due,
    )


def _timing(node: Node, event: EventDefinition) -> Timing:
    text = event.text or ""
    try:
        if text.startswith("="):
            text = str(compile_expression(text).value({}))
        return parse_timing(text)
    except MotcuaError as error:
        name = node.name or node.node_id
        reason = Words(
            en=f"the timer of “{name}” cannot be reckoned before there is a case: "
            f"{error.text('en')}",
            vi=f"chưa có hồ sơ nên không tính được hẹn giờ của “{name}”: {error.text('vi')}",
        )
        raise InputRefused(reason=reason) from error
