"""What the library gets wrong by itself, reproduced; and that our runtime does not.

When one of the first assertions fails, a new release of SpiffWorkflow has mended it: say so in
docs/adr/0011-corrections-to-the-library.md.
"""

import pytest

from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.stock import Stock
from tests.engine.runtime.play import Play, compiled, flows, user

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
FORK = '<parallelGateway id="g"/><parallelGateway id="j"/>'


def plain(body: str) -> str:
    """Return a diagram without our own attributes, which the library does not know."""
    return body.replace('motcua:post="desk"', "")


@construct("Scale", "lost update at joins, reproduced in the library and cured")
def test_the_last_branch_does_not_win_the_join() -> None:
    tasks = user("a") + user("b") + user("c")
    first = '<scriptTask id="i"><script>x = 0</script></scriptTask>'
    ways = flows("s>i", "i>g", "g>a", "g>b", "a>j", "b>j", "j>c", "c>e")
    stock = Stock(plain(ENDS + first + FORK + tasks + ways))
    ours = Play(compiled(ENDS + first + FORK + tasks + ways), {"x": 0})
    for case in (stock, ours):
        case.complete("a", x=1)
        case.complete("b")
    assert stock.seen["x"] == 0
    assert ours.names["x"] == 1


LOOP = '<scriptTask id="a"><script>n = n + 1</script></scriptTask><exclusiveGateway id="g" {}/>'


class Counting:
    """A runner for the one script of a loop."""

    def run(self, code: str, names: object) -> dict[str, object]:
        """Return n, one more."""
        assert isinstance(names, dict)
        return {"n": names["n"] + 1}


@construct("Scale", "1,000-depth cliff, reproduced in the library and cured")
def test_a_long_loop_does_not_end_the_case() -> None:
    begin = '<scriptTask id="i"><script>n = 0</script></scriptTask>'
    body = ENDS + begin + LOOP.format('default="f3"') + user("z")
    ways = flows("s>i", "i>a", "a>g", "g>z", "g>a:n &lt; 600", "z>e")
    stock = Stock(plain(body + ways))
    assert (stock.workflow.is_completed(), stock.open) == (True, [])
    body = ENDS + LOOP.format('default="f2"') + user("z")
    ways = flows("s>a", "a>g", "g>z", "g>a:n &lt; 600", "z>e")
    ours = Play(compiled(body + ways, scripts=Counting()), {"n": 0})
    assert (ours.open, ours.names["n"]) == (["z"], 600)


EACH = (
    "<multiInstanceLoopCharacteristics><loopDataInputRef>xs</loopDataInputRef>"
    '<loopDataOutputRef>out</loopDataOutputRef><inputDataItem id="x" name="x"/>'
    '<outputDataItem id="y" name="y"/></multiInstanceLoopCharacteristics>'
)


@construct("Scale", "results in the order of completion, reproduced in the library and cured")
def test_results_stand_in_the_order_of_the_list() -> None:
    body = ENDS + user("a", "", EACH) + user("z")
    begin = '<scriptTask id="i"><script>xs = [1, 2]</script></scriptTask>'
    stock = Stock(plain(body + begin + flows("s>i", "i>a", "a>z", "z>e")))
    stock.complete("a", 1, y="second")
    stock.complete("a", 0, y="first")
    ours = Play(compiled(body + flows("s>a", "a>z", "z>e")), {"xs": [1, 2]})
    for token, word in zip(sorted(ours.tasks, reverse=True), ("second", "first"), strict=True):
        ours.complete_at(token, y=word)
    assert stock.seen["out"] == ["second", "first"]
    assert ours.names["out"] == ["first", "second"]


def failing(name: str) -> str:
    inside = (
        f'<startEvent id="{name}s"/>{user(f"{name}t")}<exclusiveGateway id="{name}g" '
        f'default="{name}3"/><endEvent id="{name}e"/><endEvent id="{name}x">'
        '<errorEventDefinition errorRef="err"/></endEvent>'
    )
    pairs = ((1, "s", "t", ""), (2, "t", "g", ""), (3, "g", "e", ""), (4, "g", "x", "bad"))
    for number, source, target, condition in pairs:
        asked = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
        inside += (
            f'<sequenceFlow id="{name}{number}" sourceRef="{name}{source}" '
            f'targetRef="{name}{target}">{asked}</sequenceFlow>'
        )
    border = f'<boundaryEvent id="{name}b" attachedToRef="{name}"><errorEventDefinition '
    return f'<subProcess id="{name}">{inside}</subProcess>{border}errorRef="err"/></boundaryEvent>'


@construct("Scale", "errors that reach a sibling, reproduced in the library and cured")
def test_an_error_interrupts_its_own_subprocess_only() -> None:
    body = ENDS + '<parallelGateway id="g"/>' + failing("A") + failing("B") + user("h") + user("k")
    begin = '<scriptTask id="i"><script>bad = False</script></scriptTask>'
    ways = ("g>A", "g>B", "A>e", "B>e", "Ab>h", "h>e", "Bb>k", "k>e")
    stock = Stock(plain(body + begin + flows("s>i", "i>g", *ways)))
    ours = Play(compiled(body + flows("s>g", *ways)), {"bad": False})
    for case in (stock, ours):
        case.complete("At", bad=True)
    assert stock.open == ["h", "k"]
    assert ours.open == ["Bt", "h"]


@construct("Scale", "specifications changed by a case, reproduced in the library and cured")
def test_a_case_leaves_the_version_as_it_was() -> None:
    inside = f'<messageEventDefinition messageRef="m"/></startEvent>{user("t")}'
    inside += '<sequenceFlow id="x1" sourceRef="hs" targetRef="t"/><endEvent id="x"/>'
    inside += '<sequenceFlow id="x2" sourceRef="t" targetRef="x"/>'
    start = f'<startEvent id="hs" isInterrupting="false">{inside}'
    body = ENDS + user("a") + f'<subProcess id="h" triggeredByEvent="true">{start}</subProcess>'
    stock = Stock(plain(body + flows("s>a", "a>e")))
    before = len(stock.spec.start.outputs)
    stock.answer()
    assert len(stock.spec.start.outputs) > before
    version = compiled(body + flows("s>a", "a>e"))
    kept = {name: vars(step).copy() for name, step in version.steps.items()}
    Play(version).answer()
    assert {name: vars(step) for name, step in version.steps.items()} == kept


@pytest.fixture(autouse=True)
def few() -> None:
    """Let tokens sleep as in service: these are about the library."""
