"""What the game of tokens says of the usual shapes."""

import pytest

from engine.lint.net import net_of
from engine.lint.play import play
from engine.lint.rules import soundness
from engine.lint.scopes import scopes_of
from engine.lint.subject import Subject
from tests.engine.diagrams.drawing import flow, process, read

ENDS = '<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>'
ASKED = "amount > 1"


def _nodes(**kinds: str) -> str:
    return ENDS + "".join(f'<bpmn:{tag} id="{name}"/>' for name, tag in kinds.items())


def _told(inner: str) -> list[tuple[str, str | None]]:
    found = soundness.check(Subject(diagram=read(process(inner))))
    return [(one.rule, one.element) for one in found]


def _two_branches(split: str, join: str, asked: str = "") -> str:
    """Return a split into two tasks, and their join."""
    nodes = _nodes(split=split, a="task", b="task", join=join)
    flows = flow("s", "split") + flow("split", "a", asked) + flow("split", "b", asked)
    return nodes + flows + flow("a", "join") + flow("b", "join") + flow("join", "e")


@pytest.mark.parametrize(
    ("split", "join", "asked", "told"),
    [
        ("exclusiveGateway", "exclusiveGateway", ASKED, []),
        ("parallelGateway", "parallelGateway", "", []),
        ("inclusiveGateway", "inclusiveGateway", ASKED, []),
        ("parallelGateway", "inclusiveGateway", "", []),
        ("exclusiveGateway", "inclusiveGateway", ASKED, []),
        ("exclusiveGateway", "parallelGateway", ASKED, [("deadlock", "join")]),
        ("inclusiveGateway", "parallelGateway", ASKED, [("deadlock", "join")]),
        ("parallelGateway", "exclusiveGateway", "", [("run-twice", "e")]),
        ("inclusiveGateway", "exclusiveGateway", ASKED, [("run-twice", "e")]),
        ("task", "parallelGateway", ASKED, [("deadlock", "join")]),
        ("task", "parallelGateway", "", []),
        # What a complex gateway waits for depends on its condition: nothing is guessed.
        ("exclusiveGateway", "complexGateway", ASKED, []),
    ],
)
def test_a_split_and_its_join(
    split: str, join: str, asked: str, told: list[tuple[str, str]]
) -> None:
    assert _told(_two_branches(split, join, asked)) == told


def test_a_parallel_join_that_a_loop_leads_back_into_waits_for_ever() -> None:
    nodes = _nodes(join="parallelGateway", a="task", again="exclusiveGateway")
    ways = flow("s", "join") + flow("join", "a") + flow("a", "again")
    back = flow("again", "join", ASKED) + flow("again", "e")

    assert _told(nodes + ways + back) == [("deadlock", "join")]


def _with_border(interrupting: str, after: str) -> str:
    """Return two parallel branches, one with a timer on its border that leads to `after`."""
    border = (
        f'<bpmn:boundaryEvent id="late" attachedToRef="a" cancelActivity="{interrupting}">'
        "<bpmn:timerEventDefinition/></bpmn:boundaryEvent>"
        '<bpmn:endEvent id="over"/><bpmn:endEvent id="all_over"><bpmn:terminateEventDefinition/>'
        "</bpmn:endEvent>"
    )
    return _two_branches("parallelGateway", "parallelGateway") + border + flow("late", after)


@pytest.mark.parametrize(
    ("interrupting", "after", "told"),
    [
        ("true", "over", [("deadlock", "join")]),
        ("true", "all_over", []),
        ("true", "join", [("deadlock", "join")]),
        ("false", "over", []),
        ("false", "join", [("deadlock", "join")]),
    ],
)
def test_an_event_on_the_border_of_a_branch(
    interrupting: str, after: str, told: list[tuple[str, str]]
) -> None:
    assert _told(_with_border(interrupting, after)) == told


def test_a_deadlock_inside_a_subprocess_is_found() -> None:
    inner = _two_branches("exclusiveGateway", "parallelGateway", ASKED)
    around = f'<bpmn:subProcess id="sub">{inner}</bpmn:subProcess>'
    outer = '<bpmn:startEvent id="x"/><bpmn:endEvent id="y"/>' + flow("x", "sub") + flow("sub", "y")

    assert _told(around + outer) == [("deadlock", "join")]


def test_a_link_carries_a_token() -> None:
    link = '<bpmn:linkEventDefinition name="L"/>'
    off = f'<bpmn:intermediateThrowEvent id="off">{link}</bpmn:intermediateThrowEvent>'
    on = f'<bpmn:intermediateCatchEvent id="on">{link}</bpmn:intermediateCatchEvent>'
    nodes = _nodes(split="parallelGateway", a="task", join="parallelGateway")
    ways = flow("s", "split") + flow("split", "a") + flow("a", "join") + flow("split", "off")

    assert _told(nodes + off + on + ways + flow("on", "join") + flow("join", "e")) == []


def test_nothing_is_said_of_a_diagram_that_is_too_large_to_play() -> None:
    nodes = _nodes(split="parallelGateway", join="inclusiveGateway")
    ways = flow("s", "split") + flow("join", "e")
    for one in (f"c{number}" for number in range(15)):
        nodes += f'<bpmn:exclusiveGateway id="{one}"/>'
        nodes += f'<bpmn:task id="{one}x"/><bpmn:task id="{one}y"/>'
        ways += flow("split", one) + flow(one, f"{one}x", ASKED) + flow(one, f"{one}y")
        ways += flow(f"{one}x", "join") + flow(f"{one}y", "join")
    diagram = read(process(nodes + ways))
    net = net_of(scopes_of(diagram.process)[0], diagram.process)

    assert net is not None
    assert not play(net).is_whole
    assert list(soundness.check(Subject(diagram=diagram))) == []
