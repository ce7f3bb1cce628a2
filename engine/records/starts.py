"""What begins a case besides a filing: a message, a signal or an instant."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

StartKind: TypeAlias = Literal["message", "signal", "timer"]


@dataclass(frozen=True, kw_only=True)
class Trigger:
    """An event that begins a process, as its diagram says.

    element   id of the start event, receive task, or event behind a gateway
    process   id of the further process it lies in; None for the main one
    place     its place among the definitions of the element, from 0
    name      of the message or signal
    text      of the timer, as it was written
    due_at    instant, UTC, of a timer's first turn
    """

    kind: StartKind
    element: str
    process: str | None = None
    place: int = 0
    name: str | None = None
    text: str | None = None
    due_at: datetime | None = None

    @property
    def definition(self) -> tuple[object, ...]:
        """What must be unchanged in a new version for a timer to go on as it was."""
        return (self.kind, self.element, self.process, self.place, self.text)


@dataclass(frozen=True, kw_only=True)
class StartPoint:
    """A trigger of a live version.

    fired   turns of a timer that have been
    fence   number of the lease of a timer; with an older one nothing can be written
    """

    start_id: int
    version_id: int
    trigger: Trigger
    fired: int = 0
    fence: int = 0
