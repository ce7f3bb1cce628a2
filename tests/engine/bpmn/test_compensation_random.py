"""Random diagrams of compensation, transactions, calls and ad-hoc subprocesses, played at random.

Whatever happens: rows, log and state agree; nothing is undone that was not done, nor twice.
"""

from collections import Counter
from random import Random
from typing import Any

import pytest

from engine.records.commands import Cancel
from engine.records.outcomes import RUNNING, SUSPENDED
from engine.runtime import asleep, moves
from engine.runtime.codec import load, read
from engine.runtime.moment import Moment
from engine.runtime.peek import peek
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.pieces import DECLARED, Sets, is_tidy, waits_for
from tests.engine.bpmn.random_events import is_mirrored, wander
from tests.engine.bpmn.random_undoing import Undoing
from tests.engine.runtime.play import Play, calendar, compiled, flows

GROUP = "Scale"
DEPTH, STEPS = 3, 50


@pytest.fixture(autouse=True)
def _soon_endless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ad-hoc subprocesses of scripts can go on for ever: stop them early."""
    monkeypatch.setattr(moves, "MOST_STEPS", 400)


class Heard(Play):
    """A case that keeps all its events."""

    def _follow(self, outcome: Any) -> None:
        super()._follow(outcome)
        self.heard = [*getattr(self, "heard", []), *self.outcome.events]


def lived(seed: int) -> Heard:
    """Return a case to which random things have happened."""
    chance = Random(seed)  # noqa: S311  the same cases each time
    drawing = Undoing(chance)
    body, ways = drawing.inside(DEPTH)
    beside = DECLARED + drawing.pools
    play = Heard(compiled(body + flows(*ways), scripts=Sets(), beside=beside), {"x": 0, "y": 0})
    wander(play, chance, STEPS)
    return play


def undone_too_often(play: Heard) -> list[str]:
    """Return what was undone more often than it was done."""
    left = Counter(str(one.element) for one in play.heard if one.kind == "left")
    made = Counter(str(one.element) for one in play.heard if one.kind == "task-completed")
    tasks = [name for name in left if f"x{name}" in left and made[name]]
    return [name for name in tasks if left[f"x{name}"] > made[name]]


@construct(GROUP, "random compensation, transactions, calls, ad-hoc: rows, log and state agree")
@pytest.mark.parametrize("seed", range(30))
def test_a_random_case_leaves_nothing_behind(seed: int) -> None:
    play = lived(seed)
    assert undone_too_often(play) == []
    if play.standing.status in (RUNNING, SUSPENDED):
        assert play.rebuilt() == play.state
        play.give(Cancel(reason="enough"))
        assert is_mirrored(play)
        assert waits_for(play) + len(play.tasks) + len(play.incidents) == 0
    else:
        assert is_tidy(play)


@construct(GROUP, "random compensation, transactions, calls, ad-hoc: sleeping makes no difference")
@pytest.mark.parametrize("seed", range(100, 115))
def test_sleeping_tokens_make_no_difference(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    for fewest in (0, 10_000):
        monkeypatch.setattr(asleep, "FEWEST", fewest)
        told.append(lived(seed).heard)
    assert told[0] == told[1]


@pytest.mark.parametrize("seed", range(200, 215))
def test_a_random_case_never_stands_without_a_reason(seed: int) -> None:
    """What is running waits for somebody: a person, a job, an event, or an administrator."""
    play = lived(seed)
    waiting = len(play.tasks) + waits_for(play) + len(play.incidents)
    waiting += len([job for job in play.jobs.values() if job.settles])
    assert play.state is not None
    waiting += len([row for row in read(play.state)["t"] if "if" in row[6]])
    assert waiting or play.standing.status != RUNNING


@construct("Data", "what a form sees is what the expressions of its element see")
@pytest.mark.parametrize("seed", range(300, 315))
def test_pages_see_what_expressions_see(seed: int) -> None:
    play = lived(seed)
    assert play.state is not None
    run = load(play.version, play.state, Moment(at=play.now, calendar=calendar()))
    seen = peek(play.state)
    assert {number: dict(token.data) for number, token in run.tasks.items()} == {
        number: seen.names_at(number) for number in run.tasks
    }
