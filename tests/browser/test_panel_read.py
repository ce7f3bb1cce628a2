"""What is set in the properties panel is what the engine reads from the saved file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from engine.diagrams.model import Node
from engine.diagrams.reader import read_diagram
from tests.browser.drawing import (
    NEW,
    choose,
    entry,
    make,
    opened,
    put,
    whole_text,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def drawing(page: Page, tmp_path: Path) -> Iterator[Page]:
    """Give a page on which Frank draws the certified copies."""
    with opened(page, tmp_path, "chung-thuc-ban-sao") as found:
        yield found


def _read(page: Page, element: str) -> Node:
    diagram, _findings = read_diagram(whole_text(page).encode(), "process.bpmn")
    assert diagram is not None
    return diagram.process.nodes[element]


def _add(page: Page, rows: str) -> None:
    entry(page, rows).locator(".panel-add").click()


def test_a_repetition_for_each_element(drawing: Page) -> None:
    make(drawing, "each", {"type": "bpmn:UserTask"})
    choose(drawing, "each")
    put(drawing, "loopCharacteristics", "turn")
    put(drawing, "motcua:collection", "co_quan")
    put(drawing, "motcua:elementName", "mot_co_quan")
    put(drawing, "motcua:output", "y_kien")
    put(drawing, "motcua:outputElement", "tra_loi")
    put(drawing, "loop-completionCondition", "nrOfCompletedInstances >= 2")
    put(drawing, "behavior", "Complex")
    _add(drawing, "loop-complex")
    put(drawing, "loop-complex-0-signal", NEW)
    loop = _read(drawing, "each").loop

    assert loop is not None
    assert (loop.sequential, loop.collection, loop.element_name) == (True, "co_quan", "mot_co_quan")
    assert (loop.output, loop.output_element) == ("y_kien", "tra_loi")
    assert loop.completion == "nrOfCompletedInstances >= 2"
    assert [(one.condition, one.event.name) for one in loop.thrown] == [
        ("nrOfCompletedInstances == 1", "Tín hiệu mới")
    ]


def test_a_repetition_by_a_condition(drawing: Page) -> None:
    make(drawing, "again", {"type": "bpmn:Task"})
    choose(drawing, "again")
    put(drawing, "loopCharacteristics", "while")
    put(drawing, "loop-loopCondition", "lan < 3")
    put(drawing, "testBefore", "true")
    put(drawing, "loopMaximum", "7")
    loop = _read(drawing, "again").loop

    assert loop is not None
    assert (loop.standard, loop.condition, loop.tests_before) == (True, "lan < 3", True)
    assert loop.maximum == "7"


def test_what_a_connector_gets_and_what_is_kept_of_its_answer(drawing: Page) -> None:
    make(drawing, "look_up", {"type": "bpmn:ServiceTask"})
    choose(drawing, "look_up")
    put(drawing, "motcua:connector", "register-lookup")
    put(drawing, "input-register", "marriage")
    entry(drawing, "input-number").get_by_role("button").click()
    put(drawing, "input-number", "so_dinh_danh")
    _add(drawing, "outputs")
    put(drawing, "outputs-0-name", "tinh_trang")
    put(drawing, "outputs-0-value", "result.status")
    node = _read(drawing, "look_up")

    assert dict(node.inputs) == {"register": "marriage", "number": "=so_dinh_danh"}
    assert [(one.target, one.text) for one in node.gives] == [("tinh_trang", "result.status")]


def test_what_is_handed_to_a_procedure_that_is_called(drawing: Page) -> None:
    make(drawing, "calling", {"type": "bpmn:CallActivity"})
    choose(drawing, "calling")
    put(drawing, "calledElement", "dang-ky-khai-sinh")
    put(drawing, "motcua:version", "1")
    _add(drawing, "inputs")
    put(drawing, "inputs-0-name", "nguoi")
    put(drawing, "inputs-0-value", "ho_ten")
    node = _read(drawing, "calling")

    assert (node.called, node.attributes["version"]) == ("dang-ky-khai-sinh", "1")
    assert node.inputs == (("nguoi", "=ho_ten"),)


def test_a_subprocess_with_names_of_its_own(drawing: Page) -> None:
    make(drawing, "inside", {"type": "bpmn:AdHocSubProcess", "isExpanded": True})
    choose(drawing, "inside")
    put(drawing, "completionCondition", "xong")
    put(drawing, "cancelRemainingInstances", "false")
    _add(drawing, "own-names")
    put(drawing, "own-names-0-name", "rieng")
    node = _read(drawing, "inside")

    assert node.ad_hoc is not None
    assert (node.ad_hoc.completion, node.ad_hoc.cancels) == ("xong", False)
    assert node.own_names == ("rieng",)


def test_an_event_with_two_triggers(drawing: Page) -> None:
    make(drawing, "either", TIMER)
    choose(drawing, "either")
    put(drawing, "timer-mode", "at")
    put(drawing, "add-trigger", "bpmn:MessageEventDefinition")
    choose(drawing, "either")
    put(drawing, "messageRef-0", NEW)
    node = _read(drawing, "either")

    assert [one.kind for one in node.events] == ["message", "timer"]
    assert node.events[0].name == "Thông điệp mới"
    assert node.events[1].timer_kind == "date"


TIMER = {
    "type": "bpmn:IntermediateCatchEvent",
    "eventDefinitionType": "bpmn:TimerEventDefinition",
}


TIMES = (
    ("PT36H", "duration"),
    ("R3/P1D", "cycle"),
    ("R4/1 hour", "cycle"),
    ("2026-12-01T08:00", "date"),
    ("=han_nop", "duration"),
)


def test_a_timer_written_as_text(drawing: Page) -> None:
    make(drawing, "waiting", TIMER)
    choose(drawing, "waiting")
    read = []
    for text, _kind in TIMES:
        put(drawing, "timer-mode", "text")
        put(drawing, "timer-text", text)
        event = _read(drawing, "waiting").events[0]
        read.append((event.text, event.timer_kind))

    assert tuple(read) == TIMES


_CONNECT = """([source, target]) => {
  const get = name => document.querySelector('#properties').motcuaPanel.injector.get(name);
  const at = id => get('elementRegistry').get(id);
  return get('modeling').connect(at(source), at(target)).id;
}"""


def test_objects_that_hand_in_and_take_out(drawing: Page) -> None:
    make(drawing, "record", {"type": "bpmn:DataObjectReference"})
    make(drawing, "work", {"type": "bpmn:UserTask"})
    choose(drawing, "record")
    put(drawing, "data-name", "ban_ghi")
    choose(drawing, str(drawing.evaluate(_CONNECT, ["record", "work"])))
    put(drawing, "to", "cu")
    put(drawing, "from", "ban_ghi")
    choose(drawing, str(drawing.evaluate(_CONNECT, ["work", "record"])))
    put(drawing, "transformation", "ket_qua")
    node = _read(drawing, "work")

    assert [(one.target, one.text) for one in node.takes] == [("cu", "ban_ghi")]
    assert [(one.target, one.text) for one in node.gives] == [("ban_ghi", "ket_qua")]


def test_tasks_that_name_another_follow_its_id(drawing: Page) -> None:
    make(drawing, "second", {"type": "bpmn:UserTask"})
    choose(drawing, "second")
    put(drawing, "motcua:fourEyes", "doi_chieu")
    choose(drawing, "doi_chieu")
    put(drawing, "id", "so_sanh")

    assert _read(drawing, "second").attributes["fourEyes"] == "so_sanh"
    assert _read(drawing, "so_sanh").name
