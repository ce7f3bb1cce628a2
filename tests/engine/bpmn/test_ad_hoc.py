"""Ad-hoc subprocesses (BPMN 2.0.2, 10.3.5.2 and 13.3.5)."""

from typing import Any

from engine.records.commands import Amend
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.drawing import (
    ENDS,
    MULTI,
    arrows,
    border,
    finished,
    script,
    started,
    throw_undo,
    triggered,
    undone,
    way,
)
from tests.engine.runtime.play import Play, user

GROUP = "Subprocesses and calls"
MESSAGE = '<messageEventDefinition messageRef="m"/>'
SEQUENCE = 'ordering="Sequential"'
STAYS = 'cancelRemainingInstances="false"'
TWO = user("a") + user("b")


def free(inside: str, more: str = "", until: str = "", names: dict[str, Any] | None = None) -> Play:
    done = f"<completionCondition>{until}</completionCondition>" if until else ""
    body = ENDS + f'<adHocSubProcess id="h" {more}>{inside}{done}</adHocSubProcess>' + user("z")
    return started(body + way("s", "h", "z", "e"), names)


@construct(GROUP, "ad-hoc, parallel: all activities at once, in any order")
def test_all_activities_are_open_and_all_must_be_done() -> None:
    play = free(TWO)
    assert play.open == ["a", "b"]
    play.complete("b")
    assert play.open == ["a"]
    play.complete("a")
    assert play.open == ["z"]
    play.complete("z")
    assert finished(play)


@construct(GROUP, "ad-hoc, sequential: one after the other")
def test_activities_come_one_after_the_other() -> None:
    play = free(TWO, SEQUENCE)
    assert play.open == ["a"]
    play.complete("a")
    assert play.open == ["b"]
    play.complete("b")
    assert play.open == ["z"]


@construct(GROUP, "ad-hoc: completion condition, the rest is cancelled")
def test_the_rest_is_taken_away_once_the_condition_holds() -> None:
    play = free(TWO + user("c"), until="done == true")
    play.complete("a")
    assert play.open == ["b", "c"]
    play.complete("b", done=True)
    assert play.open == ["z"]


@construct(
    GROUP, "ad-hoc: completion condition, running activities may end (cancelRemaining false)"
)
def test_running_activities_may_end_where_they_are_not_cancelled() -> None:
    timer = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
    late = border("late", "b", timer, stays=True) + user("remind") + arrows("late>remind")
    play = free(TWO + late, STAYS, "done == true")
    play.complete("a", done=True)
    assert (play.open, len(play.timers)) == (["b"], 1)
    play.complete("b")
    assert (play.open, play.timers) == (["z"], {})


@construct(GROUP, "ad-hoc: nothing new begins once the condition holds")
def test_what_follows_an_activity_does_not_begin_once_the_condition_holds() -> None:
    follow = user("after", 'motcua:status="5"') + arrows("a>after", "b>after")
    play = free(TWO + follow, STAYS, "done == true")
    play.complete("a", done=True)
    assert (play.open, play.standing.portal_status) == (["b"], 1)
    play.complete("b")
    assert (play.open, "after" in play.walked) == (["z"], False)


@construct(GROUP, "ad-hoc: sequential with a completion condition")
def test_a_sequence_ends_as_soon_as_the_condition_holds() -> None:
    play = free(TWO, SEQUENCE, "done == true")
    play.complete("a", done=True)
    assert play.open == ["z"]


@construct(GROUP, "ad-hoc: activities can be done again until the condition holds")
def test_all_is_open_again_while_the_condition_does_not_hold() -> None:
    play = free(TWO, until="done == true")
    play.complete("a")
    play.complete("b")
    assert play.open == ["a", "b"]
    play.complete("a", done=True)
    assert play.open == ["z"]


@construct(GROUP, "ad-hoc, sequential: begins again until the condition holds")
def test_a_sequence_begins_again_while_the_condition_does_not_hold() -> None:
    play = free(TWO, SEQUENCE, "done == true")
    play.complete("a")
    play.complete("b")
    assert play.open == ["a"]


@construct(GROUP, "ad-hoc: flows, gateways and events inside")
def test_what_is_tied_by_arrows_follows_in_their_order() -> None:
    catch = f'<intermediateCatchEvent id="w">{MESSAGE}</intermediateCatchEvent>'
    inside = TWO + user("c") + user("d") + '<parallelGateway id="g"/>' + catch
    play = free(inside + arrows("a>g", "b>g", "g>w", "w>c"))
    assert play.open == ["a", "b", "d"]
    for name in ("a", "b", "d"):
        play.complete(name)
    assert play.open == []
    play.answer()
    assert play.open == ["c"]
    play.complete("c")
    assert play.open == ["z"]


@construct(GROUP, "ad-hoc, sequential: a chain comes to its end before the next begins")
def test_a_chain_in_a_sequence_is_walked_to_its_end() -> None:
    play = free(user("a") + user("a2") + user("b") + arrows("a>a2"), SEQUENCE)
    for name in ("a", "a2", "b", "z"):
        assert play.open == [name]
        play.complete(name)
    assert finished(play)


@construct(GROUP, "ad-hoc: the condition is asked after activities, not after gateways")
def test_the_condition_is_asked_after_activities_only() -> None:
    steps = user("a") + '<exclusiveGateway id="g"/>' + user("b") + arrows("a>g", "g>b")
    play = free(steps + user("c"), until="seen == true")
    play.complete("a")
    assert (play.open, play.walked[-2:]) == (["b", "c"], ["g", "b"])


@construct(GROUP, "ad-hoc: nothing that could begin")
def test_an_ad_hoc_subprocess_without_a_beginning_is_over() -> None:
    play = free(TWO + arrows("a>b", "b>a"), until="done == true")
    assert play.open == ["z"]


@construct(GROUP, "ad-hoc: event subprocess inside, interrupting")
def test_an_interrupting_event_ends_the_activities_and_then_the_subprocess() -> None:
    own = triggered("h2", MESSAGE, user("u") + way("s_h2", "u"))
    play = free(TWO + own, SEQUENCE, "done == true")
    play.answer()
    assert play.open == ["u"]
    play.complete("u")
    assert (play.open, play.awaited) == (["z"], {})


@construct(GROUP, "ad-hoc: event subprocess inside, not interrupting")
def test_another_event_leaves_the_activities_alone() -> None:
    own = triggered("h2", MESSAGE, user("u") + way("s_h2", "u"), 'isInterrupting="false"')
    play = free(TWO + own)
    play.answer()
    assert play.open == ["a", "b", "u"]
    for name in ("a", "b", "u"):
        play.complete(name)
    assert (play.open, play.awaited) == (["z"], {})


@construct(GROUP, "ad-hoc: multi-instance activity and subprocess inside")
def test_the_condition_is_asked_when_all_instances_are_done() -> None:
    play = free(user("a", "", MULTI.format("=[1,2]", "n", "")) + user("b"), until="done == true")
    play.complete("a", done=True)
    assert play.open == ["a", "b"]
    play.complete("a")
    assert play.open == ["b"]


@construct(GROUP, "ad-hoc subprocess as multi-instance")
def test_an_ad_hoc_subprocess_can_be_repeated() -> None:
    play = free(TWO + MULTI.format("=[1,2]", "n", ""), SEQUENCE, "done == true")
    assert play.open == ["a", "a"]
    play.complete("a", done=True)
    assert play.open == ["a"]
    play.complete("a")
    play.complete("b", done=True)
    assert play.open == ["z"]


@construct(GROUP, "ad-hoc: a condition that cannot be asked, and another try")
def test_a_condition_that_fails_is_asked_again_and_nothing_is_lost() -> None:
    play = free(user("a") + user("b") + arrows("a>b"), until="6 / parts > 5")
    play.complete("a", parts=0)
    ((token, incident),) = play.incidents.items()
    assert (incident.element, play.open) == ("h", [])
    play.give(Amend(token=token, names={"parts": 2}, by=1, reason="counted"))
    assert (play.open, play.incidents) == (["b"], {})
    play.complete("b", parts=1)
    assert play.open == ["z"]


def test_scripts_run_until_the_condition_holds() -> None:
    play = free(script("a", "n = n + 1"), until="n >= 3".replace(">", "&gt;"), names={"n": 0})
    assert (play.names["n"], play.open) == (3, ["z"])


@construct(GROUP, "compensation of an ad-hoc subprocess")
def test_what_was_done_ad_hoc_is_undone_in_reverse_order() -> None:
    inside = undone("a") + undone("b")
    body = ENDS + f'<adHocSubProcess id="h">{inside}</adHocSubProcess>' + throw_undo("t")
    play = started(body + way("s", "h", "t", "e"))
    play.complete("b")
    play.complete("a")
    assert play.open == ["x_a"]
    play.complete("x_a")
    play.complete("x_b")
    assert finished(play)


def test_an_interrupted_ad_hoc_subprocess_leaves_nothing_behind() -> None:
    own = triggered("h2", MESSAGE, user("u") + way("s_h2", "u"), 'isInterrupting="false"')
    body = ENDS + f'<adHocSubProcess id="h">{TWO + own}</adHocSubProcess>'
    body += border("out", "h", MESSAGE.replace('"m"', '"m2"'))
    play = started(body + arrows("s>h", "h>e", "out>e"), beside='<message id="m2" name="stop"/>')
    play.answer("stop")
    assert finished(play)
