"""The game of tokens: what it tells can happen, and it tells all that can."""

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.diagrams.model import Flow, Node, Process
from engine.lint import play as playing
from engine.lint.net import ALL, Net, net_of
from engine.lint.play import play
from engine.lint.scopes import scopes_of

KINDS = ("task", "exclusiveGateway", "parallelGateway")
SEVERAL = 4


@st.composite
def processes(draw: st.DrawFn) -> Process:
    """Draw a process of a start, an end and up to seven nodes, with any arrows forward or back."""
    count = draw(st.integers(2, 7))
    tags = ["startEvent", *(draw(st.sampled_from(KINDS)) for _ in range(count)), "endEvent"]
    pairs = {(number, number + 1) for number in range(count + 1)}
    for _ in range(draw(st.integers(0, SEVERAL))):
        pairs.add((draw(st.integers(1, count)), draw(st.integers(1, count + 1))))
    flows = {
        f"f{source}_{target}": Flow(
            flow_id=f"f{source}_{target}", source=f"n{source}", target=f"n{target}"
        )
        for source, target in sorted(pairs)
    }
    nodes = {
        f"n{number}": Node(
            node_id=f"n{number}",
            tag=tag,
            incoming=tuple(key for key, one in flows.items() if one.target == f"n{number}"),
            outgoing=tuple(key for key, one in flows.items() if one.source == f"n{number}"),
        )
        for number, tag in enumerate(tags)
    }
    return Process(process_id="p", name="p", nodes=nodes, flows=flows)


def _net(process: Process) -> Net:
    net = net_of(scopes_of(process)[0], process)
    assert net is not None
    return net


def _everything(net: Net) -> tuple[set[str], set[str]]:
    """Return the joins that are stuck and the nodes entered twice, over every order of steps."""
    stuck: set[str] = set()
    doubled: set[str] = set()
    seen: set[tuple[str, ...]] = set()
    waiting = [tuple(sorted(begin)) for begin in net.begins]
    while waiting:
        marking = waiting.pop()
        if marking in seen:
            continue
        seen.add(marking)
        able = [
            step
            for node_id in {net.target[place] for place in marking}
            if (step := net.steps[node_id]).kind != ALL or set(step.places) <= set(marking)
        ]
        if not able:
            stuck |= {net.target[place] for place in marking}
        for step in able:
            for outcome in step.outcomes:
                rest = playing._taken(net, step, marking)
                after = tuple(sorted((*rest, *outcome.places)))
                double = {net.target[one] for one in after if after.count(one) > 1}
                doubled |= double
                if not double:
                    waiting.append(after)
    return stuck, doubled


@settings(max_examples=300, deadline=None)
@given(processes())
def test_one_order_of_steps_finds_what_every_order_finds(process: Process) -> None:
    net = _net(process)
    stuck, doubled = _everything(net)
    found = play(net)

    assert found.is_whole
    assert set(found.stuck) <= stuck
    assert set(found.doubled) <= doubled
    if not doubled:
        assert set(found.stuck) == stuck


@settings(max_examples=300, deadline=None)
@given(processes())
def test_without_loops_every_meeting_of_two_tokens_is_found(process: Process) -> None:
    forward = all(int(one.source[1:]) < int(one.target[1:]) for one in process.flows.values())
    net = _net(process)

    if forward:
        assert bool(play(net).doubled) == bool(_everything(net)[1])
