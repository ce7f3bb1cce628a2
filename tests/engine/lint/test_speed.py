import time

import pytest

from bench.checking import fifty_nodes
from engine.procedures.check import check_procedure
from tests.engine.diagrams.drawing import flow, process
from tests.engine.lint.folder import DIAGRAM, right_files


def _long(count: int) -> bytes:
    """Return a diagram of this many tasks in a row."""
    ids = ["start", *(f"t{number}" for number in range(count)), "end"]
    tasks = "".join(f'<bpmn:manualTask id="{one}" motcua:post="desk"/>' for one in ids[1:-1])
    flows = "".join(
        f'<bpmn:sequenceFlow id="f{number}" sourceRef="{a}" targetRef="{b}"/>'
        for number, (a, b) in enumerate(zip(ids, ids[1:], strict=False))
    )
    start, end = '<bpmn:startEvent id="start"/>', '<bpmn:endEvent id="end"/>'
    names = (
        'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:motcua="urn:motcua:bpmn:1"'
    )
    inner = f'<bpmn:process id="P">{start}{tasks}{end}{flows}</bpmn:process>'
    return f"<bpmn:definitions {names}>{inner}</bpmn:definitions>".encode()


def test_three_thousand_tasks_in_a_row_are_checked() -> None:
    files = right_files() | {DIAGRAM: _long(3000)}
    before = time.perf_counter()
    found = check_procedure("long", files)

    assert "never-reached" not in {one.rule for one in found}
    assert time.perf_counter() - before < 10


def test_a_hundred_diagrams_of_fifty_nodes_take_seconds() -> None:
    folders = [right_files() | {DIAGRAM: fifty_nodes(number)} for number in range(100)]
    before = time.perf_counter()
    found = [check_procedure("fifty", files) for files in folders]

    assert time.perf_counter() - before < 10  # 5 s are promised on a machine that is not busy
    assert {one.rule for one in found[0] if one.severe} == {"card-cutoff", "name-unknown"}


def _throws(count: int) -> str:
    """Return this many ends that undo what cannot be undone."""
    ends = (
        f'<bpmn:endEvent id="x{number}"><bpmn:compensateEventDefinition/></bpmn:endEvent>'
        + flow("t", f"x{number}")
        for number in range(count)
    )
    return '<bpmn:startEvent id="s"/><bpmn:task id="t"/>' + flow("s", "t") + "".join(ends)


def _links(count: int) -> str:
    """Return this many links of one name that throw, and as many that catch."""
    link = '<bpmn:linkEventDefinition name="L"/>'
    return "".join(
        f'<bpmn:intermediateThrowEvent id="t{number}">{link}</bpmn:intermediateThrowEvent>'
        f'<bpmn:intermediateCatchEvent id="c{number}">{link}</bpmn:intermediateCatchEvent>'
        for number in range(count)
    )


def _hard(scope: str) -> str:
    """Return a subprocess with more markings than are looked at."""
    parts = [f'<bpmn:subProcess id="{scope}"><bpmn:startEvent id="{scope}s"/>']
    parts.append(f'<bpmn:parallelGateway id="{scope}p"/><bpmn:inclusiveGateway id="{scope}j"/>')
    parts.append(flow(f"{scope}s", f"{scope}p"))
    for number in range(14):
        choice = f"{scope}c{number}"
        parts.append(f'<bpmn:exclusiveGateway id="{choice}"/>' + flow(f"{scope}p", choice))
        for way in (f"{choice}x", f"{choice}y"):
            parts.append(f'<bpmn:task id="{way}"/>' + flow(choice, way) + flow(way, f"{scope}j"))
    return "".join(parts) + "</bpmn:subProcess>"


@pytest.mark.parametrize(
    "inner",
    [_throws(4000), _links(4000), "".join(_hard(f"h{number}_") for number in range(80))],
    ids=["compensations", "links", "markings"],
)
def test_a_diagram_made_to_be_slow_is_checked_in_time(inner: str) -> None:
    files = right_files() | {DIAGRAM: process(inner)}
    before = time.perf_counter()
    check_procedure("slow", files)

    assert time.perf_counter() - before < 15


def test_the_time_of_a_check_grows_with_the_diagram_not_faster() -> None:
    def seconds(count: int) -> float:
        files = right_files() | {DIAGRAM: _long(count)}
        times = []
        for _ in range(3):
            before = time.perf_counter()
            check_procedure("long", files)
            times.append(time.perf_counter() - before)
        return min(times)

    assert seconds(1600) < 16 * seconds(200)
