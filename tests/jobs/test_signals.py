import signal
from collections.abc import Iterator
from threading import Event

import pytest

from engine.serve import stop_on_signals


@pytest.fixture(autouse=True)
def _signals_as_before() -> Iterator[None]:
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(number) for number in numbers]
    yield
    for number, known in zip(numbers, before, strict=True):
        signal.signal(number, known)


def test_a_signal_that_comes_while_the_event_is_locked_stops_and_hangs_nothing() -> None:
    stop = Event()
    stop_on_signals(stop)
    with stop._cond:  # type: ignore[attr-defined]  # as within `stop.wait`, or within the first of two signals
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGTERM)
    assert stop.wait(20)
