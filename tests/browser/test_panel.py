"""The properties panel: everything the engine reads can be set there, in words of officials."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from engine.diagrams.attributes import ATTRIBUTES, FLOW, LANE, LOOP, PROCESS
from engine.diagrams.kinds import NODES, STRANGE
from tests.browser.drawing import (
    NEW,
    choose,
    drawn_text,
    entry,
    entry_ids,
    make,
    opened,
    put,
    undo,
)
from tests.browser.look import complaints, faults_seen
from tests.browser.modeling import saving

pytestmark = pytest.mark.browser
OUTSIDE = "Chương trình bên ngoài nhận việc"

KEY = "chung-thuc-ban-sao"
# Where a diagram needs more than the plain element for an attribute to have an effect.
EVENTS = ("Message", "Timer")
TIMER = {
    "type": "bpmn:IntermediateCatchEvent",
    "eventDefinitionType": "bpmn:TimerEventDefinition",
}
TRIGGERED = {"startEvent": ("", *EVENTS), "intermediateCatchEvent": EVENTS}
TRIGGERED |= {"boundaryEvent": EVENTS, "intermediateThrowEvent": ("Message",)}
TRIGGERED |= {"endEvent": ("", "Message")}


@pytest.fixture
def drawing(page: Page, tmp_path: Path) -> Iterator[Page]:
    """Give a page on which Frank draws the certified copies."""
    with opened(page, tmp_path, KEY) as found:
        yield found


def _shown(page: Page, element: str) -> set[str]:
    choose(page, element)
    ours = {one.removeprefix("motcua:") for one in entry_ids(page) if one.startswith("motcua:")}
    return {one.partition("-")[0] for one in ours}


def _variants(page: Page, tag: str) -> Iterator[str]:
    kind = f"bpmn:{tag[0].upper()}{tag[1:]}"
    for event in TRIGGERED.get(tag, ("",)):
        element = f"made_{tag}_{event}"
        given = {"type": kind}
        if event:
            given["eventDefinitionType"] = f"bpmn:{event}EventDefinition"
        make(page, element, given, "host" if tag == "boundaryEvent" else None)
        yield element


def test_every_attribute_can_be_set_where_it_belongs_and_nowhere_else(drawing: Page) -> None:
    make(drawing, "host", {"type": "bpmn:Task"})
    wrong = {}
    for tag in sorted(NODES - STRANGE):
        shown = set()
        for element in _variants(drawing, tag):
            shown |= _shown(drawing, element)
            if tag in ("serviceTask", "sendTask"):
                entry(drawing, "motcua:connector").locator("select").select_option(label=OUTSIDE)
                shown |= _shown(drawing, element)
            if entry(drawing, "motcua:letter").count():
                entry(drawing, "motcua:letter").locator("select").select_option(index=1)
                shown |= _shown(drawing, element)
            if entry(drawing, "motcua:clock").count():
                entry(drawing, "motcua:clock").locator("select").select_option("start")
                shown |= _shown(drawing, element)
        wanted = {name for name, places in ATTRIBUTES.items() if tag in places}
        if shown != wanted:
            wrong[tag] = (wanted - shown, shown - wanted)

    assert wrong == {}


def test_the_attributes_of_process_lane_arrow_and_repetition_can_beput(drawing: Page) -> None:
    def of(tag: str) -> set[str]:
        return {name for name, places in ATTRIBUTES.items() if tag in places}

    make(drawing, "again", {"type": "bpmn:UserTask"})
    plain = _shown(drawing, "again")
    entry(drawing, "loopCharacteristics").locator("select").select_option("side")
    registered = "kind => document.querySelector('#properties').motcuaPanel.injector.get("
    registered += "'elementRegistry').find(one => one.type === kind && !one.labelTarget).id"

    def first(kind: str) -> str:
        return str(drawing.evaluate(registered, kind))

    assert _shown(drawing, "again") - plain == of(LOOP)
    assert _shown(drawing, first("bpmn:Lane")) == of(LANE)
    assert _shown(drawing, first("bpmn:SequenceFlow")) == of(FLOW)
    assert _shown(drawing, first("bpmn:Participant")) == of(PROCESS) | of("participant")


# Kind of element and of its event → field, what is done to it, and what then stands in the file.
EDITS: tuple[tuple[str, str, str, str | bool, str], ...] = (
    ("UserTask", "", "name", "Thẩm định", 'name="Thẩm định"'),
    ("UserTask", "", "motcua:nameEn", "Appraise", 'motcua:nameEn="Appraise"'),
    ("UserTask", "", "motcua:post", "leader", 'motcua:post="leader"'),
    ("UserTask", "", "motcua:office", "tax", 'motcua:office="tax"'),
    ("UserTask", "", "motcua:fourEyes", "doi_chieu", 'motcua:fourEyes="doi_chieu"'),
    ("UserTask", "", "motcua:label", "ho_ten", 'motcua:label="=ho_ten"'),
    ("UserTask", "", "motcua:form", "loi-chung", 'motcua:form="loi-chung"'),
    ("UserTask", "", "motcua:term", "working hours", 'motcua:term="1 working hour"'),
    ("UserTask", "", "motcua:clock", "pause", 'motcua:clock="pause"'),
    ("UserTask", "", "motcua:status", "5", 'motcua:status="5"'),
    ("UserTask", "", "motcua:notice", "applicant", 'motcua:notice="applicant"'),
    ("UserTask", "", "motcua:legalBasis", "Điều 17", 'motcua:legalBasis="Điều 17"'),
    ("UserTask", "", "motcua:workMinutes", "25", 'motcua:workMinutes="25"'),
    ("UserTask", "", "loopCharacteristics", "turn", 'isSequential="true"'),
    ("UserTask", "", "startQuantity", "2", 'startQuantity="2"'),
    ("ServiceTask", "", "motcua:connector", "mail", 'motcua:connector="mail"'),
    ("ServiceTask", "", "motcua:result", "tra_loi", 'motcua:result="tra_loi"'),
    (
        "BusinessRuleTask",
        "",
        "motcua:decision",
        "phi-chung-thuc",
        'motcua:decision="phi-chung-thuc"',
    ),
    ("ScriptTask", "", "script", "tong = 1", "<bpmn:script>tong = 1</bpmn:script>"),
    ("CallActivity", "", "calledElement", "dang-ky-khai-sinh", 'calledElement="dang-ky-khai-sinh"'),
    ("CallActivity", "", "motcua:office", "tax", 'motcua:office="tax"'),
    ("AdHocSubProcess", "", "ordering", "Sequential", 'ordering="Sequential"'),
    ("ComplexGateway", "", "activationCondition", "activationCount > 1", "activationCount &gt; 1"),
    ("EventBasedGateway", "", "instantiate", True, 'instantiate="true"'),
    ("StartEvent", "Message", "motcua:office", "commune", 'motcua:office="commune"'),
    ("StartEvent", "Timer", "timer-mode", "every", ">R/1 working day</bpmn:timeCycle>"),
    ("IntermediateCatchEvent", "Timer", "timer-mode", "after", ">1 working day</bpmn:timeDur"),
    ("IntermediateCatchEvent", "Message", "motcua:key", "ho_ten", 'motcua:key="=ho_ten"'),
    ("IntermediateCatchEvent", "Message", "messageRef", NEW, 'name="Thông điệp mới"'),
    ("IntermediateCatchEvent", "Conditional", "condition", "1 == 1", ">1 == 1</bpmn:condition>"),
    ("IntermediateCatchEvent", "Link", "link-name", "tiep", 'name="tiep"'),
    ("IntermediateThrowEvent", "Escalation", "escalationRef", NEW, 'name="Leo thang mới"'),
    ("IntermediateThrowEvent", "Compensate", "waitForCompletion", "false", 'Completion="false"'),
    ("BoundaryEvent", "Signal", "signalRef", NEW, 'name="Tín hiệu mới"'),
    ("BoundaryEvent", "Signal", "cancelActivity", False, 'cancelActivity="false"'),
    ("EndEvent", "Error", "errorRef", NEW, 'name="Lỗi mới"'),
    ("EndEvent", "", "motcua:ending", "refused", 'motcua:ending="refused"'),
    ("EndEvent", "", "motcua:reason", "ly_do", 'motcua:reason="ly_do"'),
)


def test_what_is_set_stands_in_the_file_and_one_undo_takes_it_back(drawing: Page) -> None:
    make(drawing, "host", {"type": "bpmn:Task"})
    wrong = []
    for number, (kind, event, field, value, wanted) in enumerate(EDITS):
        given = {"type": f"bpmn:{kind}"}
        if event:
            given["eventDefinitionType"] = f"bpmn:{event}EventDefinition"
        make(drawing, f"one_{number}", given, "host" if kind == "BoundaryEvent" else None)
        choose(drawing, f"one_{number}")
        before = drawn_text(drawing)
        put(drawing, field, value)
        after = drawn_text(drawing)
        undo(drawing)
        if before.count(wanted) + 1 != after.count(wanted) or drawn_text(drawing) != before:
            wrong.append((kind, field, wanted))

    assert wrong == []


def test_names_are_completed_and_what_does_not_read_is_told_at_once(drawing: Page) -> None:
    make(drawing, "asked", {"type": "bpmn:UserTask"})
    choose(drawing, "asked")
    field = entry(drawing, "motcua:label").locator("textarea")
    field.press_sequentially("len(ho_t")
    expect(drawing.get_by_role("option", name="ho_ten")).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    field.press_sequentially("n) > 3")
    expect(field).to_have_value("len(ho_tenn) > 3")

    expect(entry(drawing, "motcua:label").get_by_role("status")).to_contain_text("“ho_ten”")

    field.fill("len(ho_ten) > 3")
    expect(entry(drawing, "motcua:label").get_by_role("status")).to_have_count(0)


def test_what_is_set_is_saved_in_the_draft(drawing: Page) -> None:
    choose(drawing, "doi_chieu")
    with saving(drawing):
        put(drawing, "motcua:term", "working days")
    with saving(drawing):
        entry(drawing, "motcua:term").get_by_role("spinbutton").fill("3")
        entry(drawing, "motcua:term").get_by_role("spinbutton").blur()
    saved = drawing.request.get(drawing.url.replace("/diagram", "/files/process.bpmn")).text()

    assert re.search(r'<bpmn:userTask id="doi_chieu"[^>]* motcua:term="3 working', saved)


def test_a_step_shows_what_the_check_found_there(drawing: Page) -> None:
    choose(drawing, "doi_chieu")
    put(drawing, "motcua:nameEn", "")

    expect(drawing.locator(".panel-findings")).to_contain_text("chưa có tên tiếng Anh")


def test_several_chosen_elements_are_not_edited_at_once(drawing: Page) -> None:
    drawing.evaluate("""() => {
      const get = name => document.querySelector('#properties').motcuaPanel.injector.get(name);
      const registry = get('elementRegistry');
      get('selection').select(['doi_chieu', 'nop_phi'].map(id => registry.get(id)));
    }""")

    expect(drawing.locator("#properties")).to_contain_text("Đang chọn nhiều phần tử")


def test_the_panel_can_be_read_and_reached_by_everybody(drawing: Page) -> None:
    heard = complaints(drawing)
    make(drawing, "calling", {"type": "bpmn:ServiceTask"})
    choose(drawing, "calling")
    put(drawing, "motcua:connector", "http")
    entry(drawing, "input-url").get_by_role("button").click()
    entry(drawing, "inputs").get_by_role("button").last.click()
    assert faults_seen(drawing) == []
    make(drawing, "waiting", TIMER)
    choose(drawing, "waiting")
    put(drawing, "timer-mode", "every")
    assert faults_seen(drawing) == []
    choose(drawing, "doi_chieu")
    entry(drawing, "motcua:label").locator("textarea").press_sequentially("ho")
    assert faults_seen(drawing) == []
    assert heard == []


# Every kind of words that the panel itself says; names of the drawing stand in the lists.
_WORDS = """() => [...document.querySelectorAll(`#properties :is(.panel-heading-words, label,
  legend, .bio-properties-panel-description, .panel-add, .panel-kind, .panel-rows-label)`)]
  .map(one => one.textContent.trim())"""


def _said(page: Page) -> dict[str, list[str]]:
    said = {}
    for tag in sorted(NODES - STRANGE):
        for element in _variants(page, tag):
            choose(page, element)
            said[element] = page.evaluate(_WORDS)
    return said


def test_each_word_of_the_panel_is_in_the_language_of_the_page(drawing: Page) -> None:
    make(drawing, "host", {"type": "bpmn:Task"})
    vietnamese = _said(drawing)
    expect(drawing.locator("#draft-status")).to_have_attribute("data-state", "saved")
    drawing.get_by_role("link", name="English").or_(
        drawing.get_by_role("button", name="English")
    ).first.click()
    drawing.wait_for_selector("html[lang=en] [data-modeler][data-ready=yes]")
    same: dict[str, str] = {}
    for element, words in vietnamese.items():
        choose(drawing, element)
        english = drawing.evaluate(_WORDS)
        assert len(english) == len(words)
        same |= {one: element for one, other in zip(english, words, strict=True) if one == other}

    assert same == {}
