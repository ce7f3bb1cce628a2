"""Size: long processes, old cases, crowds of tokens."""

from engine.records.commands import Complete
from engine.runtime.codec import load, read
from engine.runtime.moment import Moment
from tests.engine.bpmn.constructs import construct
from tests.engine.runtime.play import MONDAY, Play, calendar, compiled, flows, user

GROUP = "Scale"
ENDS = '<startEvent id="s"/><endEvent id="e"/>'
HOURS = (
    '<intermediateCatchEvent id="{}"><timerEventDefinition><timeDuration>PT{}H</timeDuration>'
    "</timerEventDefinition></intermediateCatchEvent>"
)


@construct(GROUP, "3,000 nodes in a row")
def test_three_thousand_steps_in_a_row_are_read_and_run() -> None:
    names = [f"t{number}" for number in range(3_000)]
    tasks = "".join(f'<task id="{name}"/>' for name in names)
    chain = [f"{one}>{two}" for one, two in zip(["s", *names], [*names, "e"], strict=True)]
    assert Play(compiled(ENDS + tasks + flows(*chain))).standing.status == "finished"


@construct(GROUP, "a loop of 3,000 turns, one state at its end and at its beginning")
def test_a_script_loop_turns_three_thousand_times_in_one_step() -> None:
    loop = (
        '<scriptTask id="a"><script>x</script><standardLoopCharacteristics loopMaximum="3000"/>'
        "</scriptTask>"
    )
    play = Play(compiled(ENDS + loop + user("z") + flows("s>a", "a>z", "z>e")))
    assert play.open == ["z"]
    assert play.state is not None
    assert len(play.state) < 1_000


@construct(GROUP, "subprocesses nested 60 deep")
def test_subprocesses_nest_deeply() -> None:
    body = user("a")
    for depth in range(60):
        body = f'<subProcess id="p{depth}"><startEvent id="i{depth}"/>{body}'
        target = "a" if depth == 0 else f"p{depth - 1}"
        body += f'<sequenceFlow id="x{depth}" sourceRef="i{depth}" targetRef="{target}"/>'
        body += "</subProcess>"
    play = Play(compiled(ENDS + body + flows("s>p59", "p59>e")))
    play.complete("a")
    assert play.standing.status == "finished"


def crowd(size: int) -> Play:
    each = f"<loopCardinality>{size}</loopCardinality>"
    loop = (
        f'<multiInstanceLoopCharacteristics motcua:output="all" motcua:outputElement="said">{each}'
    )
    body = ENDS + user("a", "", f"{loop}</multiInstanceLoopCharacteristics>") + user("z")
    return Play(compiled(body + flows("s>a", "a>z", "z>e")))


@construct(GROUP, "1,000 instances at once: a step wakes only the token it is about")
def test_completing_one_of_a_thousand_loads_only_that_one() -> None:
    play = crowd(1_000)
    assert play.state is not None
    run = load(play.version, play.state, Moment(at=MONDAY, calendar=calendar()))
    run.find(sorted(play.tasks)[500])
    assert len(run.awake) <= 3


@construct(GROUP, "1,000 instances at once: results in their order, whatever ends first")
def test_a_crowd_hands_back_in_order() -> None:
    play = crowd(60)
    tokens = sorted(play.tasks)
    for place in [*range(59, 30, -1), *range(31)]:
        play.complete_at(tokens[place], said=place)
    assert (play.open, play.names["all"]) == (["z"], list(range(60)))
    assert play.rebuilt() == play.state


@construct(GROUP, "1,000 waiting timers: what they do not concern leaves them asleep")
def test_timers_in_a_crowd_fire_one_by_one() -> None:
    names = [f"w{number}" for number in range(100)]
    timers = "".join(HOURS.format(name, number + 1) for number, name in enumerate(names))
    ways = [f"s>{name}" for name in names] + [f"{name}>e" for name in names]
    play = Play(compiled(ENDS + user("a") + timers + flows("s>a", "a>a", *ways)))
    play.complete("a")
    assert play.state is not None
    assert len(read(play.state)["t"]) == 101
    play.wait(hours=50)
    assert len(play.timers) == 50
    play.wait(hours=51)
    assert (len(play.timers), play.open) == (0, ["a"])


def test_an_interrupted_crowd_leaves_nothing_behind() -> None:
    each = "<loopCardinality>100</loopCardinality>"
    loop = f"<multiInstanceLoopCharacteristics>{each}</multiInstanceLoopCharacteristics>"
    late = (
        '<boundaryEvent id="b" attachedToRef="a"><timerEventDefinition><timeDuration>PT1H'
        "</timeDuration></timerEventDefinition></boundaryEvent>"
    )
    body = ENDS + user("a", "", loop) + late + user("z")
    play = Play(compiled(body + flows("s>a", "a>e", "b>z", "z>e")))
    play.give(Complete(token=sorted(play.tasks)[7], answers={}))
    play.wait(hours=1)
    assert (play.open, play.timers) == (["z"], {})
    assert play.state is not None
    assert len(read(play.state)["t"]) == 1
