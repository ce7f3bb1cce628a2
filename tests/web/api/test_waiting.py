"""Long polling: woken by new work, bounded in time and in threads."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

from engine.actions.await_work import WorkBell
from tests.web.api.conftest import file
from tests.web.api.programs import Program
from tests.web.casework import Casework
from web.api.waiting import WaitingRoom


class Bell(WorkBell):
    """A bell that is rung by hand."""

    def __init__(self) -> None:
        self.rung, self.awaited = Event(), Event()

    def wait(self, seconds: float) -> bool:
        """Wait for the hand."""
        self.awaited.set()
        return self.rung.wait(seconds)


def test_a_call_that_waits_gets_the_work_that_comes(
    casework: Casework, waiting: str, program: Program
) -> None:
    program.take()
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(program.fetch, wait_seconds=20)
        code = file(casework)
        (work,) = call.result(20)
    assert (work["case"], code != waiting) == (code, True)


def test_a_call_waits_no_longer_than_it_asked(program: Program) -> None:
    assert program.fetch(wait_seconds=0.05) == []


def test_a_ring_ends_the_waiting_at_once() -> None:
    bell, found = Bell(), list[str]()
    room = WaitingRoom(bell, 1)
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(room.wait_for, lambda: tuple(found), 30.0)
        assert bell.awaited.wait(20)
        found.append("work")
        bell.rung.set()
        assert call.result(10) == (("work",), True)


def test_with_all_seats_taken_nobody_else_waits() -> None:
    bell = Bell()
    room: Any = WaitingRoom(bell, 1)
    with ThreadPoolExecutor(1) as pool:
        call = pool.submit(room.wait_for, lambda: bell.rung.is_set(), 30.0)
        assert bell.awaited.wait(20)
        assert room.wait_for(lambda: False, 30.0) == (False, False)
        bell.rung.set()
        assert call.result(10) == (True, True)


def test_a_seat_is_free_again_after_a_look_that_failed() -> None:
    room: Any = WaitingRoom(Bell(), 1)

    def fail_later(looks: list[int] = []) -> bool:  # noqa: B006  counts its calls
        looks.append(1)
        if len(looks) > 1:
            raise LookupError
        return False

    with ThreadPoolExecutor(1) as pool:
        room.bell.rung.set()
        assert isinstance(pool.submit(room.wait_for, fail_later, 5.0).exception(10), LookupError)
    assert room.wait_for(lambda: False, 0.01) == (False, True)
