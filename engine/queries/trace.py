"""Where the tokens of a case were, while its log is read."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from engine.records.events import Event


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
            act(self, event, event.token, event.element)
        if event.kind == "entered" and event.token is not None:
            self._since[event.token] = at
        elif event.kind in ("left", "dropped") and event.token is not None and event.element:
            self._reckon(event.token, event.element, at)

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

    def _reckon(self, token: int, element: str, at: datetime) -> None:
        if token in self._since:
            time = self._total.get(element, timedelta()) + (at - self._since.pop(token))
            self._total[element] = self._spent[element] = time

    def _enter(self, event: Event, token: int, element: str) -> None:
        self.places[token] = element
        if event.values.get("flow"):
            self._walked.append(str(event.values["flow"]))

    def _leave(self, event: Event, token: int, element: str) -> None:
        for rows in (self.places, self._tasks, self._failed):
            rows.pop(token, None)
        if event.kind == "left":
            self._walked.append(element)

    def _open(self, event: Event, token: int, element: str) -> None:
        self._tasks[token] = element
        if event.values.get("label"):
            self.labels[token] = str(event.values["label"])

    def _complete(self, _event: Event, token: int, _element: str) -> None:
        self._tasks.pop(token, None)

    def _pass(self, _event: Event, _token: int, element: str) -> None:
        self._walked.append(element)

    def _fail(self, _event: Event, token: int, element: str) -> None:
        self._failed[token] = element

    def _mend(self, _event: Event, token: int, _element: str) -> None:
        self._failed.pop(token, None)


_ACTS: Mapping[str, Callable[[Trace, Event, int, str], None]] = MappingProxyType(
    {
        "entered": Trace._enter,
        "left": Trace._leave,
        "dropped": Trace._leave,
        "task-opened": Trace._open,
        "task-completed": Trace._complete,
        "timer-fired": Trace._pass,
        "message-received": Trace._pass,
        "incident-raised": Trace._fail,
        "incident-cleared": Trace._mend,
    }
)
