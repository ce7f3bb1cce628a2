"""How often a case has asked its applicant to complete it, from what happened in it."""

import pytest

from engine.diagrams.supplements import count_requests
from engine.records.events import Event
from tests.engine.runtime.play import Play, compiled, flows

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
MANY = "<multiInstanceLoopCharacteristics{}><loopCardinality>3</loopCardinality>"
SHUT = "</multiInstanceLoopCharacteristics>"


def events_of(inside: str, ways: str = "s>a a>e", rounds: int = 3) -> tuple[Play, list[Event]]:
    """Return a case whose applicant has answered so often, and all that happened."""
    ask = f'<userTask id="a" motcua:post="applicant" motcua:status="5">{inside}</userTask>'
    play = Play(compiled(ENDS + ask + flows(*ways.split())))
    happened = list(play.outcome.events)
    for _ in range(rounds):
        happened += play.complete("a").events
    return play, happened


@pytest.mark.parametrize(
    ("inside", "asked"),
    [
        (MANY.format("") + SHUT, 1),
        (MANY.format(' isSequential="true"') + SHUT, 1),
        ('<standardLoopCharacteristics loopMaximum="3"/>', 3),
    ],
    ids=["many at once", "many in turn", "again and again"],
)
def test_a_step_for_many_is_one_request_and_a_repeated_one_is_many(inside: str, asked: int) -> None:
    play, happened = events_of(inside)
    assert play.standing.status == "finished"
    assert count_requests(play.version.procedure.diagram.process, happened) == asked


def test_coming_back_to_the_step_is_another_request() -> None:
    play, happened = events_of(MANY.format("") + SHUT, "s>a a>a", rounds=4)
    assert count_requests(play.version.procedure.diagram.process, happened) == 2
