"""Which letters a command makes due, and what the case knows where each is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine.diagrams.model import Process
from engine.expressions.expression import compile_expression
from engine.faults import ExpressionError
from engine.records.commands import Command, Complete, Note
from engine.records.events import Event
from engine.records.outcomes import Outcome
from engine.records.values import Json
from engine.runtime.peek import Snapshot, peek


@dataclass(frozen=True, kw_only=True)
class DueLetter:
    """A letter that a step issues.

    name     as the attribute `letter` says it: "tra-loi-tu-choi", "standard:02"
    office   code of the office in which the step lies; None where its diagram names none
    names    what the step knew, and what it wrote
    """

    name: str
    token: int
    element: str
    office: str | None
    names: Mapping[str, Json] = field(repr=False)


def due_letters(
    process: Process, before: bytes | None, command: Command, outcome: Outcome
) -> Iterator[DueLetter]:
    """Yield the letters of the steps that a command has completed or reached.

    before   saved state before the command
    """
    if isinstance(command, Note):
        return
    for event, name in _lettered(process, outcome.events):
        seen = peek(before) if before else None
        names = _names(seen, outcome, event, command)
        if is_wanted(process, event.element, names):
            yield DueLetter(
                name=name,
                token=event.token or 0,
                element=event.element or "",
                office=_office(process, event, seen),
                names=names,
            )


def is_wanted(process: Process, element: str | None, names: Mapping[str, Json]) -> bool:
    """Tell whether a step issues its letter with these values; without a condition it always does.

    A condition that fails on them keeps no letter back: rather one too many, which is seen.
    """
    node = process.find(element)
    text = node.attributes.get("letterWhen") if node else None
    if not text:
        return True
    try:
        return bool(compile_expression(text).value(names, missing_is_null=True))
    except ExpressionError:
        return True


def _lettered(process: Process, events: tuple[Event, ...]) -> Iterator[tuple[Event, str]]:
    """Yield the events at which a letter is due: a task is completed, a send task is reached."""
    for event in events:
        if event.kind in ("task-completed", "entered"):
            node = process.find(event.element)
            name = node.attributes.get("letter") if node else None
            if node and name and (event.kind == "entered") == (node.tag == "sendTask"):
                yield event, name


def _names(
    seen: Snapshot | None, outcome: Outcome, event: Event, command: Command
) -> dict[str, Json]:
    """Return what the step knew, then what it wrote: a run of many has names of its own."""
    now, token = peek(outcome.state), event.token or 0
    own = {**(seen.names_at(token) if seen else {}), **now.names, **now.names_at(token)}
    return {**own, **(command.answers if isinstance(command, Complete) else {})}


def _office(process: Process, event: Event, seen: Snapshot | None) -> str | None:
    node = process.find(event.element)
    kind = node.attributes.get("office") if node else None
    return seen.offices.get(kind) if seen and kind else None
