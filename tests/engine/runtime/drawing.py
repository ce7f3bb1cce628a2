"""Random diagrams, drawn block by block: every block can be left in the end."""

from collections.abc import Callable
from dataclasses import dataclass, field

# A block is a tuple: its kind, then its parts.
Block = tuple[object, ...]
TASK: Block = ("task",)
Draw = Callable[["Drawing", list[Block]], tuple[str, str]]


@dataclass
class Drawing:
    """A process that is drawn block by block; `pools` holds processes that it calls."""

    parts: list[str] = field(default_factory=list)
    pools: list[str] = field(default_factory=list)
    number: int = 0

    def name(self, kind: str) -> str:
        """Return a new id."""
        self.number += 1
        return f"{kind}{self.number}"

    def node(self, tag: str, more: str = "", inside: str = "") -> str:
        """Draw a node."""
        name = self.name(tag[:4])
        self.parts.append(f'<{tag} id="{name}" {more}>{inside}</{tag}>')
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

    def inner(self, block: Block, more: "Callable[[Drawing, str], str] | None" = None) -> str:
        """Return the inside of a subprocess around a block; `more` draws between it and the end."""
        drawing = Drawing(number=self.number, pools=self.pools)
        begin, finish = drawing.node("startEvent"), drawing.node("endEvent")
        start, end = drawing.draw(block)
        drawing.flow(begin, start)
        drawing.flow(more(drawing, end) if more else end, finish)
        self.number = drawing.number
        return "".join(drawing.parts)

    def scope(self, tag: str, inside: str, more: str = "") -> str:
        """Draw a subprocess."""
        name = self.name("sub")
        self.parts.append(f'<{tag} id="{name}" {more}>{inside}</{tag}>')
        return name

    def border(self, host: str, definition: str, more: str = "") -> str:
        """Draw an event on the border of an activity."""
        return self.node("boundaryEvent", f'attachedToRef="{host}" {more}', definition)

    def aside(self, source: str) -> None:
        """Draw a path of its own: a task and an end event."""
        task, end = draw_task(self, [])[0], self.node("endEvent")
        self.flow(source, task)
        self.flow(task, end)

    def merged(self, *sources: str) -> str:
        """Draw a gateway where several paths come together."""
        after = self.node("exclusiveGateway")
        for source in sources:
            self.flow(source, after)
        return after


def draw_task(drawing: Drawing, _parts: list[Block]) -> tuple[str, str]:
    name = drawing.node("userTask", 'motcua:post="desk"')
    return name, name


def draw_sequence(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
    (start, middle), (then, end) = drawing.draw(parts[0]), drawing.draw(parts[1])
    drawing.flow(middle, then)
    return start, end


def draw_split(tag: str, conditions: tuple[str, str], join: str = "", inside: str = "") -> Draw:
    def draw(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
        split, after = drawing.node(tag), drawing.node(join or tag, "", inside)
        for part, condition in zip(parts, conditions, strict=True):
            start, end = drawing.draw(part)
            drawing.flow(split, start, condition)
            drawing.flow(end, after)
        return split, after

    return draw


def draw_loop(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
    first, last = drawing.node("exclusiveGateway"), drawing.node("exclusiveGateway")
    after = drawing.node("task")
    start, end = drawing.draw(parts[0])
    # What is answered in an instance stays there: the way out is asked for outside.
    ask = draw_task(drawing, [])[0]
    drawing.flow(first, start)
    drawing.flow(end, ask)
    drawing.flow(ask, last)
    drawing.flow(last, first, "n % 3 == 0")
    drawing.flow(last, after, "n % 3 != 0")
    return first, after


def draw_scope(head: str = "") -> Draw:
    def draw(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
        name = drawing.scope("subProcess", head + drawing.inner(parts[0]))
        return name, name

    return draw


def draw_timed(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
    name = drawing.scope("subProcess", drawing.inner(parts[0]))
    timer = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"
    return name, drawing.merged(name, drawing.border(name, timer))


DRAW: dict[str, Draw] = {
    "task": draw_task,
    "sequence": draw_sequence,
    "exclusive": draw_split("exclusiveGateway", ("n % 2 == 0", "n % 2 == 1")),
    "parallel": draw_split("parallelGateway", ("", "")),
    "inclusive": draw_split("inclusiveGateway", ("n % 2 == 0", "n % 3 == 0 or n % 2 == 1")),
    "loop": draw_loop,
    "subprocess": draw_scope(),
    "timed": draw_timed,
    "each": draw_scope(
        '<multiInstanceLoopCharacteristics motcua:collection="two" motcua:elementName="one"/>'
    ),
}


def body_of(drawing: Drawing, block: Block) -> str:
    """Return the inside of a process around a block."""
    begin, finish = drawing.node("startEvent"), drawing.node("endEvent")
    start, end = drawing.draw(block)
    drawing.flow(begin, start)
    drawing.flow(end, finish)
    return "".join(drawing.parts)
