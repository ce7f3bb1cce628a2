"""Random diagrams and random commands: no token lost, none stuck, always repeatable."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.runtime.codec import read
from tests.engine.runtime.blocks import BESIDE, FURTHER, PAIRS
from tests.engine.runtime.drawing import TASK, Block, Drawing, body_of
from tests.engine.runtime.play import Play, compiled

MOST_ROUNDS = 400
ONE = ["loop", "subprocess", "timed", "each"]
TWO = ["sequence", "exclusive", "parallel", "inclusive"]


def blocks_of(one: list[str], two: list[str]) -> st.SearchStrategy[Block]:
    """Return random blocks of kinds around one part and around two."""
    return st.recursive(
        st.just(TASK),
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(two), inner, inner),
            st.tuples(st.sampled_from(one), inner),
        ),
        max_leaves=8,
    )


def play_to_the_end(block: Block, choices: Random, kind: type[Play] = Play) -> Play:
    """Play a case by random answers; those of late rounds leave every loop."""
    drawing = Drawing()
    body = body_of(drawing, block)
    version = compiled(body, beside=BESIDE + "".join(drawing.pools))
    play = kind(version, {"n": 1, "two": [1, 2]})
    for round_number in range(MOST_ROUNDS):
        if play.standing.status == "finished":
            break
        assert not play.incidents
        assert play.tasks or play.timers, "a case that runs waits for somebody or something"
        is_late = round_number > MOST_ROUNDS / 4
        if not play.tasks or (play.timers and not is_late and choices.random() < 0.15):
            play.wait(days=1)
            continue
        play.complete(choices.choice(play.open), n=2 if is_late else choices.randint(0, 5))
    return play


def nothing_is_left(play: Play) -> None:
    """Assert that the case is over, and that no row is left."""
    assert play.standing.status == "finished"
    assert [*play.tasks, *play.timers, *play.awaited, *play.hearings] == []
    assert not [job for job in play.jobs.values() if job.settles]
    assert play.state is not None
    assert (read(play.state)["t"], read(play.state)["s"][1:]) == ([], [])
    assert play.rebuilt() == play.state


DEEP = settings(
    max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


@DEEP
@given(block=blocks_of(ONE, TWO), choices=st.randoms(use_true_random=False))
def test_every_block_structured_case_ends_with_nothing_left_over(
    block: Block, choices: Random
) -> None:
    nothing_is_left(play_to_the_end(block, choices))


@DEEP
@given(
    block=blocks_of([*ONE, *sorted(FURTHER)], [*TWO, *sorted(PAIRS)]),
    choices=st.randoms(use_true_random=False),
)
def test_every_case_of_all_constructs_ends_with_nothing_left_over(
    block: Block, choices: Random
) -> None:
    nothing_is_left(play_to_the_end(block, choices))
