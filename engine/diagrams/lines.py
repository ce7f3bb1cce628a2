"""Lanes and arrows as the file has them."""

from collections.abc import Iterable

from engine.diagrams.model import Flow, Lane
from engine.diagrams.texts import BPMN, expression, own_attributes, tidy, words
from engine.diagrams.xml import Element, line_of

# What a lane hands down to the lanes inside it.
_HANDED = ("post", "office")


def read_lanes(lane_set: Element, lane_of: dict[str, str]) -> dict[str, Lane]:
    """Return the lanes of a set by id, and note in `lane_of` the lane of each node it names."""
    lanes: dict[str, Lane] = {}
    waiting: list[tuple[Element, dict[str, str]]] = [(lane_set, {})]
    while waiting:
        around, inherited = waiting.pop()
        for element in around.iterchildren(f"{BPMN}lane"):
            lane_id = element.get("id", f"lane@{line_of(element)}")
            attributes = inherited | own_attributes(element)
            lanes[lane_id] = Lane(
                lane_id=lane_id,
                name=words(element.get("name")),
                line=line_of(element),
                attributes=attributes,
            )
            for reference in element.iterchildren(f"{BPMN}flowNodeRef"):
                # A lane inside a lane names its nodes too, is read later, and wins.
                lane_of[(reference.text or "").strip()] = lane_id
            child = element.find(f"{BPMN}childLaneSet")
            if child is not None:
                handed = {key: attributes[key] for key in _HANDED if key in attributes}
                waiting.append((child, handed))
    return lanes


def read_flows(elements: Iterable[Element]) -> dict[str, Flow]:
    """Return the arrows by id, also those whose ends are not there."""
    flows: dict[str, Flow] = {}
    unnamed: dict[str, int] = {}
    for element in elements:
        source = element.get("sourceRef", "").strip()
        target = element.get("targetRef", "").strip()
        flow_id = tidy(element.get("id"))
        if flow_id is None:
            pair = f"{source}->{target}"
            unnamed[pair] = unnamed.get(pair, 0) + 1
            flow_id = f"{pair}#{unnamed[pair]}"
        flows[flow_id] = Flow(
            flow_id=flow_id,
            source=source,
            target=target,
            name=words(element.get("name")),
            condition=expression(element.findtext(f"{BPMN}conditionExpression")),
            line=line_of(element),
            attributes=own_attributes(element),
        )
    return flows
