"""Blocks of every further construct that can be executed, for random diagrams."""

from tests.engine.runtime.drawing import DRAW, Block, Draw, Drawing, draw_split, draw_task

BESIDE = '<signal id="sig" name="heard"/><escalation id="esc" name="up" escalationCode="U"/>'
SIGNAL = '<signalEventDefinition signalRef="sig"/>'
ERROR = '<errorEventDefinition errorRef="err"/>'
ESCALATION = '<escalationEventDefinition escalationRef="esc"/>'
STAYS = 'cancelActivity="false"'


def draw_turns(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
    loop = (
        '<standardLoopCharacteristics loopMaximum="4"><loopCondition>n % 3 == 0</loopCondition>'
        "</standardLoopCharacteristics>"
    )
    name = drawing.scope("subProcess", loop + drawing.inner(parts[0]))
    return name, name


def _or_end(definition: str) -> Draw:
    """Return what draws a scope that ends by an event of its own where n is odd."""

    def draw(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
        def choose(inside: Drawing, end: str) -> str:
            gate, aside = inside.node("exclusiveGateway"), inside.node("endEvent", "", definition)
            inside.flow(end, gate)
            inside.flow(gate, aside, "n % 2 == 1")
            after = inside.node("task")
            inside.flow(gate, after, "n % 2 == 0")
            return after

        is_cancel = "cancel" in definition
        inside = drawing.inner(parts[0], choose)
        name = drawing.scope("transaction" if is_cancel else "subProcess", inside)
        return name, drawing.merged(name, drawing.border(name, definition))

    return draw


def draw_heard(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
    """A subprocess in which an event subprocess hears what the subprocess throws at its end."""

    def call_out(inside: Drawing, end: str) -> str:
        throw = inside.node("intermediateThrowEvent", "", SIGNAL)
        inside.flow(end, throw)
        begin = inside.name("hear")
        answer = Drawing(number=inside.number)
        task, over = draw_task(answer, [])[0], answer.node("endEvent")
        answer.flow(begin, task)
        answer.flow(task, over)
        inside.number = answer.number
        start = f'<startEvent id="{begin}" isInterrupting="false">{SIGNAL}</startEvent>'
        inside.scope("subProcess", start + "".join(answer.parts), 'triggeredByEvent="true"')
        return throw

    name = drawing.scope("subProcess", drawing.inner(parts[0], call_out))
    return name, name


def draw_escalated(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
    def call_up(inside: Drawing, end: str) -> str:
        throw = inside.node("intermediateThrowEvent", "", ESCALATION)
        inside.flow(end, throw)
        return throw

    name = drawing.scope("subProcess", drawing.inner(parts[0], call_up))
    drawing.aside(drawing.border(name, ESCALATION, STAYS))
    return name, name


def draw_watched(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
    name = drawing.scope("subProcess", drawing.inner(parts[0]))
    condition = "<conditionalEventDefinition><condition>n == 4</condition>"
    drawing.aside(drawing.border(name, f"{condition}</conditionalEventDefinition>", STAYS))
    return name, name


def draw_undone(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
    name = drawing.scope("subProcess", drawing.inner(parts[0]))
    compensate = "<compensateEventDefinition/>"
    border = drawing.border(name, compensate)
    undo = drawing.node("userTask", 'motcua:post="desk" isForCompensation="true"')
    drawing.parts.append(f'<association sourceRef="{border}" targetRef="{undo}"/>')
    throw = drawing.node(
        "intermediateThrowEvent", "", f'<compensateEventDefinition activityRef="{name}"/>'
    )
    drawing.flow(name, throw)
    return name, throw


def draw_called(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
    pool = drawing.name("pool")
    inside = drawing.inner(parts[0])
    drawing.pools.append(f'<process id="{pool}" isExecutable="true">{inside}</process>')
    handed = (
        '<extensionElements><motcua:input name="n" value="=n"/><motcua:input name="two" '
        'value="=two"/><motcua:output name="n" value="=n"/></extensionElements>'
    )
    name = drawing.node("callActivity", f'calledElement="{pool}"', handed)
    return name, name


def draw_free(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
    inside = Drawing(number=drawing.number, pools=drawing.pools)
    for part in parts:
        inside.scope("subProcess", inside.inner(part))
    drawing.number = inside.number
    name = drawing.scope("adHocSubProcess", "".join(inside.parts))
    return name, name


COMPLEX = "<activationCondition>activationCount &gt;= 1</activationCondition>"


def draw_some(drawing: Drawing, parts: list[Block]) -> tuple[str, str]:
    """Two branches, the first of which goes on; what the second brings goes nowhere."""
    split = draw_split("parallelGateway", ("", ""), "complexGateway", COMPLEX)
    first, join = split(drawing, parts)
    after = drawing.node("task")
    drawing.flow(join, after, "waitingForStart")
    return first, after


FURTHER: dict[str, Draw] = {
    "turns": draw_turns,
    "failing": _or_end(ERROR),
    "cancelled": _or_end("<cancelEventDefinition/>"),
    "heard": draw_heard,
    "escalated": draw_escalated,
    "watched": draw_watched,
    "undone": draw_undone,
    "called": draw_called,
}
PAIRS: dict[str, Draw] = {"free": draw_free, "some": draw_some}
DRAW.update(FURTHER | PAIRS)
