"""Random diagrams, random moments, random steps to go back to: no token is lost or doubled."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.moving.returning import list_targets, make_target
from engine.records.commands import Complete
from engine.records.returning import Target
from engine.runtime.codec import read
from tests.engine.runtime.blocks import BESIDE, FURTHER, PAIRS
from tests.engine.runtime.drawing import Block, Drawing, body_of
from tests.engine.runtime.play import compiled
from tests.engine.runtime.returning import Returning
from tests.engine.runtime.test_properties import ONE, TWO, blocks_of

MOST_ROUNDS, MOST_TRIED = 400, 8
MANY = settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def nothing_else_since(play: Returning, target: Target) -> bool:
    """Tell whether all that has happened since a task was completed followed from that."""
    undone = {one.token for one in target.undone}
    for command, _at in play.log[target.seq : -1]:
        if not isinstance(command, Complete) or command.token not in undone:
            return False
    return not any(
        one.event.kind == "condition-met" and one.seq >= target.seq for one in play.past.told
    )


def go_back_somewhere(play: Returning, choices: Random) -> None:
    """Send a random task back to a random step, or take a random step back; check where it is."""
    scene = play.scene
    token = choices.choice(sorted(play.tasks))
    found = [one for one in list_targets(scene, token) if one.obstacle is None]
    taken = [make_target(scene, deed) for deed in play.past.deeds.values()]
    can_take = {one.step.token: one for one in taken if one.obstacle is None}
    if found and choices.random() < 0.7:
        target = choices.choice(found)
        play.send_back(play.tasks[token].element, target.step.element)
    elif can_take:
        target = choices.choice([can_take[one] for one in sorted(can_take)])
        latest = [one for one in can_take.values() if one.step.element == target.step.element]
        target = max(latest, key=lambda one: one.seq)
        if target.step.token != max(
            one.token for one in play.past.deeds.values() if one.element == target.step.element
        ):
            return
        play.take_back(target.step.element)
    else:
        return
    if nothing_else_since(play, target):
        assert play.stood[-1] == play.stood[target.seq - 1], "it stands as it stood before"


def play_back_and_forth(block: Block, choices: Random) -> Returning:
    drawing = Drawing()
    body = body_of(drawing, block)
    version = compiled(body, beside=BESIDE + "".join(drawing.pools))
    play = Returning(version, {"n": 1, "two": [1, 2]})
    tried = 0
    for number in range(MOST_ROUNDS):
        if play.standing.status == "finished":
            break
        assert not play.incidents
        assert play.tasks or play.timers, "a case that runs waits for somebody or something"
        is_late = number > MOST_ROUNDS / 4
        if play.tasks and tried < MOST_TRIED and choices.random() < 0.3:
            tried += 1
            go_back_somewhere(play, choices)
            continue
        if not play.tasks or (play.timers and not is_late and choices.random() < 0.15):
            play.wait(days=1)
            continue
        play.complete(choices.choice(play.open), n=2 if is_late else choices.randint(0, 5))
    return play


@MANY
@given(
    block=blocks_of([*ONE, *sorted(FURTHER)], [*TWO, *sorted(PAIRS)]),
    choices=st.randoms(use_true_random=False),
)
def test_a_case_that_went_back_anywhere_ends_with_nothing_left_over(
    block: Block, choices: Random
) -> None:
    play = play_back_and_forth(block, choices)
    assert play.standing.status == "finished"
    assert [*play.tasks, *play.timers, *play.awaited, *play.hearings] == []
    state = play.state or b""
    assert (read(state)["t"], read(state)["s"][1:]) == ([], [])
    assert play.rebuilt() == state
