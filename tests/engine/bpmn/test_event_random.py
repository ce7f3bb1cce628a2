"""Random diagrams of events: whatever happens, rows, log and state say the same."""

from random import Random

import pytest

from engine.records.commands import Cancel
from engine.records.events import Event
from engine.records.outcomes import RUNNING, SUSPENDED
from engine.runtime import asleep, moves
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.pieces import is_tidy, version, waits_for
from tests.engine.bpmn.random_events import Drawing, is_mirrored, wander
from tests.engine.runtime.play import Play

GROUP = "Scale"
DEPTH, STEPS = 3, 40


@pytest.fixture(autouse=True)
def _soon_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some of these diagrams set themselves off again and again: stop them early."""
    monkeypatch.setattr(moves, "MOST_STEPS", 300)


class Heard(Play):
    """A case that keeps all its events."""

    def _follow(self, outcome: object) -> None:
        super()._follow(outcome)  # type: ignore[arg-type]
        self.heard = [*getattr(self, "heard", []), *self.outcome.events]


def lived(seed: int) -> Heard:
    """Return a case to which random things have happened."""
    chance = Random(seed)  # noqa: S311  the same cases each time
    body, ways = Drawing(chance).inside(DEPTH)
    play = Heard(version(body, *ways), {"x": 0, "y": 0, "when": "P1D"})
    wander(play, chance, STEPS)
    return play


@construct(GROUP, "random events and commands: rows, log and state agree, nothing is left over")
@pytest.mark.parametrize("seed", range(40))
def test_a_random_case_leaves_nothing_behind(seed: int) -> None:
    play = lived(seed)
    if play.standing.status in (RUNNING, SUSPENDED):
        play.give(Cancel(reason="enough"))
        assert is_mirrored(play)
        assert waits_for(play) + len(play.tasks) + len(play.incidents) == 0
        assert play.rebuilt() == play.state
    else:
        assert is_tidy(play)


@construct(GROUP, "random events and commands: the same whether waiting tokens sleep or not")
@pytest.mark.parametrize("seed", range(100, 120))
def test_sleeping_tokens_make_no_difference(
    seed: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[list[Event]] = []
    for fewest in (few, 10_000):
        monkeypatch.setattr(asleep, "FEWEST", fewest)
        told.append(lived(seed).heard)
    assert told[0] == told[1]
