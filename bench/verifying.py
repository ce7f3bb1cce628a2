"""Verifying finished cases of ten tasks: chain, state and rows, from the log alone."""

import time

from bench.figures import Figure, middle, repeat
from bench.house import TASKS, House
from engine.actions.verify_cases import verify_cases


def measure_verifying(house: House) -> tuple[Figure, ...]:
    """Return the cases, of those that are there, that one process verifies in a second.

    Raises  ValueError when one of them is not intact, or is no finished one
    """

    def run() -> float:
        begun = time.perf_counter()
        verdicts = list(verify_cases(house.context))
        seconds = time.perf_counter() - begun
        wrong = [one.code for one in verdicts if not one.intact or one.entries != TASKS + 1]
        if wrong:
            raise ValueError(f"not intact or not finished: {wrong[:5]}")
        return len(verdicts) / seconds

    return (middle("verify cases of 10 tasks", "/s", repeat(run), target=200, at_least=True),)
