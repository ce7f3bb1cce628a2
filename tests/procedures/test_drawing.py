"""The drawings can be read: lines are straight, and nothing lies on anything else."""

from itertools import combinations, pairwise

import pytest
from lxml import etree

from tests.procedures.shipped import BPMN, KEYS, procedure

DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
BPMN_2 = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
Box = tuple[float, float, float, float]


def drawing(key: str) -> etree._Element:
    return etree.parse(str(BPMN / key / "process.bpmn")).getroot()


def box_of(bounds: etree._Element) -> Box:
    x, y, width, height = (float(bounds.get(name, "0")) for name in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def lie_on_each_other(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("key", KEYS)
def test_lines_run_straight_and_at_right_angles(key: str) -> None:
    slanted = []
    for edge in drawing(key).iter(f"{DI}BPMNEdge"):
        points = [(point.get("x"), point.get("y")) for point in edge.iter(WAYPOINT)]
        if any(a[0] != b[0] and a[1] != b[1] for a, b in pairwise(points)):
            slanted.append(edge.get("bpmnElement"))
    assert slanted == []


def labels_of(key: str) -> dict[str, Box]:
    return {
        str(shape.get("bpmnElement")): box_of(bounds)
        for shape in drawing(key).iter(f"{DI}BPMNShape", f"{DI}BPMNEdge")
        for bounds in shape.iterfind(f"{DI}BPMNLabel/{DC}Bounds")
    }


def shapes_of(key: str) -> dict[str, Box]:
    return {
        str(shape.get("bpmnElement")): box_of(bounds)
        for shape in drawing(key).iter(f"{DI}BPMNShape")
        for bounds in shape.iterfind(f"{DC}Bounds")
    }


@pytest.mark.parametrize("key", KEYS)
def test_no_label_lies_on_another(key: str) -> None:
    pairs = combinations(labels_of(key).items(), 2)
    assert [(a, b) for (a, one), (b, other) in pairs if lie_on_each_other(one, other)] == []


@pytest.mark.parametrize("key", KEYS)
def test_no_label_lies_on_a_shape(key: str) -> None:
    nodes = procedure(key).diagram.process.nodes.values()
    solid = {node.node_id for node in nodes if node.tag != "subProcess"}
    shapes = {name: box for name, box in shapes_of(key).items() if name in solid}
    hidden = [
        (label, name)
        for label, one in labels_of(key).items()
        for name, other in shapes.items()
        if lie_on_each_other(one, other)
    ]
    assert hidden == []


@pytest.mark.parametrize("key", KEYS)
def test_only_boundary_events_and_subprocesses_touch_other_shapes(key: str) -> None:
    nodes = procedure(key).diagram.process.nodes.values()
    loose = {one.node_id for one in nodes if one.tag not in ("subProcess", "boundaryEvent")}
    shapes = {name: box for name, box in shapes_of(key).items() if name in loose}
    pairs = combinations(shapes.items(), 2)
    assert [(a, b) for (a, one), (b, other) in pairs if lie_on_each_other(one, other)] == []


def others_of(key: str) -> set[str]:
    """Return the pools of others, which stand beside ours, and the messages between."""
    parts = drawing(key).iter(f"{BPMN_2}participant", f"{BPMN_2}messageFlow")
    return {str(one.get("id")) for one in parts if one.get("processRef") is None}


@pytest.mark.parametrize("key", KEYS)
def test_nothing_sticks_out_of_the_pool(key: str) -> None:
    shapes = shapes_of(key)
    pool = shapes[f"pool_{key.replace('-', '_')}"]
    others = others_of(key)
    outside = [
        name
        for name, box in (*shapes.items(), *labels_of(key).items())
        if name not in others
        and (box[0] < pool[0] or box[1] < pool[1] or box[2] > pool[2] or box[3] > pool[3])
    ]
    assert outside == []
