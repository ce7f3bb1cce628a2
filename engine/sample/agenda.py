"""What is to happen when: an agenda in the order of time."""

from datetime import datetime
from heapq import heappop, heappush
from itertools import count
from typing import Generic, TypeVar

Act = TypeVar("Act")


class Agenda(Generic[Act]):
    """Acts and their instants; those of one instant come in the order in which they were put."""

    def __init__(self) -> None:
        self._queue: list[tuple[datetime, int, Act]] = []
        self._numbers = count()

    def __bool__(self) -> bool:
        return bool(self._queue)

    def put(self, at: datetime, act: Act) -> None:
        """Put an act down."""
        heappush(self._queue, (at, next(self._numbers), act))

    def take(self) -> tuple[datetime, Act]:
        """Take the earliest act off."""
        at, _number, act = heappop(self._queue)
        return at, act
