"""The history of a case as steps: what happened, and where the tokens were after it.

A fold over the log and nothing else, so that it shows what was, not what the rows say now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from engine.diagrams.model import Process
from engine.queries.elements import element_name
from engine.queries.trace import Trace
from engine.records.cards import Text
from engine.records.cases import Entry
from engine.records.commands import Reassign
from engine.records.events import Event
from engine.records.notes import NOTES
from engine.records.values import Json

Hand: TypeAlias = Literal["person", "applicant", "system"]
ERASED = "erased"
# How many steps a page tells beside the case; the replay tells all.
MOST_TOLD = 12
# What somebody or something did; everything else follows from it by itself.
_DEEDS = frozenset(
    (
        "case-started",
        "case-suspended",
        "case-resumed",
        "task-completed",
        "task-claimed",
        "task-released",
        "task-reassigned",
        "message-received",
        "incident-cleared",
        "data-amended",
        "step-skipped",
        "case-migrated",
        "date-set",
        "sent-back",
        "taken-back",
    )
) | frozenset(NOTES)
_STEPS = _DEEDS | frozenset(
    ("entered", "timer-fired", "job-settled", "job-failed", "incident-raised", "case-ended")
    + ("compensation-thrown", "transaction-cancelled", "escalation-thrown", "escalation-caught")
    + ("signal-thrown", "signal-received", "message-sent", "condition-met")
)


# Elements that a token only passes through.
_PASSED_THROUGH = frozenset(
    (
        "startEvent",
        "endEvent",
        "exclusiveGateway",
        "parallelGateway",
        "inclusiveGateway",
        "eventBasedGateway",
        "intermediateThrowEvent",
    )
)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing that happened, and how the case stood after it.

    number   from 0, in the order of what happened
    seq      number of the log entry it stands in
    kind     kind of its event; "erased" for an entry whose content was erased
    hand     whose doing it is; `actor` is the person's name, `absent` that of whom they stood in
             for
    name     of the element; None for the case as a whole
    tag      kind of the element in the diagram: userTask, exclusiveGateway …
    label    what tells the task from its siblings of a multi-instance
    tokens   how many tokens stand at each element after it
    failed   elements that stand still with an incident after it
    walked   nodes and flows that were walked since the step before
    written  case data written in it; `removed` are names taken away
    spent    elements left since the step before: the time that all visits took so far
    """

    number: int
    seq: int
    at: datetime
    kind: str
    hand: Hand = "system"
    actor: str | None = None
    absent: str | None = None
    element: str | None = None
    name: Text | None = None
    tag: str | None = None
    label: str | None = None
    values: Mapping[str, Json] = field(default_factory=dict)
    tokens: Mapping[str, int] = field(default_factory=dict)
    failed: tuple[str, ...] = ()
    walked: tuple[str, ...] = ()
    written: Mapping[str, Json] = field(default_factory=dict)
    spent: Mapping[str, timedelta] = field(default_factory=dict)


def told_briefly(steps: Sequence[Step], most: int) -> tuple[Step, ...]:
    """Return the last steps, the newest first, without what only leads from one to the next."""
    kept = [
        step
        for step in reversed(steps)
        if step.kind != "entered" or step.tag not in _PASSED_THROUGH
    ]
    return tuple(kept[:most])


@dataclass(frozen=True, kw_only=True)
class Station:
    """An element where tokens stand, and how many."""

    element: str
    name: Text
    number: int


def stations_of(process: Process, step: Step) -> tuple[Station, ...]:
    """Return where tokens stand after a step."""
    return tuple(
        Station(element=element, name=element_name(process, element), number=number)
        for element, number in step.tokens.items()
    )


@dataclass(frozen=True, kw_only=True)
class _Draft:
    """A step that what follows in its entry may still add to."""

    event: Event
    tokens: Mapping[str, int]
    failed: tuple[str, ...]
    walked: tuple[str, ...]
    written: dict[str, Json]
    spent: Mapping[str, timedelta]


def _draft(trace: Trace, event: Event) -> _Draft:
    """Return the step that an event makes, with what was walked and left since the last."""
    return _Draft(
        event=event,
        tokens=trace.tokens(),
        failed=trace.failed(),
        walked=trace.take_walked(),
        written={},
        spent=trace.take_spent(),
    )


def tell_history(
    process: Process, entries: Sequence[Entry], names: Mapping[int, str]
) -> tuple[Step, ...]:
    """Return the steps of a case in order.

    process   the diagram of the case's version
    entries   the whole log
    names     of the people who wrote it
    """
    trace = Trace()
    steps: list[Step] = []
    for entry in entries:
        drafts = _drafts(trace, entry)
        for draft in drafts:
            steps.append(_step(process, entry, draft, trace, names, len(steps)))
    return tuple(steps)


def _drafts(trace: Trace, entry: Entry) -> list[_Draft]:
    if entry.command is None:
        return [_draft(trace, Event(kind=ERASED, values={"kind": entry.kind}))]
    drafts: list[_Draft] = []
    waiting: dict[str, Json] = {}
    for event in entry.events:
        trace.follow(event, entry.at)
        if event.kind == "written":
            _keep(event, drafts, waiting)
        elif is_step(event, trace):
            drafts.append(_draft(trace, event))
            drafts[-1].written.update(waiting)
            waiting = {}
    if not drafts and waiting:
        drafts.append(_draft(trace, Event(kind=entry.kind)))
    if drafts:
        drafts[-1].written.update(waiting)
    return drafts


def _keep(event: Event, drafts: list[_Draft], waiting: dict[str, Json]) -> None:
    """Put what was written to the step at the same element, else to the step to come."""
    names = event.values.get("names")
    written = names if isinstance(names, dict) else {}
    if drafts and drafts[-1].event.element == event.element:
        drafts[-1].written.update(written)
    else:
        waiting.update(written)


def is_step(event: Event, trace: Trace) -> bool:
    """Tell whether an event is worth a step: opened tasks are, inside a multi-instance."""
    if event.kind == "task-opened":
        return event.token not in trace.places
    return event.kind in _STEPS


def _step(
    process: Process,
    entry: Entry,
    draft: _Draft,
    trace: Trace,
    names: Mapping[int, str],
    number: int,
) -> Step:
    event = draft.event
    hand = _hand(process, entry, event)
    return Step(
        number=number,
        seq=entry.seq,
        at=entry.at,
        kind=event.kind,
        hand=hand,
        actor=_actor(entry, names) if hand == "person" else None,
        absent=_absent(entry, names) if hand == "person" else None,
        element=event.element,
        name=element_name(process, event.element) if event.element else None,
        tag=_tag(process, event.element),
        label=trace.labels.get(event.token) if event.token is not None else None,
        values=_with_names(event, entry, names),
        tokens=draft.tokens,
        failed=draft.failed,
        walked=draft.walked,
        written=draft.written,
        spent=draft.spent,
    )


def _tag(process: Process, element: str | None) -> str | None:
    node = process.find(element)
    return None if node is None else node.tag


def _actor(entry: Entry, names: Mapping[int, str]) -> str | None:
    return None if entry.by is None else names.get(entry.by, f"#{entry.by}")


def _absent(entry: Entry, names: Mapping[int, str]) -> str | None:
    absent = getattr(entry.command, "instead_of", None)
    return None if absent is None else names.get(absent, f"#{absent}")


def _with_names(event: Event, entry: Entry, names: Mapping[int, str]) -> Mapping[str, Json]:
    holder = event.values.get("holder")
    if not isinstance(holder, int):
        return event.values
    told: dict[str, Json] = {**event.values, "holder_name": names.get(holder, f"#{holder}")}
    if isinstance(entry.command, Reassign) and entry.command.reason:
        told["reason"] = entry.command.reason
    return told


def _hand(process: Process, entry: Entry, event: Event) -> Hand:
    if event.kind == ERASED:
        return "system" if entry.by is None else "person"
    is_deed = event.kind in _DEEDS or (event.kind == "case-ended" and entry.kind == "cancel")
    if not is_deed:
        return "system"
    if entry.by is not None:
        return "person"
    if entry.kind in ("start", "complete", "cancel"):
        return "applicant"
    node = process.find(event.element)
    asked = node.attributes.get("audience") if node else None
    return "applicant" if entry.kind == "deliver-message" and asked == "applicant" else "system"
