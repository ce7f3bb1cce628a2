"""Tokens and the scopes they live in.

SpiffWorkflow keeps every task that ever ran in a tree and copies the data into each. Here a token
is a Task that exists only while it is live, numbered in order of birth, without parent and
children, and all tokens of a scope share one dictionary (ADR 0005).
"""

from collections import ChainMap
from collections.abc import Mapping, MutableMapping
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.records.values import Json

if TYPE_CHECKING:
    from engine.runtime.run import CaseRun
    from engine.runtime.step import Step

ROOT, SUBPROCESS, INSTANCE, TURN, CALL = "root", "subprocess", "instance", "turn", "call"
UNDO = "undo"
COUNTER = "loopCounter"


class Scope:
    """A set of tokens that see the same case data.

    kind       root; subprocess; instance of a multi-instance; turn of a standard loop; call of
               another process; undo of an activity, with the names it had
    own        what is written in this scope; shared with the parent in a plain subprocess
    names      what can be read: `own` before the parent's names, except in a call
    index      place of an instance among its siblings, from 0
    awake      its tokens that are loaded; `asleep` counts those that are not (asleep.py)
    listeners  tokens that wait for the start of an event subprocess; they keep no scope open
    undo       what can be compensated here: see engine/runtime/undoing.py
    counts     what gateways remember between two tokens, by id
    """

    def __init__(
        self,
        number: int,
        kind: str,
        holder: "Token | None",
        own: dict[str, Json],
        index: int = 0,
    ) -> None:
        self.number = number
        self.kind = kind
        self.holder = holder
        self.index = index
        self.run: CaseRun | None = None
        self.awake: dict[int, Token] = {}
        self.asleep = 0
        self.listeners: dict[int, Token] = {}
        self.arrivals: dict[str, list[Token]] = {}
        self.undo: list[dict[str, Any]] = []
        self.counts: dict[str, Any] = {}
        self.own = own
        self.names: Mapping[str, Json] = own
        self.declared: tuple[str, ...] = ()
        if holder is not None:
            holder.inside[number] = self
            self._see_outside(holder)

    def _see_outside(self, holder: "Token") -> None:
        if self.kind == CALL:
            return
        if self.kind == SUBPROCESS:
            node = holder.step.node
            lent = (*(name for name, _ in node.lent), *(one.target for one in node.takes))
            self.declared = (*node.own_names, *lent)
        elif self.kind in (TURN, UNDO):
            self.declared = (COUNTER,) if self.kind == TURN else tuple(self.own)
        outer = holder.scope
        if self.kind == SUBPROCESS and not self.declared:
            self.own, self.names = outer.own, outer.names
            return
        outside = outer.names
        layers = outside.maps if isinstance(outside, ChainMap) else [_mutable(outside)]
        self.names = ChainMap(self.own, *layers)
        for name in self.declared:
            self.own.setdefault(name, None)

    @property
    def is_apart(self) -> bool:
        """Whether it has names of its own that the scope around does not share."""
        return self.kind != SUBPROCESS or bool(self.declared)

    @property
    def is_idle(self) -> bool:
        """Whether no token keeps it open."""
        return len(self.awake) + self.asleep == len(self.listeners)

    @property
    def tokens(self) -> "dict[int, Token]":
        """All its tokens; those asleep are woken."""
        if self.asleep:
            assert self.run is not None  # noqa: S101  set before anything sleeps
            self.run.wake_all()
        return self.awake

    def shelf(self, name: str) -> dict[str, Json]:
        """Return where a name is written: in the scope that declares it, else the outermost one."""
        scope = self
        while scope.kind in (SUBPROCESS, TURN, UNDO) and name not in scope.declared:
            assert scope.holder is not None  # noqa: S101  only a root has none
            scope = scope.holder.scope
        return scope.own

    def arrive(self, token: "Token") -> None:
        """Remember a token that waits at a joining gateway."""
        self.arrivals.setdefault(token.step.name, []).append(token)


def _mutable(names: Mapping[str, Json]) -> MutableMapping[str, Json]:
    assert isinstance(names, dict)  # noqa: S101  own of a root or instance
    return names


class Token(Task):
    """A live task of SpiffWorkflow: one place of the diagram that is active now.

    number   order of birth within the case; stable for ever, the key of task, timer and job rows
    via      id of the sequence flow it came by
    host     the activity (or event-based gateway) whose boundary (or alternative) event this is
    guests   the tokens it hosts
    inside   scopes it holds that are loaded; `asleep` counts those that are not (asleep.py)
    memory   what its step must remember, plain JSON
    """

    def __init__(
        self,
        run: "CaseRun",
        step: "Step",
        scope: Scope,
        number: int,
        via: str | None = None,
    ) -> None:
        # The base class draws a random id and reads the clock; a token does neither.
        self.id = number
        self.workflow = run
        self.task_spec = step
        self._parent = None
        self._children: list[int] = []
        self._state = TaskState.FUTURE
        self.triggered = False
        self.thread_id = 0
        self.internal_data: dict[str, Any] = {}
        self.scope = scope
        self.via = via
        self.host: Token | None = None
        self.guests: dict[int, Token] = {}
        self.inside: dict[int, Scope] = {}
        self.asleep = 0
        scope.awake[number] = self
        run.awake[number] = self

    @property
    def number(self) -> int:
        """The token's number."""
        return int(self.id)

    @property
    def run_of(self) -> "CaseRun":
        """The run it belongs to."""
        run: CaseRun = self.workflow
        return run

    @property
    def step(self) -> "Step":
        """The element it stands at."""
        step: Step = self.task_spec
        return step

    @property
    def memory(self) -> dict[str, Any]:
        """What its step remembers."""
        return self.internal_data

    @property
    def data(self) -> Mapping[str, Json]:
        """The case data as seen from here; what was handed in to the activity comes first."""
        handed_in = self.internal_data.get("local")
        return self.scope.names if handed_in is None else {**self.scope.names, **handed_in}

    def listen(self) -> None:
        """Wait for the start of an event subprocess, without keeping the scope open."""
        self.internal_data["listening"] = True
        self.scope.listeners[self.number] = self

    @property
    def inner(self) -> dict[int, Scope]:
        """The scopes it holds: one for a subprocess, one for each running instance."""
        if self.asleep:
            self.run_of.wake_all()
        return self.inside

    @property
    def inner_count(self) -> int:
        """How many scopes it holds."""
        return len(self.inside) + self.asleep

    @property
    def is_live(self) -> bool:
        """Whether it is still there: an event may have taken it away."""
        return self.number in self.run_of.awake

    def attend(self, host: "Token") -> None:
        """Become a guest of `host`."""
        self.host = host
        host.guests[self.number] = self

    def _set_state(self, value: int) -> None:
        self._state = value
