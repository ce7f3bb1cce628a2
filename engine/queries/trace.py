"""Where the tokens of a case were, while its log is read."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import TypeAlias

from engine.records.events import Event

# A token and the element it is at.
Place: TypeAlias = tuple[int, str]


class Trace:
    """Tokens, walked elements and open tasks as the events so far left them.

    walked, spent   gathered until they are taken
    """

    def __init__(self) -> None:
        self.places: dict[int, str] = {}
        self.labels: dict[int, str] = {}
        self._since: dict[int, datetime] = {}
        self._tasks: dict[int, str] = {}
        self._failed: dict[int, str] = {}
        self._total: dict[str, timedelta] = {}
        self._walked: list[str] = []
        self._spent: dict[str, timedelta] = {}

    def follow(self, event: Event, at: datetime) -> None:
        """Take in one event."""
        act = _ACTS.get(event.kind)
        if act is not None and event.token is not None and event.element is not None:
            act(self, event, (event.token, event.element), at)

    def tokens(self) -> dict[str, int]:
        """Return how many tokens stand at each element; instances count, not their body."""
        counts = Counter(self.places.values())
        for element, number in Counter(self._tasks.values()).items():
            counts[element] = max(counts[element], number)
        return dict(counts)

    def failed(self) -> tuple[str, ...]:
        """Return the elements that stand still with an incident."""
        return tuple(sorted(set(self._failed.values())))

    def take_walked(self) -> tuple[str, ...]:
        """Return the nodes and flows walked since this was last asked."""
        taken, self._walked = tuple(self._walked), []
        return taken

    def take_spent(self) -> Mapping[str, timedelta]:
        """Return the elements left since this was last asked, with the time of all visits."""
        taken, self._spent = self._spent, {}
        return taken

    def _enter(self, event: Event, place: Place, at: datetime) -> None:
        token, element = place
        self.places[token], self._since[token] = element, at
        if event.values.get("flow"):
            self._walked.append(str(event.values["flow"]))

    def _leave(self, event: Event, place: Place, at: datetime) -> None:
        token, element = place
        for rows in (self.places, self._tasks, self._failed):
            rows.pop(token, None)
        if event.kind == "left":
            self._walked.append(element)
        if token in self._since:
            time = self._total.get(element, timedelta()) + (at - self._since.pop(token))
            self._total[element] = self._spent[element] = time

    def _open(self, event: Event, place: Place, _at: datetime) -> None:
        token, element = place
        self._tasks[token] = element
        if event.values.get("label"):
            self.labels[token] = str(event.values["label"])

    def _close(self, _event: Event, place: Place, _at: datetime) -> None:
        self._tasks.pop(place[0], None)
        self._failed.pop(place[0], None)

    def _pass(self, _event: Event, place: Place, _at: datetime) -> None:
        self._walked.append(place[1])

    def _fail(self, _event: Event, place: Place, _at: datetime) -> None:
        self._failed[place[0]] = place[1]


def _move(trace: Trace, event: Event, place: Place, at: datetime) -> None:
    """Follow a token to the element that took the place of its own in another version."""
    token, element = place
    if token in trace._since:
        left = str(event.values.get("from"))
        time = trace._total.get(left, timedelta()) + (at - trace._since[token])
        trace._total[left] = trace._spent[left] = time
        trace._since[token] = at
    for rows in (trace.places, trace._tasks, trace._failed):
        if token in rows:
            rows[token] = element


_ACTS: Mapping[str, Callable[[Trace, Event, Place, datetime], None]] = MappingProxyType(
    {
        "entered": Trace._enter,
        "left": Trace._leave,
        "dropped": Trace._leave,
        "moved": _move,
        "task-opened": Trace._open,
        "task-completed": Trace._close,
        "timer-fired": Trace._pass,
        "message-received": Trace._pass,
        "signal-received": Trace._pass,
        "condition-met": Trace._pass,
        "escalation-caught": Trace._pass,
        "incident-raised": Trace._fail,
        "incident-cleared": Trace._close,
        "step-skipped": Trace._close,
    }
)
