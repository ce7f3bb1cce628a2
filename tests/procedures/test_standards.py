"""The diagrams are BPMN 2.0 as OMG's schema has it, and editors know our own attributes."""

import json
from collections.abc import Iterator
from importlib.resources import files

import pytest
from lxml import etree

from tests.procedures.shipped import BPMN, KEYS

SCHEMA = files("SpiffWorkflow") / "bpmn" / "parser" / "schema" / "BPMN20.xsd"
MOTCUA = "{urn:motcua:bpmn:1}"
# What an element is besides itself, as far as bpmn/motcua.json extends it.
ABOVE = {
    "process": {"bpmn:Process"},
    "lane": {"bpmn:Lane"},
    "sequenceFlow": {"bpmn:FlowElement"},
    "multiInstanceLoopCharacteristics": {"bpmn:MultiInstanceLoopCharacteristics"},
}
CATCHING = {"startEvent", "intermediateCatchEvent", "boundaryEvent"}


def described(tag: str) -> set[str]:
    """Return the attributes that bpmn/motcua.json describes for an element."""
    node = {"bpmn:FlowNode", "bpmn:FlowElement", f"bpmn:{tag[0].upper()}{tag[1:]}"}
    kinds = ABOVE.get(tag, node) | ({"bpmn:CatchEvent"} if tag in CATCHING else set())
    types = json.loads((BPMN / "motcua.json").read_text(encoding="utf-8"))["types"]
    return {
        one["name"]
        for kind in types
        if kinds & set(kind.get("extends", ()))
        for one in kind["properties"]
    }


def own_attributes(key: str) -> Iterator[tuple[str, str]]:
    """Give (tag, attribute) for each of our attributes in a diagram."""
    for element in etree.parse(str(BPMN / key / "process.bpmn")).iter("{*}*"):
        for name in element.attrib:
            if str(name).startswith(MOTCUA):
                yield etree.QName(element).localname, str(name).removeprefix(MOTCUA)


@pytest.mark.parametrize("key", KEYS)
def test_a_diagram_fits_the_schema_of_bpmn(key: str) -> None:
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    fits = schema.validate(etree.parse(str(BPMN / key / "process.bpmn")))
    assert fits, str(schema.error_log)


@pytest.mark.parametrize("key", KEYS)
def test_editors_are_told_of_each_attribute_of_ours(key: str) -> None:
    used = set(own_attributes(key))
    assert [(tag, name) for tag, name in sorted(used) if name not in described(tag)] == []
    assert len(used) > 20
