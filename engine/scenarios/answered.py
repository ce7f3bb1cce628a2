"""What a finished case was given from outside, and how long each of it was waited for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from engine.records.cases import Entry
from engine.records.commands import (
    Amend,
    Cancel,
    Command,
    Complete,
    DeliverMessage,
    GoBack,
    HearSignal,
    Retry,
    SendBack,
    SettleJob,
    Skip,
    Start,
    TakeBack,
)
from engine.records.events import Event

Kind: TypeAlias = Literal["task", "message", "job", "incident"]
# The event that begins a wait of each kind.
_BEGINS: Mapping[str, Kind] = {
    "task-opened": "task",
    "message-awaited": "message",
    "job-requested": "job",
    "incident-raised": "incident",
}
_ENDS: Mapping[type[Command], Kind] = {
    Complete: "task",
    SendBack: "task",
    DeliverMessage: "message",
    SettleJob: "job",
    Retry: "incident",
    Amend: "incident",
    Skip: "incident",
}
# What gives the way a case went.
REACHED = ("entered", "timer-fired", "message-received")


@dataclass(frozen=True, kw_only=True)
class Response:
    """Something a case waited for, and got after a while.

    command   None where it was taken away unanswered, when the case went back
    """

    kind: Kind
    element: str
    label: str | None
    waited: timedelta
    command: Command | None


@dataclass(frozen=True, kw_only=True)
class PastCase:
    """A finished case, as its log tells.

    start      what opened it, at `opened_at`
    responses  in the order in which they were waited for
    outside    what came without being waited for: signals, a step taken back, an end from outside;
               after how long
    reached    what was reached, in order: how, and the id of the element
    ending     how it ended
    """

    start: Start
    opened_at: datetime
    closed_at: datetime
    responses: tuple[Response, ...] = field(repr=False)
    outside: tuple[tuple[timedelta, Command], ...] = field(repr=False)
    reached: tuple[tuple[str, str], ...]
    ending: str | None


def read_past(entries: Sequence[Entry]) -> PastCase | None:
    """Return a finished case from its whole log; None where part of it was erased."""
    first = entries[0].command if entries else None
    if not isinstance(first, Start) or any(one.command is None for one in entries):
        return None
    reader = _Reader()
    for entry in entries:
        reader.take(entry, entries[0].at)
    return PastCase(
        start=first,
        opened_at=entries[0].at,
        closed_at=reader.closed_at or entries[-1].at,
        responses=tuple(reader.responses),
        outside=tuple(reader.outside),
        reached=tuple(reader.reached),
        ending=reader.ending,
    )


def reached_by(event: Event) -> tuple[tuple[str, str], ...]:
    """Return what an event says was reached, and how; nothing for another event."""
    if event.kind in REACHED and event.element is not None:
        return ((event.kind, event.element),)
    return ()


class _Reader:
    """Folds a log: what is waited for by its token, until it comes."""

    def __init__(self) -> None:
        self.waiting: dict[tuple[Kind, int], tuple[Event, datetime]] = {}
        self.responses: list[Response] = []
        self.outside: list[tuple[timedelta, Command]] = []
        self.reached: list[tuple[str, str]] = []
        self.ending: str | None = None
        self.closed_at: datetime | None = None

    def take(self, entry: Entry, opened_at: datetime) -> None:
        """Take an entry: first what it brought, then what is waited for after it."""
        command = entry.command
        if isinstance(command, HearSignal | Cancel | TakeBack):
            self.outside.append((entry.at - opened_at, command))
        elif command is not None:
            self._answer(command, entry.at)
        if isinstance(command, GoBack):
            for event in entry.events:
                if event.kind == "dropped" and event.token is not None:
                    self._end("task", event.token, None, entry.at)
        self._follow(entry.events, entry.at)

    def _answer(self, command: Command, at: datetime) -> None:
        kind = _ENDS.get(type(command))
        token = getattr(command, "token", None)
        if kind is not None and token is not None:
            self._end(kind, token, command, at)

    def _end(self, kind: Kind, token: int, command: Command | None, at: datetime) -> None:
        found = self.waiting.pop((kind, token), None)
        if found is None:
            return
        event, since = found
        label = event.values.get("label")
        self.responses.append(
            Response(
                kind=kind,
                element=event.element or "",
                label=label if isinstance(label, str) else None,
                waited=at - since,
                command=command,
            )
        )

    def _follow(self, events: Iterable[Event], at: datetime) -> None:
        for event in events:
            kind = _BEGINS.get(event.kind)
            if kind is not None and event.token is not None:
                self.waiting[kind, event.token] = (event, at)
            if event.kind == "case-ended":
                ending = event.values.get("ending")
                self.ending = ending if isinstance(ending, str) else None
                self.closed_at = at
            self.reached += reached_by(event)
