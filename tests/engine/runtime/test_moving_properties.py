"""Random diagrams, random positions, random edits: a case that moves loses no token."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import MoveRefused
from engine.runtime.codec import read
from engine.runtime.peek import peek
from tests.engine.runtime.blocks import BESIDE, FURTHER, PAIRS
from tests.engine.runtime.drawing import Block, Drawing, body_of
from tests.engine.runtime.moving import Moving, edit
from tests.engine.runtime.play import compiled
from tests.engine.runtime.test_properties import ONE, TWO, blocks_of

MOST_ROUNDS = 400
MANY = settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def go_on(play: Moving, choices: Random, rounds: int) -> None:
    for number in range(rounds):
        if play.standing.status == "finished":
            return
        assert not play.incidents
        assert play.tasks or play.timers, "a case that runs waits for somebody or something"
        is_late = number > MOST_ROUNDS / 4
        if not play.tasks or (play.timers and not is_late and choices.random() < 0.15):
            play.wait(days=1)
            continue
        play.complete(choices.choice(play.open), n=2 if is_late else choices.randint(0, 5))


def told(play: Moving) -> dict[int, object]:
    """Return what people and clocks know of a case."""
    known: dict[int, object] = {
        token: (one.holder, one.due_at, one.office) for token, one in play.tasks.items()
    }
    return known | {token: one.due_at for token, one in play.timers.items()}


@MANY
@given(
    block=blocks_of([*ONE, *sorted(FURTHER)], [*TWO, *sorted(PAIRS)]),
    choices=st.randoms(use_true_random=False),
)
def test_a_case_moved_anywhere_goes_on_to_its_end(block: Block, choices: Random) -> None:
    drawing = Drawing()
    body = body_of(drawing, block)
    beside = BESIDE + "".join(drawing.pools)
    old = compiled(body, beside=beside)
    play = Moving(old, {"n": 1, "two": [1, 2]})
    go_on(play, choices, choices.randint(0, 6))
    if play.standing.status == "finished":
        return
    edited = edit(body, choices)
    new = compiled(edited.body, beside=beside)
    before, state = told(play), play.state
    assert state is not None
    standing = {element for _, element in peek(state).elements}
    places = len(standing)
    lost = {element for element, target in edited.mapping.items() if target is None}
    if lost & standing:
        with pytest.raises(MoveRefused) as refused:
            play.move(new, edited.mapping)
        assert {one.element for one in refused.value.obstacles} == lost & standing
        return
    play.move(new, edited.mapping)
    assert before.items() <= told(play).items(), "tasks and timers keep people and instants"
    assert len({element for _, element in peek(play.state or b"").elements}) == places
    if choices.random() < 0.3:
        play.move_back(old, state)
        assert told(play) == before
        assert {**read(play.state or b""), "n": 0} == {**read(state), "n": 0}
    go_on(play, choices, MOST_ROUNDS)
    assert play.standing.status == "finished"
    assert [*play.tasks, *play.timers, *play.awaited, *play.hearings] == []
    assert (read(play.state or b"")["t"], read(play.state or b"")["s"][1:]) == ([], [])
