"""The order of keys in an answer means nothing: the log keeps another than the browser sends."""

from engine.runtime.peek import peek
from tests.engine.runtime.play import Play, compiled, flows, user

LOOP = (
    '<startEvent id="s"/><exclusiveGateway id="again" default="f3"/><endEvent id="e"/>'
    + user("a")
    + flows("s>a", "a>again", "again>a:more == true", "again>e")
)
PAPER = {"size": 5, "name": "x.pdf", "digest": "00"}


def test_the_same_mapping_in_another_order_is_not_written_again() -> None:
    play = Play(compiled(LOOP))
    play.complete("a", more=True, paper=dict(PAPER))

    outcome = play.complete("a", more=True, paper=dict(PAPER))

    assert "written" not in [event.kind for event in outcome.events]


def test_what_is_kept_has_the_order_in_which_it_is_read_again() -> None:
    play = Play(compiled(LOOP))

    play.complete("a", paper={"z": {"b": 1, "a": 2}, "y": 3}, more=True)

    assert play.state is not None
    assert str(peek(play.state).names["paper"]) == "{'y': 3, 'z': {'a': 2, 'b': 1}}"
    written = next(one for one in play.outcome.events if one.kind == "written")
    assert str(written.values["names"]).startswith("{'more': True, 'paper': {'y': 3, 'z'")
