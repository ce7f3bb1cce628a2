"""Checking: diagrams of fifty nodes with choices, parallel branches, forms and terms."""

import time
from collections.abc import Mapping

from bench.figures import Figure, middle, repeat
from bench.house import LOOP, PROCEDURES
from engine.procedures.check import check_procedure
from engine.procedures.parts import DIAGRAM_FILE
from engine.procedures.reader import read_folder

DIAGRAMS, BLOCKS = 100, 8
_NAMES = (
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:motcua="urn:motcua:bpmn:1"'
)
_MARKS = 'motcua:nameEn="Work" motcua:post="specialist" motcua:term="1 working hour"'


def fifty_nodes(number: int) -> bytes:
    """Return a diagram of 50 nodes: blocks of a split, three tasks, a join and a task."""
    nodes, flows, at = ['<bpmn:startEvent id="start" motcua:clock="start"/>'], [], "start"
    for block in range(BLOCKS):
        gateway = "parallelGateway" if (block + number) % 2 else "exclusiveGateway"
        split, join, last = (f"{name}{block}" for name in ("split", "join", "task"))
        default = f' default="f_{split}_a{block}"' if gateway == "exclusiveGateway" else ""
        nodes.append(f'<bpmn:{gateway} id="{split}"{default}/><bpmn:{gateway} id="{join}"/>')
        branches = [f"{letter}{block}" for letter in "abc"]
        nodes += [f'<bpmn:userTask id="{one}" name="Việc" {_MARKS}/>' for one in (*branches, last)]
        flows += [_flow(at, split), _flow(join, last)]
        for branch in branches:
            asked = default and not branch.startswith("a")
            flows += [_flow(split, branch, bool(asked)), _flow(branch, join)]
        at = last
    nodes.append('<bpmn:endEvent id="end"/>')
    flows.append(_flow(at, "end"))
    process = f'<bpmn:process id="p" motcua:term="30 working days">{"".join(nodes + flows)}'
    return f"<bpmn:definitions {_NAMES}>{process}</bpmn:process></bpmn:definitions>".encode()


def _flow(source: str, target: str, asked: bool = False) -> str:
    text = "<bpmn:conditionExpression>so_to &gt; 1</bpmn:conditionExpression>" if asked else ""
    ends = f'sourceRef="{source}" targetRef="{target}"'
    return f'<bpmn:sequenceFlow id="f_{source}_{target}" {ends}>{text}</bpmn:sequenceFlow>'


def measure_checking() -> tuple[Figure, ...]:
    """Return the seconds that checking a hundred folders takes."""
    files = read_folder(PROCEDURES / LOOP)
    folders: list[Mapping[str, bytes]] = [
        {**files, DIAGRAM_FILE: fifty_nodes(number)} for number in range(DIAGRAMS)
    ]
    runs = repeat(lambda: _seconds(folders))
    return (middle("check 100 diagrams of 50 nodes", "s", runs, target=5.0),)


def _seconds(folders: list[Mapping[str, bytes]]) -> float:
    begun = time.perf_counter()
    for files in folders:
        check_procedure(LOOP, files)
    return time.perf_counter() - begun
