"""Whatever is not carried over is named: element, line, what, and what to do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from engine.dialects.tools import ENGINES, namespace
from tests.engine.dialects.importing import NAMES, imported, sample, told, wrap

QUIET = ("modelerTemplate", "diagramRelationId")
names = st.from_regex(r"[a-z][A-Za-z]{0,20}", fullmatch=True)
hosts = st.sampled_from(
    ["userTask", "serviceTask", "scriptTask", "startEvent", "callActivity", "exclusiveGateway",
     "subProcess", "businessRuleTask", "boundaryEvent", "sendTask", "receiveTask", "endEvent"]
)  # fmt: skip
values = st.sampled_from(["x", "${a}", "${a.b()}", "P3D", "", "true", "external", "a,b"])


def left_over(content: bytes) -> list[str]:
    """Return what of other engines is still in a file: names of attributes, values, elements."""
    root = etree.fromstring(content)
    found = [
        str(key).rpartition("}")[2]
        for element in root.iter("{*}*")
        for key in element.attrib
        if namespace(str(key)) in ENGINES
    ]
    for element in root.iter("{*}*"):
        if namespace(element.tag) in ENGINES and not len(element):
            inner = [*element.attrib.values(), (element.text or "").strip()]
            found.append(next((str(one) for one in inner if one), etree.QName(element).localname))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_what_is_left_of_another_engine_is_told(name: str) -> None:
    result = imported(sample(name), quanLy="head")
    said = "\n".join(one.en for one in result.findings)
    assert [one for one in left_over(result.files["process.bpmn"]) if one not in said] == []


@settings(max_examples=150, deadline=None)
@given(host=hosts, name=names, value=values)
def test_an_attribute_is_either_translated_or_told(host: str, name: str, value: str) -> None:
    result = imported(wrap(f'<{host} id="h" camunda:{name}="{value}"/>'))
    stays = f"camunda:{name}=".encode() in result.files["process.bpmn"]
    assert not stays or name in QUIET or name in told(result, "h") or not value


@settings(max_examples=100, deadline=None)
@given(host=hosts, name=names)
def test_an_extension_element_is_either_translated_or_told(host: str, name: str) -> None:
    box = f"<extensionElements><camunda:{name} a='1'>b</camunda:{name}></extensionElements>"
    result = imported(wrap(f'<{host} id="h">{box}</{host}>'))
    stays = f"<camunda:{name} ".encode() in result.files["process.bpmn"]
    assert not stays or name in told(result, "h")


def test_a_finding_names_file_line_and_element_in_both_languages() -> None:
    result = imported(sample("camunda7"))
    (found,) = [one for one in result.findings if one.element == "guiThu"]
    line = sample("camunda7").decode().splitlines()[(found.line or 0) - 1]
    assert 'id="guiThu"' in line
    assert found.file == "mau.bpmn"
    assert found.vi.startswith("Việc của dịch vụ “Gửi thư”")
    assert found.en.startswith("The service task “Gửi thư”")


def test_tools_that_only_draw_are_counted_not_listed() -> None:
    rules = [(one.rule, one.severe) for one in imported(sample("signavio")).findings]
    assert rules == [("import-kept", False)]
