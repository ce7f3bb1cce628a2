"""What an import does not touch stays byte for byte."""

import re
from difflib import ndiff

import pytest
from lxml import etree

from engine.dialects.edits import Edits
from engine.dialects.source import read_source
from engine.errors import ProcedureRefused
from tests.engine.dialects.importing import BPMN, MOTCUA, NAMES, imported, sample, wrap


def changed_lines(before: bytes, after: bytes) -> list[str]:
    lines = ndiff(before.decode().splitlines(), after.decode().splitlines())
    return [line for line in lines if line[:2] in ("- ", "+ ")]


@pytest.mark.parametrize("name", ["plain", "bizagi", "trisotech"])
def test_a_file_without_anything_to_translate_comes_out_as_it_went_in(name: str) -> None:
    assert imported(sample(name)).files["process.bpmn"] == sample(name)


@pytest.mark.parametrize("name", NAMES)
def test_reading_places_and_writing_nothing_changes_nothing(name: str) -> None:
    source = read_source(sample(name), name)
    assert Edits(source).content() == sample(name)


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8-sig"])
def test_the_encoding_of_a_file_is_kept(encoding: str) -> None:
    declared = encoding.removesuffix("-sig").upper()
    text = sample("adonis").decode().replace("UTF-8", declared)
    result = imported(text.encode(encoding)).files["process.bpmn"]
    assert 'motcua:post="leader"' in result.decode(encoding)
    tasks = etree.fromstring(result).iter(f"{BPMN}userTask")
    assert [one.get("name") for one in tasks] == ["Prüfen"]


def test_letters_that_an_encoding_lacks_are_written_as_numbers() -> None:
    text = sample("adonis").decode().replace("UTF-8", "ISO-8859-1").replace("Prüfen", "P")
    changed = text.replace('id="a_fe">group(leader)', 'id="a_fe">group(lãnh đạo)')
    content = changed.encode("iso-8859-1", "xmlcharrefreplace")
    assert b'motcua:post="leader"' in imported(content).files["process.bpmn"]


def test_lines_that_end_as_on_windows_stay_so() -> None:
    content = sample("camunda7").replace(b"\n", b"\r\n")
    result = imported(content, quanLy="head").files["process.bpmn"]
    assert not re.search(rb"(?<!\r)\n", result)
    assert (
        result.replace(b"\r\n", b"\n")
        == imported(sample("camunda7"), quanLy="head").files["process.bpmn"]
    )


def test_only_the_elements_that_are_rewritten_differ() -> None:
    result = imported(sample("spiff")).files["process.bpmn"]
    changed = "\n".join(changed_lines(sample("spiff"), result))
    assert 'id="Definitions_3"' in changed  # the namespace of our attributes
    for untouched in ("<bpmn:startEvent", "<bpmn:incoming", 'id="g1"', "<bpmn:endEvent"):
        assert untouched not in changed


def test_comments_and_drawing_stay_where_they_are() -> None:
    result = imported(sample("camunda7")).files["process.bpmn"].decode()
    assert "<!-- Mượn phòng họp: a hall is lent, with a fee by size -->" in result
    drawing = sample("camunda7").decode().partition("<bpmndi:BPMNDiagram")[2]
    assert result.endswith(drawing)


def test_a_prefix_that_means_something_else_is_not_taken() -> None:
    task = '<userTask id="t" camunda:candidateGroups="leader"/>'
    result = imported(wrap(task, 'xmlns:motcua="urn:somebody:else"')).files["process.bpmn"]
    root = etree.fromstring(result)
    posts = [one.get(f"{MOTCUA}post") for one in root.iter(f"{BPMN}userTask")]
    assert posts == ["leader"]
    assert root.nsmap["motcua"] == "urn:somebody:else"


def test_values_are_escaped() -> None:
    condition = "<conditionExpression>${a lt 5 and b == '&quot;&lt;'}</conditionExpression>"
    flow = (
        f'<task id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="a">{condition}</sequenceFlow>'
    )
    root = etree.fromstring(imported(wrap(flow)).files["process.bpmn"])
    assert root.findtext(f".//{BPMN}conditionExpression") == "a < 5 and b == '\"<'"


@pytest.mark.parametrize(
    "content",
    [b"", b"<a", b"<!DOCTYPE a><a/>", b"<html/>", b"\xff\xfe\x00", b"<a>&nbsp;</a>",
     b"<?xml version='1.0' encoding='utf-7'?><a/>", b"<a>" * 300 + b"</a>" * 300],
)  # fmt: skip
def test_what_is_no_diagram_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(ProcedureRefused) as refused:
        imported(content)
    assert len(refused.value.findings) == 1
