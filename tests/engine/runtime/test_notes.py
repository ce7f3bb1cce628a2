"""A note stands in the log and moves nothing; it is taken after the end as well."""

import pytest

from engine.errors import CommandRefused
from engine.records.commands import Cancel, Note, Suspend
from tests.engine.runtime.play import Play, compiled, flows, user

REMARK = Note(event="remark-made", values={"text": "đã gọi điện"}, by=1)


def begun() -> Play:
    """Return a case that stands at a task."""
    body = f'<startEvent id="s"/>{user("a")}<endEvent id="e"/>{flows("s>a", "a>e")}'
    return Play(compiled(body))


def test_a_note_is_told_and_moves_nothing() -> None:
    play = begun()
    before = play.open
    play.give(REMARK)
    (event,) = play.outcome.events
    assert (event.kind, event.values) == ("remark-made", {"text": "đã gọi điện"})
    assert (play.open, play.outcome.closed) == (before, ())
    assert play.rebuilt() == play.state


@pytest.mark.parametrize(
    "before", [Suspend(reason="…"), Cancel(reason="…")], ids=lambda one: str(one.kind)
)
def test_a_note_is_taken_while_a_case_rests_and_after_its_end(before: Suspend | Cancel) -> None:
    play = begun()
    play.give(before)
    standing = play.outcome.standing
    play.give(REMARK)
    assert (play.outcome.standing, len(play.outcome.events)) == (standing, 1)


def test_a_note_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(CommandRefused):
        begun().give(Note(event="case-ended", values={}))
