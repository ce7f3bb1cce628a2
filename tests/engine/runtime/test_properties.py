"""Random diagrams and random commands: no token lost, none stuck, always repeatable."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.runtime.play import Play, compiled

# A block is a tuple: its kind, then its parts.
Block = tuple[object, ...]
TASK: Block = ("task",)
Draw = Callable[["Drawing", list[Block]], tuple[str, str]]
MOST_ROUNDS = 400

blocks = st.recursive(
    st.just(TASK),
    lambda inner: st.one_of(
        st.tuples(
            st.sampled_from(["sequence", "exclusive", "parallel", "inclusive"]), inner, inner
        ),
        st.tuples(st.sampled_from(["loop", "subprocess", "timed", "each"]), inner),
    ),
    max_leaves=8,
)


@dataclass
class Drawing:
    """A process that is drawn block by block."""

    parts: list[str] = field(default_factory=list)
    number: int = 0

    def name(self, kind: str) -> str:
        """Return a new id."""
        self.number += 1
        return f"{kind}{self.number}"

    def node(self, tag: str, more: str = "") -> str:
        """Draw a node."""
        name = self.name(tag[:4])
        self.parts.append(f'<{tag} id="{name}" {more}/>')
        return name

    def flow(self, source: str, target: str, condition: str = "") -> None:
        """Draw a flow."""
        inside = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
        name = self.name("f")
        self.parts.append(
            f'<sequenceFlow id="{name}" sourceRef="{source}" targetRef="{target}">'
            f"{inside}</sequenceFlow>"
        )

    def draw(self, block: Block) -> tuple[str, str]:
        """Draw a block; return its first and last node."""
        kind, parts = str(block[0]), [part for part in block[1:] if isinstance(part, tuple)]
        return DRAW[kind](self, parts)


def draw_task(drawing: Drawing, _parts: list[Block]) -> tuple[str, str]:
    name = drawing.node("userTask", 'motcua:post="desk"')
    return name, name


def draw_sequence(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
    (start, middle), (then, end) = drawing.draw(parts[0]), drawing.draw(parts[1])
    drawing.flow(middle, then)
    return start, end


def draw_split(tag: str, conditions: tuple[str, str]) -> Draw:
    def draw(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
        split, join = drawing.node(tag), drawing.node(tag)
        for part, condition in zip(parts, conditions, strict=True):
            start, end = drawing.draw(part)
            drawing.flow(split, start, condition)
            drawing.flow(end, join)
        return split, join

    return draw


def draw_loop(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
    first, last = drawing.node("exclusiveGateway"), drawing.node("exclusiveGateway")
    after = drawing.node("task")
    start, end = drawing.draw(parts[0])
    drawing.flow(first, start)
    drawing.flow(end, last)
    drawing.flow(last, first, "n % 3 == 0")
    drawing.flow(last, after, "n % 3 != 0")
    return first, after


def draw_inside(tag: str, head: str, parts: list[Block], drawing: Drawing) -> str:
    name = drawing.name("sub")
    inner = Drawing(number=drawing.number)
    begin, finish = inner.node("startEvent"), inner.node("endEvent")
    start, end = inner.draw(parts[0])
    inner.flow(begin, start)
    inner.flow(end, finish)
    drawing.number = inner.number
    drawing.parts.append(f'<{tag} id="{name}">{head}{"".join(inner.parts)}</{tag}>')
    return name


def draw_subprocess(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
    name = draw_inside("subProcess", "", parts, drawing)
    return name, name


def draw_each(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
    loop = '<multiInstanceLoopCharacteristics motcua:collection="two" motcua:elementName="one"/>'
    name = draw_inside("subProcess", loop, parts, drawing)
    return name, name


def draw_timed(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
    name = draw_inside("subProcess", "", parts, drawing)
    after, late = drawing.node("exclusiveGateway"), drawing.name("late")
    timer = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
    drawing.parts.append(
        f'<boundaryEvent id="{late}" attachedToRef="{name}">{timer}</boundaryEvent>'
    )
    drawing.flow(name, after)
    drawing.flow(late, after)
    return name, after


DRAW: dict[str, Draw] = {
    "task": draw_task,
    "sequence": draw_sequence,
    "exclusive": draw_split("exclusiveGateway", ("n % 2 == 0", "n % 2 == 1")),
    "parallel": draw_split("parallelGateway", ("", "")),
    "inclusive": draw_split("inclusiveGateway", ("n % 2 == 0", "n % 3 == 0 or n % 2 == 1")),
    "loop": draw_loop,
    "subprocess": draw_subprocess,
    "each": draw_each,
    "timed": draw_timed,
}


def body_of(block: Block) -> str:
    drawing = Drawing()
    begin, finish = drawing.node("startEvent"), drawing.node("endEvent")
    start, end = drawing.draw(block)
    drawing.flow(begin, start)
    drawing.flow(end, finish)
    return "".join(drawing.parts)


@settings(max_examples=120)
@given(block=blocks, choices=st.randoms(use_true_random=False))
def test_every_block_structured_case_ends_with_nothing_left_over(
    block: Block, choices: Random
) -> None:
    play = Play(compiled(body_of(block)), {"n": 1, "two": [1, 2]})
    for round_number in range(MOST_ROUNDS):
        if play.standing.status == "finished":
            break
        assert not play.incidents
        assert play.tasks or play.timers, "a case that runs waits for somebody or something"
        if play.timers and choices.random() < 0.15:
            play.wait(days=1)
            continue
        # Late rounds leave every loop, so that each case ends.
        answer = 1 if round_number > MOST_ROUNDS / 4 else choices.randint(0, 5)
        play.complete(choices.choice(play.open), n=answer)
    assert play.standing.status == "finished"
    assert not (play.tasks)
    assert not (play.timers)
    assert not (play.awaited)
    assert not (play.jobs)
    assert play.rebuilt() == play.state
