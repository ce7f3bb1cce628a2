"""Tokens asleep: what happens, what pages see and the saved bytes are the same as ever (ADR 0010).

Each case is played three times side by side: all asleep that can be, only crowds, nothing.
"""

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.records.commands import Claim, Retry, SettleJob
from engine.runtime import asleep, moves
from engine.runtime.peek import peek
from tests.engine.bpmn.pieces import DECLARED, Sets, version
from tests.engine.bpmn.random_events import Drawing
from tests.engine.bpmn.random_undoing import Undoing
from tests.engine.runtime import beside
from tests.engine.runtime.beside import Beside, wander
from tests.engine.runtime.blocks import FURTHER, PAIRS
from tests.engine.runtime.drawing import Block
from tests.engine.runtime.play import compiled, flows, user
from tests.engine.runtime.test_properties import (
    ONE,
    TWO,
    blocks_of,
    nothing_is_left,
    play_to_the_end,
)

DEPTH, STEPS = 3, 40
EACH = '<multiInstanceLoopCharacteristics motcua:collection="all" motcua:elementName="one"/>'
BOTH = '<startEvent id="{0}s"/><parallelGateway id="{0}g"/>'
NAMES = {"x": 0, "y": 0, "when": "P1D"}


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave the number from which tokens sleep as it was; stop endless diagrams early."""
    monkeypatch.setattr(moves, "MOST_STEPS", 300)
    before = asleep.FEWEST
    yield
    asleep.FEWEST = before


@pytest.mark.parametrize("seed", range(400, 430))
def test_random_events_are_the_same_whatever_sleeps(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  the same cases each time
    body, ways = Drawing(chance).inside(DEPTH)
    wander(Beside(version(body, *ways), NAMES), chance, STEPS)


@pytest.mark.parametrize("seed", range(400, 420))
def test_random_compensation_is_the_same_whatever_sleeps(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  the same cases each time
    drawing = Undoing(chance)
    body, ways = drawing.inside(DEPTH)
    made = compiled(body + flows(*ways), scripts=Sets(), beside=DECLARED + drawing.pools)
    wander(Beside(made, NAMES), chance, STEPS)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    block=blocks_of([*ONE, *sorted(FURTHER)], [*TWO, *sorted(PAIRS)]),
    choices=st.randoms(use_true_random=False),
)
def test_every_construct_is_the_same_whatever_sleeps(block: Block, choices: Random) -> None:
    nothing_is_left(play_to_the_end(block, choices, Beside))


def nested(inner: str) -> Beside:
    """Return a case of three instances, in each of which a job and `inner` run."""
    inside = BOTH.format("i") + '<serviceTask id="j" motcua:connector="x"/>' + inner
    inside += "".join(
        f'<sequenceFlow id="i{number}" sourceRef="{a}" targetRef="{b}"/>'
        for number, (a, b) in enumerate([("is", "ig"), ("ig", "j"), ("ig", "k")])
    )
    body = f'<startEvent id="s"/><subProcess id="p">{EACH}{inside}</subProcess>'
    return Beside(compiled(body + flows("s>p")), {"all": [1, 2, 3]})


def test_an_instance_sleeps_as_one_again_after_an_incident_in_it() -> None:
    play = nested(user("k", "", EACH))
    token = next(iter(play.jobs))
    play.give(SettleJob(token=token, error="no answer"))
    play.give(Retry(token=token, by=1, reason="again"))
    assert (len(play.open), list(play.incidents)) == (9, [])


def test_an_instance_that_sleeps_counts_with_all_its_tokens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else nothing would sleep any more after a look at one of them."""
    monkeypatch.setattr(beside, "FEWEST", (0, 8, 10**9))
    play = nested(user("k"))
    play.give(Claim(token=play.token("k"), by=2))
    assert play.states is not None
    assert play.states[8] == play.states[0]


def test_pages_see_tokens_in_the_order_of_their_birth() -> None:
    play = nested(user("k"))
    assert play.states is not None
    for state in play.states.values():
        assert state is not None
        numbers = [number for number, _ in peek(state).elements]
        assert numbers == sorted(numbers)
