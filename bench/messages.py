"""Messages while a hundred thousand cases wait for one each."""

import time

from bench.figures import RUNS, Figure, middle, percentile
from bench.house import WAITING, House
from bench.timers import FAR, gather_crowd
from engine.actions.deliver_message import deliver_message
from engine.store.subscriptions import find_subscription

NAME = "tin_do"
TIMES = 100


def measure_messages(house: House) -> tuple[Figure, ...]:
    """Return the milliseconds in which a message finds its case, and is delivered."""
    gather_crowd(house)
    found, delivered = [], []
    for _ in range(RUNS):
        codes = [house.file(WAITING, luc=FAR).code for _ in range(TIMES)]
        found.append(percentile([_find(house, code) for code in codes], 0.95))
        delivered.append(percentile([_deliver(house, code) for code in codes], 0.95))
    return (
        middle("message finds its case among 100,000, 95 of 100", "ms", found, target=5),
        middle("  and is delivered, case moved on and saved", "ms", delivered),
    )


def _find(house: House, code: str) -> float:
    begun = time.perf_counter()
    with house.context.database.read() as db:
        found = find_subscription(db, NAME, code)
    if found is None:
        raise ValueError(f"nobody awaits {code}")
    return (time.perf_counter() - begun) * 1000


def _deliver(house: House, code: str) -> float:
    begun = time.perf_counter()
    if deliver_message(house.context, NAME, code, {}) is None:
        raise ValueError(f"nobody awaited {code}")
    return (time.perf_counter() - begun) * 1000
