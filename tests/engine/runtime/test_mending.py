"""What stands still is tried again with other data, or skipped; restored and repeated alike."""

from typing import Any

import pytest

from engine.errors import CommandRefused
from engine.faults import ElementError
from engine.records.commands import Amend, Retry, SettleJob, Skip
from tests.engine.runtime.play import Play, compiled, flows, user

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
CALL = '<serviceTask id="a" name="Tra" motcua:connector="x" motcua:result="found"/>'


def stuck(**answers: Any) -> Play:
    """Return a case whose call failed, before a choice by its result."""
    body = ENDS + CALL + user("yes") + user("no")
    ways = flows("s>a", "a>g", "g>yes:found == 1", "g>no:found == null", "yes>e", "no>e")
    play = Play(compiled(f'{body}<exclusiveGateway id="g"/>{ways}'), answers)
    play.give(SettleJob(token=next(iter(play.jobs)), error="no answer"))
    return play


def token_of(play: Play) -> int:
    """Return the token of the only incident."""
    (incident,) = play.incidents.values()
    return int(incident.token)


def happened(play: Play) -> list[str]:
    """Return the kinds of the last command's events."""
    return [one.kind for one in play.outcome.events]


def test_a_skipped_step_is_left_by_its_ways_and_what_lacks_is_told() -> None:
    play = stuck()
    play.give(Skip(token=token_of(play), by=1, reason="register closed", missing=("found",)))
    assert (play.open, play.incidents, play.jobs) == (["no"], {}, {})
    first = play.outcome.events[0]
    assert (first.kind, first.element) == ("step-skipped", "a")
    assert first.values == {"reason": "register closed", "missing": ["found"]}
    assert play.rebuilt() == play.state


def test_corrected_values_are_written_and_the_step_is_tried_again() -> None:
    play = stuck()
    token = token_of(play)
    play.give(Amend(names={"number": "079"}, token=token, by=1, reason="wrong digits"))
    assert play.names["number"] == "079"
    assert (list(play.jobs), play.incidents) == ([token], {})
    assert happened(play)[:3] == ["data-amended", "written", "incident-cleared"]
    assert play.rebuilt() == play.state


def test_values_that_a_choice_lacks_can_be_given() -> None:
    play = stuck(found=0)
    play.give(Skip(token=token_of(play), by=1, reason="given by hand"))
    play.give(Amend(names={"found": 1}, token=token_of(play), by=1, reason="read from the paper"))
    assert play.open == ["yes"]


def test_a_choice_cannot_be_skipped() -> None:
    play = stuck(found=0)
    play.give(Skip(token=token_of(play), by=1, reason="given by hand"))
    with pytest.raises(CommandRefused, match="correct the data"):
        play.give(Skip(token=token_of(play), by=1, reason="again"))


def test_a_step_with_a_choice_behind_it_that_nothing_fits_is_not_skipped() -> None:
    play = Play(compiled(ENDS + CALL + user("yes") + flows("s>a", "a>yes:found == 1", "yes>e")))
    play.give(SettleJob(token=next(iter(play.jobs)), error="no answer"))
    with pytest.raises(CommandRefused, match="depends on data"):
        play.give(Skip(token=token_of(play), by=1, reason="given by hand"))


def test_values_of_the_case_can_be_corrected_without_a_step_that_stands_still() -> None:
    play = Play(compiled(ENDS + user("a") + flows("s>a", "a>e")), {"name": "Dor"})
    play.give(Amend(names={"name": "Dora"}, by=1, reason="misspelt"))
    assert (play.names["name"], play.open) == ("Dora", ["a"])


@pytest.mark.parametrize("names", [{"dossier": {}}, {"a": "x\0"}])
def test_what_no_case_can_keep_is_refused(names: dict[str, Any]) -> None:
    play = stuck()
    with pytest.raises(ElementError):
        play.give(Amend(names=names, token=token_of(play), by=1, reason="x"))
    with pytest.raises(ElementError):
        play.give(Amend(names=names, by=1, reason="x"))


@pytest.mark.parametrize(
    "command",
    [Skip(token=99, by=1, reason="x"), Amend(token=99, names={}, by=1, reason="x"),
     Retry(token=99, by=1, reason="x")],
)  # fmt: skip
def test_where_nothing_stands_still_nothing_is_mended(command: Any) -> None:
    play = stuck()
    with pytest.raises(CommandRefused):
        play.give(command)


def test_a_step_skipped_inside_a_repetition_counts_as_one_turn() -> None:
    loop = (
        '<multiInstanceLoopCharacteristics motcua:collection="=all" motcua:elementName="one"'
        ' motcua:output="results" motcua:outputElement="found"/>'
    )
    inner = '<startEvent id="s1"/><endEvent id="e1"/>' + CALL
    inner += '<sequenceFlow id="x" sourceRef="s1" targetRef="a"/>'
    inner += '<sequenceFlow id="y" sourceRef="a" targetRef="e1"/>'
    body = f'{ENDS}<subProcess id="p">{inner}{loop}</subProcess>' + user("after")
    play = Play(compiled(body + flows("s>p", "p>after", "after>e")), {"all": [1, 2]})
    first, second = play.jobs
    play.give(SettleJob(token=first, error="no answer"))
    play.give(Skip(token=first, by=1, reason="x"))
    play.give(SettleJob(token=second, result="two"))
    assert (play.names["results"], play.open) == ([None, "two"], ["after"])


def test_what_was_skipped_is_not_undone() -> None:
    undo = '<serviceTask id="undo" motcua:connector="x" isForCompensation="true"/>'
    border = '<boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>'
    tie = '<association id="as" sourceRef="b" targetRef="undo" associationDirection="One"/>'
    throw = '<intermediateThrowEvent id="t"><compensateEventDefinition/></intermediateThrowEvent>'
    body = ENDS + CALL + undo + border + tie + throw
    play = Play(compiled(body + flows("s>a", "a>t", "t>e")))
    play.give(SettleJob(token=next(iter(play.jobs)), error="no answer"))
    play.give(Skip(token=token_of(play), by=1, reason="x"))
    assert (play.jobs, play.standing.status) == ({}, "finished")


def test_a_border_event_that_failed_is_not_skipped() -> None:
    timer = "<timerEventDefinition><timeDuration>=when</timeDuration></timerEventDefinition>"
    border = f'<boundaryEvent id="b" attachedToRef="a">{timer}</boundaryEvent>'
    play = Play(compiled(ENDS + user("a") + border + flows("s>a", "a>e", "b>e")), {"when": "soon"})
    with pytest.raises(CommandRefused, match="listens"):
        play.give(Skip(token=token_of(play), by=1, reason="x"))
