"""Errors and escalations rise through the scopes of what failed (BPMN 2.0.2, 10.5.7, 13.5.2)."""

import pytest

from engine.records.commands import Retry
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.pieces import (
    ENDS,
    FORK,
    border,
    end,
    happened,
    is_tidy,
    listening,
    played,
    sub,
    throw,
)
from tests.engine.runtime.play import Play, user

START = "Events: start and event subprocess"
MIDDLE = "Events: intermediate"
BORDER = "Events: boundary"
END = "Events: end"


def failing(name: str, what: str = "error", more: str = "") -> str:
    """Return a subprocess with a task, and an end that throws."""
    body = f'<startEvent id="{name}1"/>' + user(f"{name}2") + end(f"{name}3", what)
    return sub(name, body, f"{name}1>{name}2", f"{name}2>{name}3", more=more)


@construct(BORDER, "error: of the failing activity only, never of a sibling (cross-scope errors)")
@pytest.mark.parametrize("first", ["A", "B"])
def test_an_error_in_one_subprocess_leaves_its_sibling_alone(first: str) -> None:
    body = ENDS + FORK + failing("A") + failing("B") + border("bA", "A", "error")
    body += border("bB", "B", "error") + user("uA") + user("uB")
    ways = ("s>fork", "fork>A", "fork>B", "A>e", "B>e", "bA>uA", "bB>uB", "uA>e", "uB>e")
    play = played(body, *ways)
    play.complete(f"{first}2")
    assert play.open == sorted((f"u{first}", "AB".replace(first, "") + "2"))


@construct(BORDER, "error: the nearest border that catches it")
def test_an_error_goes_past_borders_of_other_codes() -> None:
    inner = '<startEvent id="o1"/>' + failing("A") + border("near", "A", "error 2") + user("no")
    outer = sub("O", inner + end("o2"), "o1>A", "A>o2", "near>no", "no>o2")
    body = ENDS + outer + border("far", "O", "error") + user("yes")
    play = played(body, "s>O", "O>e", "far>yes", "yes>e")
    play.complete("A2")
    assert play.open == ["yes"]
    play.complete("yes")
    assert is_tidy(play)


@construct(BORDER, "error: without a code catches every error")
def test_a_border_without_code_catches_any_error() -> None:
    body = ENDS + failing("A", "error 2") + border("b", "A", "any error") + user("u")
    play = played(body, "s>A", "A>e", "b>u", "u>e")
    play.complete("A2")
    assert play.open == ["u"]


@construct(BORDER, "error: one that names the code goes before one that catches all")
def test_the_border_that_names_the_code_goes_first() -> None:
    body = ENDS + failing("A", "error 2") + border("all", "A", "any error") + user("wide")
    body += border("one", "A", "error 2") + user("narrow")
    play = played(body, "s>A", "A>e", "all>wide", "one>narrow", "wide>e", "narrow>e")
    play.complete("A2")
    assert play.open == ["narrow"]


@construct(BORDER, "error: of a multi-instance takes all instances away")
def test_an_error_in_one_instance_ends_the_others() -> None:
    loop = "<multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality>"
    many = failing("A").replace(
        "<startEvent", f"{loop}</multiInstanceLoopCharacteristics><startEvent", 1
    )
    body = ENDS + many + border("b", "A", "error") + user("u")
    play = played(body, "s>A", "A>e", "b>u", "u>e")
    play.complete("A2")
    assert play.open == ["u"]
    play.complete("u")
    assert is_tidy(play)


@construct(END, "error: uncaught inside a subprocess is an incident; a retry throws it again")
def test_an_uncaught_error_inside_is_an_incident_as_often_as_it_is_tried() -> None:
    play = played(ENDS + failing("A"), "s>A", "A>e")
    play.complete("A2")
    for _ in range(2):
        (row,) = play.incidents.values()
        assert (row.element, row.code) == ("A3", "uncaught-error")
        play.give(Retry(token=row.token, by=1, reason="again"))
    assert play.standing.status == "running"


@construct(END, "error: uncaught at the top level ends its path")
def test_an_uncaught_error_at_the_top_ends_its_path_only() -> None:
    body = '<startEvent id="s"/>' + FORK + user("a") + user("b") + end("x", "error") + end("e")
    play = played(body, "s>fork", "fork>a", "fork>b", "a>x", "b>e")
    play.complete("a")
    assert (play.open, len(play.incidents)) == (["b"], 0)
    play.complete("b")
    assert is_tidy(play)


@construct(START, "error: interrupts the scope it is thrown in, before the border is asked")
def test_an_error_event_subprocess_takes_the_rest_of_its_scope_away() -> None:
    caught = listening("L", "error", user("mend") + end("l2"), "L_s>mend", "mend>l2")
    body = '<startEvent id="a1"/>' + user("a2") + user("a3") + end("a4", "error") + end("a5")
    inner = sub("A", body + caught, "a1>a2", "a1>a3", "a2>a4", "a3>a5")
    play = played(
        ENDS + inner + border("b", "A", "error") + user("no"), "s>A", "A>e", "b>no", "no>e"
    )
    play.complete("a2")
    assert play.open == ["mend"]
    play.complete("mend")
    assert is_tidy(play)


@construct(START, "error: thrown again by its own event subprocess, goes further out")
def test_an_event_subprocess_can_throw_its_error_on() -> None:
    caught = listening("L", "error", end("l2", "error"), "L_s>l2")
    body = '<startEvent id="a1"/>' + user("a2") + end("a4", "error")
    inner = sub("A", body + caught, "a1>a2", "a2>a4")
    play = played(
        ENDS + inner + border("b", "A", "error") + user("yes"), "s>A", "A>e", "b>yes", "yes>e"
    )
    play.complete("a2")
    assert play.open == ["yes"]


@construct(START, "escalation: interrupting or not")
@pytest.mark.parametrize(("stays", "left"), [(True, ["after", "note"]), (False, ["note"])])
def test_an_escalation_begins_an_event_subprocess(stays: bool, left: list[str]) -> None:
    caught = listening(
        "L", "escalation", user("note") + end("l2"), "L_s>note", "note>l2", stays=stays
    )
    body = ENDS + user("a") + throw("up", "escalation") + user("after") + caught
    play = played(body, "s>a", "a>up", "up>after", "after>e")
    play.complete("a")
    assert play.open == left
    for name in left:
        play.complete(name)
    assert is_tidy(play)


@construct(START, "escalation: thrown again by its own event subprocess, goes further out")
def test_an_event_subprocess_can_throw_its_escalation_on() -> None:
    caught = listening("L", "escalation", end("l2", "escalation"), "L_s>l2", stays=True)
    body = '<startEvent id="a1"/>' + throw("up", "escalation") + user("a2") + end("a3")
    inner = sub("A", body + caught, "a1>up", "up>a2", "a2>a3")
    outer = ENDS + inner + border("b", "A", "escalation", stays=True) + user("told")
    play = played(outer, "s>A", "A>e", "b>told", "told>e")
    assert play.open == ["a2", "told"]


@construct(MIDDLE, "escalation: without a catcher goes on")
@construct(END, "escalation: without a catcher ends its path")
@pytest.mark.parametrize("ending", ["", "escalation"])
def test_an_escalation_that_nobody_catches_does_no_harm(ending: str) -> None:
    body = '<startEvent id="s"/>' + throw("up", "escalation") + user("a") + end("e", ending)
    play = played(body, "s>up", "up>a", "a>e")
    assert (play.open, len(play.incidents)) == (["a"], 0)
    play.complete("a")
    assert is_tidy(play)


def escalating(*throws: str, stays: bool) -> Play:
    """Return a case with a subprocess that escalates at its throws, one task after each."""
    names = [f"u{number}" for number in range(len(throws))]
    body, path = '<startEvent id="i"/><endEvent id="j"/>', ["i"]
    for number, (what, name) in enumerate(zip(throws, names, strict=True)):
        body += throw(f"t{number}", what) + user(name)
        path += [f"t{number}", name]
    inner = sub("A", body, *(f"{a}>{b}" for a, b in zip(path, [*path[1:], "j"], strict=True)))
    outer = ENDS + inner + border("b", "A", "escalation", stays) + user("told")
    return played(outer, "s>A", "A>e", "b>told", "told>e")


@construct(BORDER, "escalation: interrupting")
def test_an_interrupting_escalation_takes_the_activity_away() -> None:
    play = escalating("escalation", stays=False)
    assert play.open == ["told"]
    play.complete("told")
    assert is_tidy(play)


@construct(BORDER, "escalation: non-interrupting, as often as it is thrown, of its code only")
def test_an_escalation_fires_its_border_each_time() -> None:
    play = escalating("escalation", "escalation 2", "escalation", stays=True)
    assert (play.open, happened(play, "escalation-caught")) == (["told", "u0"], 1)
    play.complete("u0")
    play.complete("u1")
    assert play.open == ["told", "told", "u2"]


@construct(END, "escalation: caught at the border of its scope")
@pytest.mark.parametrize(("stays", "open_now"), [(True, ["told"]), (False, ["told"])])
def test_an_escalation_end_reaches_the_border(stays: bool, open_now: list[str]) -> None:
    body = ENDS + failing("A", "escalation") + border("b", "A", "escalation", stays) + user("told")
    play = played(body, "s>A", "A>e", "b>told", "told>e")
    play.complete("A2")
    assert play.open == open_now
    assert (play.walked.count("e"), play.walked.count("told")) == (int(stays), 1)


@construct(START, "interrupting: what it takes away goes in the order in which it came")
def test_what_is_interrupted_goes_in_order() -> None:
    caught = listening("L", "any error", user("mend") + end("l2"), "L_s>mend", "mend>l2")
    body = ENDS + FORK + '<serviceTask id="job" motcua:connector="x"/><parallelGateway id="j"/>'
    play = played(body + user("a") + caught, "s>fork", "fork>job", "fork>a", "job>j", "a>j", "j>e")
    play.complete("a")
    play.settle("x", error="no", error_code="E1")
    gone = [one.token or 0 for one in play.outcome.events if one.kind == "dropped"]
    assert (gone, play.open) == (sorted(gone), ["mend"])
