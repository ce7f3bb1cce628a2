"""The term of a task stands still with the clock of its case."""

from typing import Any

import pytest

from tests.engine.runtime.play import Play, compiled, flows, user
from tests.engine.runtime.returning import Returning

ENDS = '<startEvent id="s"/><endEvent id="e"/><parallelGateway id="f"/><parallelGateway id="j"/>'
BEGIN = user("a", 'motcua:clock="start"')
FLOWS = flows("s>a", "a>f", "f>b", "f>w", "b>c", "c>d", "d>j", "w>j", "j>e")


def parallel(term: str, pause: str = "pause") -> Returning:
    """Return a case in which "w" has a term while the clock stands still at "c"."""
    task = user("w", f'motcua:term="{term}"')
    pausing = user("b") + user("c", f'motcua:clock="{pause}" motcua:term="1 working day"')
    body = ENDS + BEGIN + pausing + task + user("d") + FLOWS
    play = Returning(compiled(body, 'motcua:term="10 working days"'))
    play.complete("a")
    return play


def due(play: Play, element: str) -> Any:
    found = next(one for one in play.tasks.values() if one.element == element).due_at
    return found and found.isoformat()


def told(play: Play) -> list[tuple[str, Any]]:
    kinds = ("task-paused", "task-resumed")
    return [(one.kind, one.values["due"]) for one in play.outcome.events if one.kind in kinds]


@pytest.mark.parametrize("pause", ["pause", "not-counted", "external", "pause-restart"])
def test_an_open_task_keeps_what_is_left_of_its_term_while_the_case_waits(pause: str) -> None:
    play = parallel("4 working days", pause)
    assert due(play, "w") == "2026-11-30T10:00:00+00:00"  # 24/11 is a day off
    play.wait(days=2)
    play.complete("b")
    assert told(play) == [("task-paused", "2026-11-30T10:00:00+00:00")]
    assert due(play, "w") is None
    play.wait(days=2)  # Wednesday to Friday: two working days
    play.complete("c")
    assert told(play) == [("task-resumed", "2026-12-02T10:00:00+00:00")]
    assert due(play, "w") == "2026-12-02T10:00:00+00:00"
    assert play.rebuilt() == play.state


def test_the_work_of_the_pause_itself_has_its_term() -> None:
    play = parallel("4 working days")
    play.complete("b")
    assert due(play, "c") == "2026-11-25T10:00:00+00:00"
    play.wait(days=2)
    play.complete("c")
    assert [kind for kind, _due in told(play)] == ["task-resumed"]


@pytest.mark.parametrize(
    ("term", "until"),
    [
        ("5 days", "2026-11-30T10:00:00+00:00"),  # counted: Saturday 28/11, then Monday 30/11
        ("8 working hours", "2026-11-26T02:30:00+00:00"),
        ("P4D", "2026-11-29T02:00:00+00:00"),
        ("1 months", "2026-12-25T10:00:00+00:00"),
    ],
)
def test_each_unit_stands_still_in_its_own_way(term: str, until: str) -> None:
    play = parallel(term)
    play.complete("b")
    play.wait(days=2)
    play.complete("c")
    assert due(play, "w") == until
    assert play.rebuilt() == play.state


def test_a_task_without_a_term_is_not_told_of_a_pause() -> None:
    body = ENDS + BEGIN + user("b") + user("c", 'motcua:clock="pause"') + user("w") + user("d")
    play = Play(compiled(body + FLOWS, 'motcua:term="10 working days"'))
    play.complete("a")
    play.complete("b")
    assert told(play) == []
    play.complete("c")
    assert told(play) == []


def test_a_second_pause_begins_from_what_the_first_one_left() -> None:
    body = ENDS + BEGIN + user("b") + user("c", 'motcua:clock="pause"')
    body += (
        user("w", 'motcua:term="4 working days"') + user("d", 'motcua:clock="pause"') + user("x")
    )
    more = flows("s>a", "a>f", "f>b", "f>w", "b>c", "c>x", "x>d", "d>j", "w>j", "j>e")
    play = Play(compiled(body + more, 'motcua:term="10 working days"'))
    for element in ("a", "b"):
        play.complete(element)
    play.wait(days=2)  # Monday to Wednesday: one working day, for Tuesday is off
    play.complete("c")
    assert due(play, "w") == "2026-12-01T10:00:00+00:00"
    play.complete("x")
    play.wait(days=1)
    play.complete("d")
    assert due(play, "w") == "2026-12-02T10:00:00+00:00"
    assert play.rebuilt() == play.state


def test_a_step_taken_back_has_the_day_that_it_had_after_the_pause() -> None:
    play = parallel("4 working days")
    play.complete("b")
    play.wait(days=2)
    play.complete("c")
    before = due(play, "w")
    play.complete("w", by=4)
    play.take_back("w")
    assert due(play, "w") == before
