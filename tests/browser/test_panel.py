"""The properties panel: everything the engine reads can be set there, in words of officials."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from engine.actions.open_draft import draft_from_version
from engine.diagrams.attributes import ATTRIBUTES, FLOW, LANE, LOOP, PROCESS
from engine.diagrams.kinds import NODES, STRANGE
from engine.store.database import Database
from tests.browser.drawing import (
    choose,
    drawn_text,
    entry,
    entry_ids,
    make,
    open_diagram,
    sign_in,
    undo,
)
from tests.browser.look import served
from tests.databases import make_tables, sqlite_url
from tests.make import make_context
from tests.web.citizen import furnish_portal
from tests.web.house import make_test_settings
from web.app import create_app

pytestmark = pytest.mark.browser

KEY = "chung-thuc-ban-sao"
# Where a diagram needs more than the plain element for an attribute to have an effect.
EVENTS = ("Message", "Timer")
TRIGGERED = {"startEvent": ("", *EVENTS), "intermediateCatchEvent": EVENTS}
TRIGGERED |= {"boundaryEvent": EVENTS, "intermediateThrowEvent": ("Message",)}
TRIGGERED |= {"endEvent": ("", "Message")}


@pytest.fixture
def drawing(page: Page, tmp_path: Path) -> Iterator[Page]:
    """Give a page on which Frank draws the certified copies."""
    path = tmp_path / "panel.db"
    make_tables(sqlite_url(path))
    cast = furnish_portal(path)
    database = Database(sqlite_url(path))
    context = make_context(database, tmp_path)
    draft = draft_from_version(context, cast.frank, KEY, 1)
    with served(create_app(context, make_test_settings(tmp_path))) as address:
        sign_in(page, address)
        open_diagram(page, address, draft.draft_id)
        yield page
    database.close()


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
                entry(drawing, "motcua:connector").locator("select").select_option(index=5)
                shown |= _shown(drawing, element)
        wanted = {name for name, places in ATTRIBUTES.items() if tag in places}
        if shown != wanted:
            wrong[tag] = (wanted - shown, shown - wanted)

    assert wrong == {}


def test_the_attributes_of_process_lane_arrow_and_repetition_can_be_set(drawing: Page) -> None:
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
    ("UserTask", "", "motcua:form", "thu-phi", 'motcua:form="thu-phi"'),
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
    ("AdHocSubProcess", "", "ordering", "Sequential", 'ordering="Sequential"'),
    ("ComplexGateway", "", "activationCondition", "activationCount > 1", "activationCount &gt; 1"),
    ("EventBasedGateway", "", "instantiate", True, 'instantiate="true"'),
    ("StartEvent", "Message", "motcua:office", "commune", 'motcua:office="commune"'),
    ("StartEvent", "Timer", "timer-mode", "every", ">R/1 working day</bpmn:timeCycle>"),
    ("IntermediateCatchEvent", "Timer", "timer-mode", "after", ">1 working day</bpmn:timeDur"),
    ("IntermediateCatchEvent", "Message", "motcua:key", "ho_ten", 'motcua:key="=ho_ten"'),
    ("IntermediateCatchEvent", "Message", "messageRef", "\0new", 'name="Thông điệp mới"'),
    ("IntermediateCatchEvent", "Conditional", "condition", "1 == 1", ">1 == 1</bpmn:condition>"),
    ("IntermediateCatchEvent", "Link", "link-name", "tiep", 'name="tiep"'),
    ("IntermediateThrowEvent", "Escalation", "escalationRef", "\0new", 'name="Leo thang mới"'),
    ("IntermediateThrowEvent", "Compensate", "waitForCompletion", "false", 'Completion="false"'),
    ("BoundaryEvent", "Signal", "signalRef", "\0new", 'name="Tín hiệu mới"'),
    ("BoundaryEvent", "Signal", "cancelActivity", False, 'cancelActivity="false"'),
    ("EndEvent", "Error", "errorRef", "\0new", 'name="Lỗi mới"'),
    ("EndEvent", "", "motcua:ending", "refused", 'motcua:ending="refused"'),
    ("EndEvent", "", "motcua:reason", "ly_do", 'motcua:reason="ly_do"'),
)


def _set(page: Page, field: str, value: str | bool) -> None:
    place = entry(page, field)
    if isinstance(value, bool):
        place.locator("input").set_checked(value)
    elif place.locator("select").count():
        place.locator("select").select_option(value)
    else:
        place.locator("input, textarea").fill(value)
        place.locator("input, textarea").blur()


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
        _set(drawing, field, value)
        after = drawn_text(drawing)
        undo(drawing)
        if before.count(wanted) + 1 != after.count(wanted) or drawn_text(drawing) != before:
            wrong.append((kind, field, wanted))

    assert wrong == []
