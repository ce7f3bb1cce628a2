"""Conditional events fire when the data of their scope changes, whoever changed it (10.5.5)."""

import pytest

from engine.records.commands import Amend, Retry
from engine.runtime import moves
from engine.runtime.token import Token
from engine.runtime.waiting import Waiting
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.pieces import (
    ENDS,
    FORK,
    border,
    catch,
    end,
    is_tidy,
    listening,
    played,
    refused,
    script,
    sub,
)
from tests.engine.runtime.play import Play, user

MIDDLE = "Events: intermediate"
BORDER = "Events: boundary"
START = "Events: start and event subprocess"
MANY = (
    '<multiInstanceLoopCharacteristics motcua:collection="list" motcua:elementName="one"'
    ' motcua:output="x" motcua:outputElement="one"/>'
)
OUT = '<extensionElements><motcua:output name="x" value="=6"/></extensionElements>'
CALLED = f'<callActivity id="w" calledElement="other">{OUT}</callActivity>'
# Who changes x: what stands in the sibling branch, and what is done for it to do so.
CHANGES = {
    "a script": script("w", "x = 6"),
    "a person": user("w"),
    "a message": '<receiveTask id="w" messageRef="m"/>',
    "a job": '<serviceTask id="w" motcua:connector="y" motcua:result="x"/>',
    "results of a multi-instance": user("w", "", MANY),
    "a called case": CALLED,
    "a subprocess": sub("w", '<startEvent id="w1"/>' + script("w2", "x = 6") + end("w3"),
                        "w1>w2", "w2>w3"),
    "a signal": catch("w", "signal"),
}  # fmt: skip


def do(play: Play, who: str) -> None:
    """Let somebody change x."""
    if who in ("a person", "results of a multi-instance"):
        play.complete("w", x=6)
    elif who == "a message":
        play.answer(x=6)
    elif who == "a signal":
        play.hear("alarm", x=6)
    elif who == "a job":
        play.settle("y", result=6)
    elif who == "a called case":
        play.settle("call-procedure", result={})


@construct(MIDDLE, "conditional: fires on data of a sibling branch, whoever writes it")
@pytest.mark.parametrize("who", CHANGES)
def test_a_catching_condition_sees_whoever_changes_it(who: str) -> None:
    body = ENDS + FORK + CHANGES[who] + catch("c", "if x != 0") + user("met") + user("gate")
    play = played(body, "s>fork", "fork>c", "fork>gate", "gate>w", "c>met", "met>e", "w>e",
                  x=0, list=[6])  # fmt: skip
    assert play.open == ["gate"]
    play.complete("gate")
    do(play, who)
    assert play.open == ["met"]
    play.complete("met")
    assert is_tidy(play)


@construct(MIDDLE, "conditional: true already when it is reached")
def test_a_condition_that_holds_already_goes_on_at_once() -> None:
    play = played(ENDS + catch("c", "if x > 5") + user("a"), "s>c", "c>a", "a>e", x=6)
    assert play.open == ["a"]


def reminded(stays: bool, x: int) -> Play:
    """Return a case with a condition on the border of a task, and a task beside it."""
    body = ENDS + FORK + user("a") + user("b") + user("c") + user("note")
    body += border("on", "a", "if x > 5", stays)
    ways = ("s>fork", "fork>a", "fork>b", "b>c", "c>b", "a>e", "on>note", "note>e")
    return played(body, *ways, x=x)


@construct(BORDER, "conditional: interrupting")
def test_a_condition_on_the_border_interrupts() -> None:
    play = reminded(stays=False, x=0)
    play.complete("b", x=6)
    assert play.open == ["c", "note"]


@construct(BORDER, "conditional: non-interrupting, each time it becomes true anew")
def test_a_condition_fires_each_time_it_becomes_true() -> None:
    play = reminded(stays=True, x=0)
    play.complete("b", x=6)
    assert play.open == ["a", "c", "note"]
    play.complete("c", x=7)
    assert play.open == ["a", "b", "note"]
    play.complete("b", x=0)
    play.complete("c", x=9)
    assert play.open == ["a", "b", "note", "note"]


@construct(BORDER, "conditional: true already when the activity begins")
def test_a_border_whose_condition_holds_already_fires_at_once() -> None:
    assert reminded(stays=False, x=6).open == ["b", "note"]


@construct(START, "conditional: of a process, before there is a case", refused="not-executable")
def test_a_condition_cannot_begin_a_process() -> None:
    start = '<startEvent id="x"><conditionalEventDefinition/></startEvent>'
    assert refused(start) == ["not-executable"]


@construct(START, "conditional: sees data that belongs to its subprocess alone")
def test_a_condition_sees_its_scopes_own_names() -> None:
    inside = '<property id="pr" name="own"/><startEvent id="a1"/>' + user("a2")
    inside += script("w", "own = 6") + user("a3") + end("a4")
    inside += listening("L", "if own > 5", user("note") + end("l2"), "L_s>note", "note>l2")
    body = ENDS + sub("A", inside, "a1>a2", "a2>w", "w>a3", "a3>a4")
    play = played(body, "s>A", "A>e")
    play.complete("a2")
    assert play.open == ["note"]
    assert "own" not in play.names


@construct(MIDDLE, "conditional: fires for data that an administrator corrects")
def test_a_correction_makes_a_condition_fire() -> None:
    play = played(ENDS + catch("c", "if x > 5") + user("a"), "s>c", "c>a", "a>e", x=0)
    play.give(Amend(names={"x": 6}, by=1, reason="typo"))
    assert play.open == ["a"]


@construct(
    MIDDLE, "conditional: one that cannot be reckoned is an incident, once, and can be tried"
)
def test_a_condition_that_cannot_be_reckoned_stands_still_until_it_is_tried() -> None:
    body = ENDS + FORK + catch("c", "if 6 / x > 5") + user("a") + user("b") + user("b2")
    play = played(body, "s>fork", "fork>c", "fork>b", "b>b2", "c>a", "a>e", "b2>e", x=0)
    (row,) = play.incidents.values()
    play.complete("b", x=1)
    assert (play.open, len(play.incidents)) == (["b2"], 1)
    play.give(Retry(token=row.token, by=1, reason="mended"))
    assert (play.open, len(play.incidents)) == (["a", "b2"], 0)


@construct(MIDDLE, "conditional: one that stands still is not asked again by itself")
def test_a_condition_that_stands_still_raises_no_second_incident() -> None:
    body = ENDS + FORK + catch("c", "if 6 / x > 5") + user("a") + user("b") + user("b2")
    play = played(body, "s>fork", "fork>c", "fork>b", "b>b2", "c>a", "a>e", "b2>e", x=0)
    play.complete("b", y=1)
    assert [one.kind for one in play.outcome.events if one.kind.startswith("incident")] == []


@construct(MIDDLE, "conditional: several wait, one fires another")
def test_one_condition_can_make_another_true() -> None:
    body = ENDS + FORK + catch("c", "if x > 5") + script("w", "y = 6") + catch("c2", "if y > 5")
    body += user("met") + user("b")
    play = played(body, "s>fork", "fork>c", "fork>c2", "fork>b", "c>w", "w>e", "c2>met",
                  "met>e", "b>e", x=0, y=0)  # fmt: skip
    play.complete("b", x=6)
    assert play.open == ["met"]


@construct(MIDDLE, "conditional: on a name that nobody has given yet, waits for it")
def test_a_condition_waits_for_a_name_that_is_not_known_yet() -> None:
    body = ENDS + FORK + catch("c", "if z > 5") + user("a") + user("b")
    play = played(body, "s>fork", "fork>c", "fork>b", "b>e", "c>a", "a>e")
    assert not play.incidents
    play.complete("b", z=6)
    assert play.open == ["a"]


@construct(MIDDLE, "conditional: is not asked when data changes that it does not read")
def test_a_condition_is_asked_only_for_names_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    body = ENDS + FORK + catch("c", "if x > 5") + catch("c2", "if z > 5") + user("a") + user("b")
    play = played(body, "s>fork", "fork>c", "fork>c2", "fork>b", "b>b", "c>a", "c2>a", "a>e",
                  x=0, z=0)  # fmt: skip
    asked, asks = [], Waiting.ask

    def ask(waiting: Waiting, token: Token) -> bool:
        asked.append(waiting.node.node_id)
        return asks(waiting, token)

    monkeypatch.setattr(Waiting, "ask", ask)
    play.complete("b", x=1, y=2)
    assert set(asked) == {"c"}


@construct(MIDDLE, "conditional: events that set each other off for ever are stopped")
def test_conditions_that_set_each_other_off_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moves, "MOST_STEPS", 300)
    again = listening("L", "if x > 5", script("w", "x = 0") + script("v", "x = 6") + end("l2"),
                      "L_s>w", "w>v", "v>l2", stays=True)  # fmt: skip
    play = played(ENDS + user("a") + again, "s>a", "a>e", x=6)
    assert {one.code for one in play.incidents.values()} == {"endless-loop"}
