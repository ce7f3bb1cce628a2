"""What is certain to come, on small diagrams."""

from collections.abc import Iterable

import pytest

from engine.diagrams.model import Flow, Node, Process
from engine.queries.ways_ahead import certain_ahead

Edge = tuple[str, str]


def process_of(edges: Iterable[Edge], **nodes: Node) -> Process:
    """Return a process; nodes that are not given are tasks."""
    names = dict.fromkeys(name for edge in edges for name in edge)
    flows = {
        f"{source}-{target}": Flow(flow_id=f"{source}-{target}", source=source, target=target)
        for source, target in edges
    }
    made = {name: nodes.get(name, Node(node_id=name, tag="userTask")) for name in (*names, *nodes)}
    wired = {
        name: Node(
            **{
                **vars(node),
                "outgoing": tuple(key for key, flow in flows.items() if flow.source == name),
                "incoming": tuple(key for key, flow in flows.items() if flow.target == name),
            }
        )
        for name, node in made.items()
    }
    return Process(process_id="p", name="", nodes=wired, flows=flows)


def end(name: str, ending: str | None = "done") -> Node:
    return Node(node_id=name, tag="endEvent", attributes={"ending": ending} if ending else {})


def ahead(process: Process, *here: str) -> list[str]:
    return [node.node_id for node in certain_ahead(process, here)]


def test_a_straight_way_is_certain() -> None:
    process = process_of([("a", "b"), ("b", "z")], z=end("z"))
    assert ahead(process, "a") == ["b", "z"]


def test_what_only_one_branch_passes_is_not_certain() -> None:
    edges = [("a", "g"), ("g", "b"), ("g", "c"), ("b", "d"), ("c", "d"), ("d", "z")]
    assert ahead(process_of(edges, z=end("z")), "a") == ["g", "d", "z"]


def test_ways_to_a_refusal_are_no_plan() -> None:
    edges = [("a", "g"), ("g", "no"), ("g", "b"), ("b", "z")]
    process = process_of(edges, z=end("z"), no=end("no", "refused"))
    assert ahead(process, "a") == ["g", "b", "z"]


def test_all_branches_of_a_parallel_gateway_are_certain() -> None:
    edges = [("a", "g"), ("g", "b"), ("g", "c"), ("b", "j"), ("c", "j"), ("j", "z")]
    gateway = Node(node_id="g", tag="parallelGateway")
    assert ahead(process_of(edges, g=gateway, z=end("z")), "a") == ["g", "b", "c", "j", "z"]


def test_a_loop_back_takes_nothing_away() -> None:
    edges = [("a", "b"), ("b", "g"), ("g", "a"), ("g", "c"), ("c", "z")]
    assert ahead(process_of(edges, z=end("z")), "b") == ["g", "c", "z"]


@pytest.mark.parametrize(("interrupting", "certain"), [(True, ["z"]), (False, ["b", "z"])])
def test_only_an_interrupting_boundary_event_is_another_way(
    interrupting: bool, certain: list[str]
) -> None:
    timer = Node(node_id="t", tag="boundaryEvent", attached_to="a", interrupting=interrupting)
    process = process_of([("a", "b"), ("b", "z"), ("t", "z")], t=timer, z=end("z"))
    assert ahead(process, "a") == certain


def test_where_no_end_says_done_those_that_say_nothing_count() -> None:
    process = process_of([("a", "b"), ("b", "z")], z=end("z", None))
    assert ahead(process, "a") == ["b", "z"]


def test_after_the_last_way_to_success_nothing_is_certain() -> None:
    process = process_of([("a", "no"), ("b", "z")], z=end("z"), no=end("no", "refused"))
    assert ahead(process, "a") == []
