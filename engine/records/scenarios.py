"""Scenarios as values; docs/reference/scenarios.md describes the files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeAlias

from engine.errors import Words
from engine.records.cards import Text
from engine.records.values import Json

Act: TypeAlias = Literal[
    "complete",
    "message",
    "signal",
    "settle",
    "wait",
    "retry",
    "amend",
    "skip",
    "send_back",
    "take_back",
    "stop",
    "set_date",
]
# What an administrator does where an element has come to a stand.
MENDS = ("retry", "amend", "skip")
# What is decided beside the diagram.
DECISIONS = ("send_back", "take_back", "stop", "set_date")
# How the legal clock of a case may stand; "off" before it begins.
CLOCKS = ("off", "running", "paused", "ready")


@dataclass(frozen=True, kw_only=True)
class Move:
    """One thing that happens in a scenario.

    act       complete a task, deliver a message, send a signal, settle a job, or just wait; where
              an element has come to a stand: try it again, correct data first, or let it count as
              done; beside the diagram: send a task back, take a step back, stop the case for its
              applicant, promise another day
    target    id of the task, or name of the message or signal; of `wait`: id of the timer event to
              wait for; of what mends: id of the element that stands still; of `take_back`: id of
              the completed step; of `set_date`: "apology" or "extension"; of `stop` nothing
    to        of `send_back`: id of the completed step that opens again
    reason, basis, day   of a decision: why, by which article, which day is promised
    label     tells the instances of a multi-instance task apart
    answers   as somebody would type them; of a message its payload, of `amend` the names to correct
    at        when: the clock is moved there first, and timers that come due on the way fire
    result, error, error_code   what the connector gave; `error` None when it worked
    due       local day on which the task's own term ends, or the timer fires
    case_due  local day promised for the whole case, after this move
    legal_due local day until which the law gives time, where less was promised
    clock     how the legal clock stands after it, one of CLOCKS
    letters   names of all letters written by it, in any order; None: whichever they are
    refused   code of the error by which the law or the engine refuses it; nothing changes then
    """

    act: Act
    target: str | None = None
    label: str | None = None
    answers: Mapping[str, Json] = field(default_factory=dict)
    at: datetime | None = None
    result: Json = None
    error: str | None = None
    error_code: str | None = None
    due: date | None = None
    case_due: date | None = None
    legal_due: date | None = None
    clock: str | None = None
    letters: tuple[str, ...] | None = None
    refused: str | None = None
    to: str | None = None
    reason: str | None = None
    basis: str | None = None
    day: date | None = None


@dataclass(frozen=True, kw_only=True)
class Expected:
    """How the case must stand at the end.

    ending    word of the end event; None when it must still be running
    status    portal status 1–10
    due       local day promised for the whole case
    path      ids that must be reached in this order; others may come between
    avoid     ids that must not be reached
    names     values that the case data must hold
    letters   names of all letters written, in any order; None: whichever they are
    """

    ending: str | None = None
    status: int | None = None
    due: date | None = None
    path: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    names: Mapping[str, Json] = field(default_factory=dict)
    letters: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """One way through a procedure.

    key       name of its file without .toml
    start_at  instant of filing
    channel   online, direct or post
    answers   of the filing form
    offices   office code by kind; a kind that is missing stands for itself
    choices   what a field's source offers, e.g. "offices:commune" → codes
    begins    id of the event that begins the case, where it is not filed; its answers come along
    """

    key: str
    title: Text
    start_at: datetime
    moves: tuple[Move, ...]
    expected: Expected
    channel: str = "online"
    answers: Mapping[str, Json] = field(default_factory=dict)
    offices: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    begins: str | None = None


@dataclass(frozen=True, kw_only=True)
class ScenarioResult:
    """What came of a scenario.

    faults   what went otherwise than expected; empty when all is well
    path     ids of the elements reached, in order
    flows    ids of the sequence flows walked
    statuses portal statuses one after another, from 1
    failed_move   number of the first move with a fault, 0 for the filing; None when all is well
    """

    scenario: Scenario
    faults: tuple[Words, ...]
    path: tuple[str, ...]
    flows: frozenset[str]
    statuses: tuple[int, ...] = (1,)
    failed_move: int | None = None
