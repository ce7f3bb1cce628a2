"""The book in which a run notes what happens and which rows follow from it."""

from typing import Generic, TypeVar

from engine.records.events import Event
from engine.records.outcomes import (
    Birth,
    Hearing,
    Incident,
    JobRequest,
    OpenTask,
    Subscription,
    Timer,
)
from engine.records.values import Json

Row = TypeVar("Row", OpenTask, Timer, Subscription, Hearing, JobRequest, Incident)


class Rows(Generic[Row]):
    """New and vanished rows of one kind; what comes and goes within one command leaves no trace."""

    def __init__(self) -> None:
        self.new: dict[int, Row] = {}
        self.gone: list[int] = []

    def put(self, row: Row) -> None:
        """Note a new row."""
        self.new[row.token] = row

    def remove(self, token: int) -> None:
        """Note that the row of `token` is no longer needed."""
        if self.new.pop(token, None) is None:
            self.gone.append(token)


class Book:
    """Events in their order, and the changes to rows."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.tasks: Rows[OpenTask] = Rows()
        self.changed: dict[int, OpenTask] = {}
        self.timers: Rows[Timer] = Rows()
        self.awaited: Rows[Subscription] = Rows()
        self.hearings: Rows[Hearing] = Rows()
        self.jobs: Rows[JobRequest] = Rows()
        self.incidents: Rows[Incident] = Rows()
        self.moved: list[tuple[int, str]] = []
        self.births: list[Birth] = []

    def note(
        self, kind: str, element: str | None = None, token: int | None = None, **values: Json
    ) -> None:
        """Add an event."""
        self.events.append(Event(kind=kind, element=element, token=token, values=values))

    def change_task(self, task: OpenTask) -> None:
        """Note a new holder of an open task."""
        if task.token in self.tasks.new:
            self.tasks.put(task)
        else:
            self.changed[task.token] = task

    def close_task(self, token: int) -> None:
        """Note that a task is no longer open."""
        self.changed.pop(token, None)
        self.tasks.remove(token)
