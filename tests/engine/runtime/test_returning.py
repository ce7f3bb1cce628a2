"""Going back to a completed task: joins, clocks, timers, people, and where it is refused."""

import pytest

from engine.errors import CommandRefused
from engine.records.commands import SendBack
from engine.runtime.version import Compiled
from tests.engine.runtime.moving import Moving
from tests.engine.runtime.play import compiled, flows
from tests.engine.runtime.returning import Returning

DESK = 'motcua:post="desk"'


def task(name: str, more: str = "") -> str:
    return f'<userTask id="{name}" {DESK} {more}/>'


def line(*parts: str, order: str, process: str = "", beside: str = "") -> Compiled:
    """Return a version whose elements follow one another, such as "s>a>b>e"."""
    steps = order.split(">")
    pairs = [f"{one}>{two}" for one, two in zip(steps, steps[1:], strict=False)]
    ends = '<startEvent id="s"/><endEvent id="e"/>'
    return compiled(ends + "".join(parts) + flows(*pairs), process, beside=beside)


@pytest.fixture
def branches() -> Returning:
    """Give a case with two branches between "a" and "z": b then c, and d."""
    gates = '<parallelGateway id="split"/><parallelGateway id="join"/>'
    ends = '<startEvent id="s"/><endEvent id="e"/>'
    pairs = flows(
        "s>a", "a>split", "split>b", "b>c", "c>join", "split>d", "d>join", "join>z", "z>e"
    )
    return Returning(compiled(ends + gates + "".join(map(task, "abcdz")) + pairs))


def test_the_reason_and_both_steps_stand_in_the_log() -> None:
    play = Returning(line(task("a"), task("b"), order="s>a>b>e"))
    play.complete("a")
    told = play.send_back("b", "a").events[0]
    assert (told.kind, told.element) == ("sent-back", "a")
    assert dict(told.values) == {"from": "b", "reason": "test"}


def test_another_branch_goes_on_undisturbed(branches: Returning) -> None:
    branches.complete("a")
    branches.complete("b")
    other = branches.token("d")
    branches.send_back("c", "b")
    assert branches.open == ["b", "d"]
    assert branches.token("d") == other


def test_work_that_was_joined_waits_at_the_join_again(branches: Returning) -> None:
    for one in "abcd":
        branches.complete(one)
    target = branches.targets("z")["b"]
    assert target.kept == ("join",)
    branches.send_back("z", "b")
    assert branches.open == ["b"], "what was done in the other branch is not asked again"
    branches.complete("b")
    branches.complete("c")
    assert branches.open == ["z"]


def test_before_a_split_all_branches_are_taken_back(branches: Returning) -> None:
    branches.complete("a")
    branches.complete("b")
    vanishing = branches.targets("c")["a"].vanishing
    assert {branches.tasks[one].element for one in vanishing} == {"c", "d"}
    branches.send_back("c", "a")
    assert branches.open == ["a"]


def test_a_subprocess_is_left_but_never_entered_again() -> None:
    inside = f'<startEvent id="is"/>{task("i")}{task("j")}<endEvent id="ie"/>'
    pairs = "".join(
        f'<sequenceFlow id="i{n}" sourceRef="{one}" targetRef="{two}"/>'
        for n, (one, two) in enumerate([("is", "i"), ("i", "j"), ("j", "ie")])
    )
    sub = f'<subProcess id="sub">{inside}{pairs}</subProcess>'
    play = Returning(line(task("a"), sub, task("z"), order="s>a>sub>z>e"))
    play.complete("a")
    play.complete("i")
    assert {one.obstacle for one in play.targets("j").values()} == {None}
    play.send_back("j", "a")
    assert play.open == ["a"]
    for one in ("a", "i", "j"):
        play.complete(one)
    assert "i" not in play.targets("z")


def test_timers_jobs_and_messages_of_what_is_undone_are_gone() -> None:
    timer = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
    late = f'<boundaryEvent id="late" attachedToRef="b">{timer}</boundaryEvent>'
    version = compiled(
        f'<startEvent id="s"/>{task("a")}{task("b")}{late}<endEvent id="e"/>'
        + flows("s>a", "a>b", "b>e", "late>e")
    )
    play = Returning(version)
    play.complete("a")
    assert play.timers
    play.send_back("b", "a")
    assert not play.timers


def test_a_message_that_was_sent_is_not_undone() -> None:
    throw = (
        '<intermediateThrowEvent id="throw"><messageEventDefinition messageRef="m"/>'
        "</intermediateThrowEvent>"
    )
    play = Returning(line(task("a"), throw, task("b"), order="s>a>throw>b>e"))
    play.complete("a")
    refused = play.targets("b")["a"].obstacle
    assert refused is not None
    assert "has sent a message" in refused.en


def test_what_has_a_step_of_its_own_to_undo_it_is_refused() -> None:
    undo = (
        '<boundaryEvent id="undo" attachedToRef="a"><compensateEventDefinition/></boundaryEvent>'
        '<userTask id="undoing" motcua:post="desk" isForCompensation="true"/>'
        '<association id="as" sourceRef="undo" targetRef="undoing"/>'
    )
    play = Returning(line(task("a"), undo, task("b"), order="s>a>b>e"))
    play.complete("a")
    refused = play.targets("b")["a"].obstacle
    assert refused is not None
    assert "undone by a step of its own" in refused.en


def test_what_the_applicant_did_is_asked_by_a_supplement() -> None:
    asked = '<userTask id="a" motcua:post="applicant"/>'
    play = Returning(line(asked, task("b"), order="s>a>b>e"))
    play.complete("a")
    refused = play.targets("b")["a"].obstacle
    assert refused is not None
    assert "supplement" in refused.en


def test_one_of_several_who_are_asked_sends_nothing_back() -> None:
    several = (
        f'<userTask id="ask" {DESK}><multiInstanceLoopCharacteristics '
        'motcua:collection="two" motcua:elementName="one"/></userTask>'
    )
    play = Returning(line(task("a"), several, order="s>a>ask>e"), {"two": [1, 2]})
    play.complete("a")
    assert play.targets("ask")["a"].obstacle is not None


def test_a_second_pair_of_eyes_is_asked_for_anew() -> None:
    version = line(task("a"), task("b", 'motcua:fourEyes="a"'), order="s>a>b>e")
    play = Returning(version)
    play.complete("a", by=1)
    play.send_back("b", "a", holder=1)
    assert play.tasks[play.token("a")].holder == 1
    play.complete("a", by=2)
    assert play.tasks[play.token("b")].forbidden == (2,)


def test_whoever_did_what_is_undone_did_not_do_it() -> None:
    version = line(task("a"), task("b"), task("c", 'motcua:samePersonAs="b"'), order="s>a>b>c>e")
    play = Returning(version)
    play.complete("a", by=1)
    play.complete("b", by=2)
    assert play.tasks[play.token("c")].holder == 2
    play.send_back("c", "a")
    assert play.scene.past.hands_without(set()) == {}
    play.complete("a", by=1)
    play.complete("b", by=3)
    assert play.tasks[play.token("c")].holder == 3


TERM = 'motcua:term="5 working days"'
CLOCKED = '<userTask id="{}" motcua:post="desk" motcua:clock="{}"/>'


def test_a_clock_that_was_stopped_runs_on_with_the_same_day() -> None:
    parts = [CLOCKED.format("a", "start"), task("b"), CLOCKED.format("c", "stop")]
    play = Returning(line(*parts, order="s>a>b>c>e", process=TERM))
    due = play.standing.due_at
    play.complete("a")
    play.complete("b")
    assert play.standing.paused
    play.wait(days=1)
    play.send_back("c", "b")
    assert (play.standing.paused, play.standing.due_at) == (False, due)


def test_going_back_to_where_the_term_began_gives_no_new_term() -> None:
    parts = [CLOCKED.format("a", "start"), task("b")]
    play = Returning(line(*parts, order="s>a>b>e", process=TERM))
    due = play.standing.due_at
    play.complete("a")
    play.wait(days=2)
    play.send_back("b", "a")
    assert play.standing.due_at == due


def test_the_portal_hears_the_status_of_then() -> None:
    parts = [task("a", 'motcua:status="4"'), task("b", 'motcua:status="9"')]
    play = Returning(line(*parts, order="s>a>b>e"))
    play.complete("a")
    assert play.standing.portal_status == 9
    play.send_back("b", "a")
    assert play.standing.portal_status == 4


def test_a_step_taken_back_keeps_its_person_and_its_day() -> None:
    version = line(task("a", 'motcua:term="2 working days"'), task("b"), order="s>a>b>e")
    play = Returning(version)
    due = play.tasks[play.token("a")].due_at
    play.complete("a", by=4)
    play.wait(days=1)
    play.take_back("a")
    again = play.tasks[play.token("a")]
    assert (again.holder, again.due_at, play.open) == (4, due, ["a"])


def test_a_case_goes_back_twice_and_further(branches: Returning) -> None:
    for one in "abcd":
        branches.complete(one)
    branches.send_back("z", "c")
    branches.send_back("c", "b")
    branches.send_back("b", "a")
    assert branches.open == ["a"]
    for one in "abcdz":
        branches.complete(one)
    assert branches.standing.status == "finished"
    assert branches.rebuilt() == branches.state


def test_what_was_found_before_the_case_moved_on_is_refused(branches: Returning) -> None:
    branches.complete("a")
    branches.complete("b")
    stale = branches.token("c")
    branches.send_back("c", "b")
    known = branches.log[-1][0]
    assert isinstance(known, SendBack)
    with pytest.raises(CommandRefused):
        branches.give(SendBack(**{**vars(known), "token": branches.token("d"), "dropped": [stale]}))


class Crossing(Returning, Moving):
    """A case that goes back and moves to other versions."""


def test_a_case_that_went_back_still_moves_to_another_version() -> None:
    parts = (task("a"), task("b"))
    old = line(*parts, order="s>a>b>e")
    new = line(*parts, task("c"), order="s>a>b>c>e")
    play = Crossing(old)
    play.complete("a", by=1)
    play.send_back("b", "a", holder=1)
    token = play.token("a")
    play.move(new)
    assert (play.token("a"), play.tasks[token].holder) == (token, 1)
    for one in "abc":
        play.complete(one)
    assert play.standing.status == "finished"
