"""What begins cases of a version by itself: events at the start of its processes.

docs/reference/starts.md explains it to designers.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime

from engine.calendars.timing import Timing, first_instant, next_instant, parse_timing
from engine.diagrams.model import EventDefinition, Node, Process
from engine.errors import InputRefused, MotcuaError, Words
from engine.expressions.expression import compile_expression
from engine.records.starts import StartPoint, Trigger
from engine.records.versions import Version
from engine.runtime.ledger import parse_clock
from engine.runtime.moment import Moment
from engine.runtime.version import Compiled
from engine.store import starts
from engine.store.database import Db

KINDS = ("message", "signal", "timer")


def take_over_starts(db: Db, version: Version, triggers: Sequence[Trigger]) -> None:
    """Let a version that has just gone live begin cases, in place of the one before it.

    Raises  InputRefused for a message that begins cases of another procedure: it begins one only
    """
    names = [one.name or "" for one in triggers if one.kind == "message"]
    rival = starts.find_rival(db, version.procedure_key, names) if names else None
    if rival is not None:
        key, name = rival
        reason = Words(
            en=f"the message “{name}” begins cases of the procedure {key} already; "
            "give it another name.",
            vi=f"thông điệp “{name}” đã mở hồ sơ của thủ tục {key}; hãy đặt tên khác.",
        )
        raise InputRefused(reason=reason)
    starts.take_over(db, version, triggers)


def list_triggers(compiled: Compiled, now: Moment) -> tuple[Trigger, ...]:
    """Return what begins cases of a version by itself.

    Raises  InputRefused for a timer that cannot be reckoned before there is a case, and for a
            message that would begin two cases
    """
    process = compiled.procedure.diagram.process
    found = tuple(
        _trigger(compiled, (node, place, event), now)
        for node in _beginnings(process)
        for place, event in enumerate(node.events)
        if event.kind in KINDS
    )
    counted = Counter(one.name for one in found if one.kind == "message")
    twice = [name for name, count in counted.items() if count > 1]
    if twice:
        reason = Words(
            en=f"the message “{twice[0]}” begins two processes of this file; use two messages.",
            vi=f"thông điệp “{twice[0]}” mở hai quy trình trong tệp này; hãy dùng hai thông điệp.",
        )
        raise InputRefused(reason=reason)
    return found


def next_turn(compiled: Compiled, point: StartPoint, now: Moment) -> datetime | None:
    """Return when a timer that is due now has its next turn; None when that was the last one."""
    one = point.trigger
    node = compiled.procedure.diagram.process.nodes[one.element]
    assert one.due_at is not None  # noqa: S101  a timer has had an instant
    timing = _timing(node, node.events[one.place])
    return next_instant(timing, one.due_at, point.fired + 1, now.calendar)


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


def _trigger(compiled: Compiled, found: tuple[Node, int, EventDefinition], now: Moment) -> Trigger:
    node, place, event = found
    due = None
    if event.kind == "timer":
        cutoff = parse_clock(node.attributes.get("cutoff")) or compiled.cutoff
        due = first_instant(_timing(node, event), now.at, now.calendar, cutoff)
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
