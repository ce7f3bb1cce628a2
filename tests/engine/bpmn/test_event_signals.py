"""Signals and messages that a case throws and catches (BPMN 2.0.2, 10.5.5)."""

import pytest

from engine.errors import CommandRefused
from engine.records.commands import DeliverMessage, Retry
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.pieces import (
    ENDS,
    FORK,
    border,
    catch,
    end,
    happened,
    is_tidy,
    listening,
    played,
    sub,
    throw,
    waits_for,
)
from tests.engine.runtime.play import Play, user

MIDDLE = "Events: intermediate"
BORDER = "Events: boundary"
END = "Events: end"
INPUT = '<extensionElements><motcua:input name="{}">{}</motcua:input></extensionElements>'


def carrying(event: str, name: str, value: str) -> str:
    """Return an event that carries a value."""
    head, mark, rest = event.partition(">")
    return head + mark + INPUT.format(name, value) + rest


def listeners(thrower: str) -> Play:
    """Return a case in which everything that can wait for a signal does, and a task throws one."""
    inside = '<startEvent id="a1"/>' + catch("deep", "signal") + user("a2") + end("a3")
    body = ENDS + FORK + catch("c", "signal") + sub("A", inside, "a1>deep", "deep>a2", "a2>a3")
    body += user("b") + border("x", "b", "signal", stays=True) + user("n") + user("y") + user("t")
    body += catch("calm", "signal calm") + thrower
    body += listening("L", "signal", user("l1") + end("l2"), "L_s>l1", "l1>l2", stays=True)
    ways = ("s>fork", "fork>c", "fork>A", "fork>b", "fork>calm", "fork>t", "t>throw", "c>y",
            "x>n", "y>e", "A>e", "b>e", "n>e", "calm>e")  # fmt: skip
    return played(body, *ways, n=7)


@construct(MIDDLE, "signal: thrown, reaches everything in the case that waits for it")
@construct(END, "signal: reaches everything in the case that waits for it")
@pytest.mark.parametrize("thrower", [throw("throw", "signal"), end("throw", "signal")])
def test_a_signal_reaches_everything_that_waits(thrower: str) -> None:
    play = listeners(thrower)
    play.complete("t")
    assert play.open == ["a2", "b", "l1", "n", "y"]
    assert {one.name for one in play.hearings.values()} == {"alarm", "calm"}
    play.hear("calm")
    for name in play.open:
        play.complete(name)
    assert is_tidy(play)


@construct(MIDDLE, "signal: goes out to all other cases, with what it carries")
def test_a_signal_goes_out_once_to_the_rest() -> None:
    play = listeners(carrying(throw("throw", "signal"), "said", "=n"))
    play.complete("t")
    (job,) = play.jobs.values()
    assert (job.kind, job.settles) == ("signal", False)
    assert job.inputs == {"name": "alarm", "payload": {"said": 7}}
    assert play.names["said"] == 7


@construct(MIDDLE, "signal: heard from elsewhere by everything that waits")
def test_a_signal_from_elsewhere_reaches_everything() -> None:
    play = listeners(throw("throw", "signal"))
    play.hear("alarm", said=1)
    assert play.open == ["a2", "b", "l1", "n", "t", "y"]
    assert (play.names["said"], happened(play, "signal-received")) == (1, 4)


@construct(MIDDLE, "signal: one that nobody waits for is lost")
def test_a_signal_that_nobody_waits_for_is_refused() -> None:
    play = played(ENDS + user("a") + catch("c", "signal"), "s>a", "a>c", "c>e")
    with pytest.raises(CommandRefused):
        play.hear("alarm")
    play.complete("a")
    assert waits_for(play) == 1


@construct(MIDDLE, "signal: its own scope can be interrupted by it")
def test_a_signal_can_take_its_own_thrower_away() -> None:
    inside = '<startEvent id="a1"/>' + throw("t", "signal") + user("no") + end("a2")
    body = ENDS + sub("A", inside, "a1>t", "t>no", "no>a2") + border("b", "A", "signal") + user("u")
    play = played(body, "s>A", "A>e", "b>u", "u>e")
    assert (play.open, len(play.jobs)) == (["u"], 1)
    play.complete("u")
    assert is_tidy(play)


@construct(MIDDLE, "signal, message: what they carry cannot overwrite the dossier")
@pytest.mark.parametrize("what", ["signal", "message"])
def test_what_cannot_be_carried_is_an_incident_before_anything_is_sent(what: str) -> None:
    thrower = carrying(throw("t", what), "dossier", "=n")
    body = ENDS + FORK + user("a") + catch("c", what) + user("got") + thrower
    play = played(body, "s>fork", "fork>a", "fork>c", "a>t", "t>e", "c>got", "got>e", n=1)
    play.complete("a")
    (row,) = play.incidents.values()
    assert (row.element, play.open, len(play.jobs)) == ("t", [], 0)
    play.give(Retry(token=row.token, by=1, reason="once more"))
    assert (len(play.incidents), len(play.jobs)) == (1, 0)


def written_to(thrower: str, key: str = "") -> Play:
    """Return a case that sends a message after a task, and waits for one of that name."""
    body = ENDS + FORK + user("a") + catch("c", "message", key) + user("got") + thrower
    ways = ("s>fork", "fork>a", "fork>c", "a>t", "c>got", "got>e")
    return played(body, *ways, *(() if "endEvent" in thrower else ("t>e",)), n=7)


@construct(MIDDLE, "message: thrown to what waits for it in the same case")
@construct(END, "message: thrown to what waits for it in the same case")
@pytest.mark.parametrize("thrower", [throw("t", "message"), end("t", "message")])
def test_a_message_is_delivered_within_the_case(thrower: str) -> None:
    play = written_to(carrying(thrower, "said", "=n"))
    play.complete("a")
    assert (play.open, play.names["said"], len(play.jobs)) == (["got"], 7, 0)
    play.complete("got")
    assert is_tidy(play)


@construct(MIDDLE, "message: to another case by name and key")
@construct(END, "message: to another case by name and key")
@pytest.mark.parametrize("thrower", [throw("t", "message"), end("t", "message")])
def test_a_message_goes_to_another_case_by_its_key(thrower: str) -> None:
    play = written_to(carrying(thrower, "said", "=n"), 'motcua:key="=n"')
    play.complete("a")
    (job,) = play.jobs.values()
    key = play.names["dossier"]["code"]
    assert (job.kind, job.settles) == ("message", False)
    assert job.inputs == {"name": "answer", "key": key, "payload": {"said": 7}}
    assert waits_for(play) == 1


@construct(BORDER, "message: thrown inside its own activity")
def test_a_message_can_take_its_own_sender_away() -> None:
    inside = '<startEvent id="a1"/>' + throw("t", "message") + user("no") + end("a2")
    body = ENDS + sub("A", inside, "a1>t", "t>no", "no>a2") + border("b", "A", "message")
    play = played(body + user("u"), "s>A", "A>e", "b>u", "u>e")
    assert (play.open, len(play.jobs)) == (["u"], 0)


@construct(MIDDLE, "message: one of several that wait gets it, by its key")
def test_a_message_reaches_the_one_with_its_key_only() -> None:
    loop = '<multiInstanceLoopCharacteristics motcua:collection="who" motcua:elementName="one"/>'
    inside = loop + '<startEvent id="a1"/>' + catch("c", "message", 'motcua:key="=one"')
    inside += user("got", 'motcua:label="=one"') + end("a2")
    play = played(ENDS + sub("A", inside, "a1>c", "c>got", "got>a2"), "s>A", "A>e", who=["x", "y"])
    token = next(row.token for row in play.awaited.values() if row.key == "y")
    play.give(DeliverMessage(token=token, name="answer"))
    assert [task.label for task in play.tasks.values()] == ["y"]
    assert [row.key for row in play.awaited.values()] == ["x"]
