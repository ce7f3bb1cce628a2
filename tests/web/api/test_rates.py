"""The bucket of calls of a program."""

import pytest

from engine.errors import TooManyTries
from web.api.rates import Rates


class Now:
    """A clock to be moved."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def spend(rates: Rates, times: int, client_id: int = 1) -> int:
    """Call so often; return how many calls were let through."""
    done = 0
    for _ in range(times):
        try:
            rates.spend(client_id)
        except TooManyTries:
            continue
        done += 1
    return done


def test_two_seconds_worth_of_calls_may_come_at_once_and_then_the_rate_counts() -> None:
    now = Now()
    rates = Rates(10, now)
    assert spend(rates, 50) == 20
    now.seconds = 1.0
    assert spend(rates, 50) == 10


def test_what_is_not_used_does_not_gather_for_ever() -> None:
    now = Now()
    rates = Rates(10, now)
    spend(rates, 1)
    now.seconds = 3600.0
    assert spend(rates, 50) == 20


def test_one_program_does_not_use_up_the_calls_of_another() -> None:
    rates = Rates(10, Now())
    spend(rates, 50)
    assert spend(rates, 5, client_id=2) == 5


def test_a_refused_call_is_told_how_long_to_wait() -> None:
    rates = Rates(0.1, Now())
    rates.spend(1)
    with pytest.raises(TooManyTries, match="10 seconds"):
        rates.spend(1)
