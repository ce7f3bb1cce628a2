"""The storm: clients at work while programs, processes and connections end at random."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from threading import Event

from bench.house import OFFICERS, House, open_house
from engine.actions.publish_procedure import publish_procedure
from engine.procedures.reader import read_folder
from tests.kill.checks import check
from tests.kill.clients import PROCEDURE, Officer, Told
from tests.kill.fleet import Fleet
from tests.make import TEST_PROCEDURES

# Between two strikes.
SHORTEST_SECONDS, LONGEST_SECONDS = 0.2, 1.5
DRAIN_SECONDS = 60.0
LAST_LINES = 30


@dataclass(frozen=True, kw_only=True)
class Report:
    """What was done and what came of it.

    violations   of each promise
    last_words   what programs wrote last, when a promise was broken
    """

    seed: int
    seconds: float
    cases: int
    commands: int
    tries: Counter[str]
    killed: Counter[str]
    violations: Mapping[str, Sequence[str]]
    last_words: Sequence[str] = ()

    @property
    def is_clean(self) -> bool:
        """Tell whether every promise was kept."""
        return not any(self.violations.values())

    def lines(self) -> list[str]:
        """Return the table."""
        struck = ", ".join(f"{times} {what}" for what, times in sorted(self.killed.items()))
        tried = ", ".join(f"{times} {what}" for what, times in sorted(self.tries.items()))
        head = [
            f"{self.seconds:.0f} seconds, seed {self.seed}",
            f"{'ended':<60}{struck}",
            f"{'requests over HTTP':<60}{tried}",
            f"{'cases, and commands acknowledged':<60}{self.cases}, {self.commands}",
        ]
        kept = [
            f"{promise:<60}{'kept' if not found else f'BROKEN {len(found)} times: {found[:5]}'}"
            for promise, found in self.violations.items()
        ]
        return head + kept + [f"  {line}" for line in self.last_words]


def run_storm(server: str, seconds: float, seed: int) -> Report:
    """Let it rage for so long on a database of its own, let all cases end, and count."""
    random = Random(seed)  # noqa: S311 – no secret; a seed repeats it
    with open_house(server) as house:
        publish_procedure(house.context, PROCEDURE, read_folder(TEST_PROCEDURES / PROCEDURE))
        fleet = Fleet(house.url, house.var, random)
        try:
            officers, wrong = _rage(house, fleet, random, seconds)
        finally:
            fleet.end()
        told = [one.told for one in officers]
        violations = {
            **check(house.context, told),
            "no client waits for ever": [one.name for one in officers if one.is_alive()],
            "asked to end, programs end well": wrong,
        }
        broken = any(violations.values())
        words = fleet.log.read_text(encoding="utf-8").splitlines()[-LAST_LINES:] if broken else []
    return Report(
        seed=seed,
        seconds=seconds,
        cases=sum(len(one.codes) for one in told),
        commands=sum(len(one.keys) + len(one.messages) for one in told),
        tries=_sum(told),
        killed=fleet.killed,
        violations=violations,
        last_words=words,
    )


def _rage(
    house: House, fleet: Fleet, random: Random, seconds: float
) -> tuple[list[Officer], list[str]]:
    """Return the clients when they have done, and the programs that did not end well."""
    opening = Event()
    opening.set()
    fleet.keep_running()
    fleet.wait()
    officers = [
        Officer(house, number, fleet.ports, random.getrandbits(32), opening)
        for number in range(OFFICERS)
    ]
    for one in officers:
        one.start()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        time.sleep(random.uniform(SHORTEST_SECONDS, LONGEST_SECONDS))
        fleet.strike()
        fleet.keep_running()
    opening.clear()
    until = time.monotonic() + DRAIN_SECONDS
    for one in officers:
        one.join(max(until - time.monotonic(), 0.1))
        one.ended.set()
    for one in officers:
        one.join(DRAIN_SECONDS)
    return officers, fleet.stop()


def _sum(told: Sequence[Told]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in told:
        total += one.tries
    return total
