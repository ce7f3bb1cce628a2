"""A complex gateway whose condition cannot be told stands still until it is tried again."""

from engine.records.commands import Amend, Retry
from tests.engine.runtime.play import Play, compiled, flows, user


def waiting_at(condition: str, **answers: object) -> Play:
    """Return a case with one of two branches at the gateway, and a task beside it."""
    body = '<startEvent id="s"/><endEvent id="e"/>' + user("a") + user("b") + user("c")
    body += f'<complexGateway id="g"><activationCondition>{condition}</activationCondition>'
    ways = ("s>a", "s>b", "s>c", "a>g", "b>g", "g>after", "after>e", "c>e")
    body += "</complexGateway>" + user("after")
    play = Play(compiled(body + flows(*ways)), answers)
    play.complete("a")
    return play


def test_a_condition_that_fails_is_one_incident_and_stops_nothing_else() -> None:
    play = waiting_at("activationCount / 0 &gt; 1")
    play.complete("c")
    play.complete("b")
    assert [one.element for one in play.incidents.values()] == ["g"]


def test_a_condition_is_asked_again_by_a_retry() -> None:
    play = waiting_at("limit &gt; activationCount", limit="none")
    (token,) = play.incidents
    play.give(Retry(token=token, by=1, reason="again"))
    assert (list(play.incidents), play.open) == ([token], ["b", "c"])
    play.give(Amend(names={"limit": 2}, token=token, by=1, reason="a number"))
    assert (play.incidents, play.open) == ({}, ["after", "b", "c"])


def test_what_comes_in_the_meantime_counts_once() -> None:
    play = waiting_at("activationCount &gt;= least", least="both")
    (token,) = play.incidents
    play.complete("b")
    play.give(Amend(names={"least": 2}, token=token, by=1, reason="a number"))
    assert (play.incidents, play.open) == ({}, ["after", "c"])
    play.complete("after")
    play.complete("c")
    assert (play.standing.status, play.rebuilt()) == ("finished", play.state)
