"""Builders of small BPMN files."""

from engine.diagrams.model import Diagram
from engine.diagrams.reader import read_diagram

NAMESPACES = (
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:motcua="urn:motcua:bpmn:1"'
)


def definitions(inner: str) -> bytes:
    """Return a BPMN file with this content."""
    return (
        f'<?xml version="1.0"?>\n<bpmn:definitions {NAMESPACES}>{inner}</bpmn:definitions>'.encode()
    )


def process(inner: str, attributes: str = "", beside: str = "") -> bytes:
    """Return a BPMN file with one process, and what stands beside it."""
    return definitions(f'{beside}<bpmn:process id="P" {attributes}>{inner}</bpmn:process>')


def flow(source: str, target: str, condition: str = "") -> str:
    """Return a sequence flow named f_source_target."""
    inner = f"<bpmn:conditionExpression>{condition}</bpmn:conditionExpression>" if condition else ""
    ends = f'id="f_{source}_{target}" sourceRef="{source}" targetRef="{target}"'
    return f"<bpmn:sequenceFlow {ends}>{inner}</bpmn:sequenceFlow>"


def line(*middle: str) -> str:
    """Return start → the elements (in XML, each with its id in front, "id|xml") → end."""
    ids = ["s", *(one.split("|", 1)[0] for one in middle), "e"]
    flows = "".join(flow(a, b) for a, b in zip(ids, ids[1:], strict=False))
    nodes = "".join(one.split("|", 1)[1] for one in middle)
    return f'<bpmn:startEvent id="s"/>{nodes}<bpmn:endEvent id="e"/>{flows}'


def read(content: bytes) -> Diagram:
    """Return the diagram of a file."""
    diagram, findings = read_diagram(content, "process.bpmn")
    assert diagram is not None, findings
    return diagram


def severe_rules(content: bytes) -> list[str]:
    """Return the names of the rules that refuse the file."""
    return [one.rule for one in read_diagram(content, "process.bpmn")[1] if one.severe]
