"""Clocks."""

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest

from engine.clock import FixedClock, SystemClock

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def test_the_systems_clock_tells_utc() -> None:
    now = SystemClock().now()
    assert now.tzinfo is UTC
    assert abs(now.timestamp() - time.time()) < 60


def test_a_fixed_clock_moves_only_by_hand() -> None:
    clock = FixedClock(AT.astimezone(timezone(timedelta(hours=7))))
    assert (clock.now(), clock.now().tzinfo) == (AT, UTC)
    clock.move(timedelta(days=1))
    assert clock.now() == AT + timedelta(days=1)
    clock.move_to(AT)
    assert clock.now() == AT


def test_a_fixed_clock_wants_a_time_zone() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        FixedClock(AT.replace(tzinfo=None))
