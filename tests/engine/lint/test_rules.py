"""Each rule: one change to a right folder breaks it."""

import pytest

from tests.engine.lint.folder import CARD, DIAGRAM, FILING, changed, findings, right_files, rules

_START = '<bpmn:startEvent id="start" name="Nộp hồ sơ"'
_LOOP = "<bpmn:multiInstanceLoopCharacteristics"
_CHOICE = 'verdict == "complete"'
_CONDITION = f"<bpmn:conditionExpression>{_CHOICE}</bpmn:conditionExpression>"
_SCRIPT = "pages = number_of_pages * 2"
_TERM = 'motcua:term="1 working day"'
_CALLING = '<bpmn:startEvent id="asked"/>'
_ATTACHED = (
    '<bpmn:boundaryEvent id="b" attachedToRef="more"><bpmn:timerEventDefinition>'
    "<bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>"
    '<bpmn:sequenceFlow id="to_more" '
)

WAYS = [
    ("start-missing", _START, '<bpmn:intermediateThrowEvent id="start" name="x"'),
    ("start-twice", _START, f'<bpmn:startEvent id="second"/>{_START}'),
    ("start-entered", 'id="to_check_again" sourceRef="more" targetRef="check"',
     'id="to_check_again" sourceRef="more" targetRef="start"'),
    ("end-left", 'id="to_check_again" sourceRef="more"', 'id="to_check_again" sourceRef="closed"'),
    ("boundary-entered", 'id="to_asking" sourceRef="look_up" targetRef="asking"',
     'id="to_asking" sourceRef="look_up" targetRef="failed"'),
    ("never-reached", '<bpmn:endEvent id="done"',
     '<bpmn:manualTask id="lost" motcua:post="desk"/><bpmn:endEvent id="done"'),
    ("no-way-on", '<bpmn:sequenceFlow id="to_asking" sourceRef="look_up" targetRef="asking"/>', ""),
    ("never-ends", 'sourceRef="fee_table" targetRef="done"',
     'sourceRef="fee_table" targetRef="add_up"'),
]  # fmt: skip
GATEWAYS = [
    ("condition-missing", _CONDITION, ""),
    ("default-condition", 'default="to_wait"', 'default="to_look_up"'),
    ("condition-unused", '<bpmn:sequenceFlow id="to_more" sourceRef="wait" targetRef="more"/>',
     f'<bpmn:sequenceFlow id="to_more" sourceRef="wait" targetRef="more">{_CONDITION}'
     "</bpmn:sequenceFlow>"),
    ("event-gateway-target", 'sourceRef="wait" targetRef="more"',
     'sourceRef="wait" targetRef="check"'),
    ("event-gateway-shared", 'sourceRef="choice" targetRef="look_up"',
     'sourceRef="choice" targetRef="more"'),
    ("event-gateway-boundary", '<bpmn:sequenceFlow id="to_more" ', _ATTACHED),
    ("event-gateway-single",
     '<bpmn:sequenceFlow id="to_late" sourceRef="wait" targetRef="late"/>', ""),
]  # fmt: skip
WAITING = [
    ("timer-empty", "15 working days", ""),
    ("timer-text", "15 working days", "soon"),
    ("timer-kind", "15 working days", "2026-12-24"),
    ("timer-once", "<bpmn:timeDuration>15 working days</bpmn:timeDuration>",
     "<bpmn:timeCycle>R3/P1D</bpmn:timeCycle>"),
    ("message-name", '<bpmn:messageEventDefinition messageRef="message_more"/>',
     "<bpmn:messageEventDefinition/>"),
    ("reference-unknown", 'messageRef="message_more"', 'messageRef="message_mroe"'),
    ("error-code", '<bpmn:errorEventDefinition errorRef="error_silent"/></bpmn:endEvent>',
     "<bpmn:errorEventDefinition/></bpmn:endEvent>"),
    ("error-never", 'id="failed" attachedToRef="asking"', 'id="failed" attachedToRef="check"'),
    ("message-shared", _CALLING, f'{_CALLING}<bpmn:receiveTask id="r" messageRef="message_more"/>'),
    ("error-uncaught", 'id="failed" attachedToRef="asking"', 'id="failed" attachedToRef="add_up"'),
]  # fmt: skip
WORK = [
    ("post-missing", ' motcua:post="specialist"', ""),
    ("post-unknown", 'motcua:post="specialist"', 'motcua:post="specialst"'),
    ("office-unknown", 'motcua:office="case"', 'motcua:office="fire-brigade"'),
    ("term-unreadable", _TERM, 'motcua:term="some days"'),
    ("term-unreadable", 'motcua:term="3 working days"', 'motcua:term="?"'),
    ("cutoff-unreadable", 'motcua:cutoff="15:00"', 'motcua:cutoff="3 pm"'),
    ("person-task", 'motcua:fourEyes="check"', 'motcua:fourEyes="chekc"'),
    ("person-task", 'motcua:fourEyes="check"', 'motcua:samePersonAs="answer"'),
    ("connector-missing", ' motcua:connector="register-lookup"', ""),
    ("connector-unknown", 'connector="register-lookup"', 'connector="fax"'),
    ("input-name", '<motcua:input name="register"', '<motcua:input name=""'),
    ("result-missing", ' motcua:result="fee"', ""),
    ("name-unusable", 'motcua:result="found"', 'motcua:result="Kết quả"'),
    ("name-unusable", 'motcua:elementName="agency"', 'motcua:elementName="dossier"'),
    ("loop-empty", ' motcua:collection="=agencies"', ""),
    ("loop-output", ' motcua:outputElement="opinion"', ""),
]  # fmt: skip
REFERENCES = [
    ("form-missing", 'motcua:form="check"', 'motcua:form="chekc"'),
    ("form-unused", 'motcua:form="check"', 'motcua:form="answer"'),
    ("decision-not-found", 'motcua:decision="fee"', 'motcua:decision="fees"'),
    ("decision-not-found", ' motcua:decision="fee"', ""),
    ("decision-unused", 'motcua:decision="fee"', 'motcua:decision="fees"'),
]
READING = [
    ("expression-refused", _CHOICE, 'verdict = "complete"'),
    ("expression-refused", 'motcua:key="=dossier.code"', 'motcua:key="=dossier..code"'),
    ("name-unknown", _CHOICE, 'verdit == "complete"'),
    ("name-unknown", 'value="=so_dinh_danh"', 'value="=so_can_cuoc"'),
    ("name-unknown", 'motcua:collection="=agencies"', 'motcua:collection="=agents"'),
    ("name-unknown", "nrOfCompletedInstances", "nrOfInstance"),
    ("name-unknown", 'motcua:label="=agency"', 'motcua:label="=nrOfInstances"'),
    ("name-unknown", "15 working days", "=waiting_days"),
    ("name-unknown", _SCRIPT, "pages = sheets * 2"),
    ("name-unknown", _SCRIPT, "sheets = number_of_pages"),
    ("script-refused", _SCRIPT, "import os"),
    ("script-empty", f"<bpmn:script>{_SCRIPT}</bpmn:script>", ""),
]
MARKS = [
    ("attribute-unknown", "motcua:publicName=", "motcua:pubilcName="),
    ("attribute-unknown", _LOOP, f'{_LOOP} motcua:colection="x"'),
    ("attribute-place", '<bpmn:eventBasedGateway id="wait"',
     '<bpmn:eventBasedGateway id="wait" motcua:term="1 day"'),
    ("attribute-value", 'motcua:status="10"', 'motcua:status="11"'),
    ("attribute-value", 'motcua:clock="start"', 'motcua:clock="begin"'),
    ("attribute-value", 'motcua:clock="start"', 'motcua:clock="pause-restart"'),
    ("attribute-value", 'motcua:notice="applicant"', 'motcua:notice="everybody"'),
    ("name-english", ' motcua:nameEn="Check"', ""),
    ("name-english", ' motcua:nameEn="yes"', ""),
    ("public-name-english", ' motcua:publicNameEn="Being checked"', ""),
    ("term-missing", ' motcua:term="3 working days"', ""),
    ("clock-never-starts", ' motcua:clock="start"', ""),
]  # fmt: skip
ALL = WAYS + GATEWAYS + WAITING + WORK + REFERENCES + READING + MARKS


def test_a_right_folder_has_no_findings() -> None:
    assert findings(right_files()) == ()


@pytest.mark.parametrize(("rule", "old", "new"), ALL, ids=[f"{one[0]}: {one[2]}" for one in ALL])
def test_a_wrong_diagram_breaks_its_rule(rule: str, old: str, new: str) -> None:
    assert rule in rules(changed(DIAGRAM, old, new))


@pytest.mark.parametrize(
    ("rule", "file", "old", "new"),
    [
        ("applicant-field", FILING, '"key": "ho_ten"', '"key": "ten"'),
        ("source-unknown", FILING, "offices:commune", "offices:communes"),
        ("source-unknown", FILING, "offices:commune", "people"),
        ("filing-form", CARD, 'filing_form = "filing"', 'filing_form = "fling"'),
        ("name-unknown", "forms/check.form", "verdict !=", "verdit !="),
        ("name-unknown", "decisions/fee.dmn", "<text>pages", "<text>sheets"),
    ],
)
def test_a_wrong_form_card_or_table_breaks_its_rule(
    rule: str, file: str, old: str, new: str
) -> None:
    assert rule in rules(changed(file, old, new))


def test_an_internal_procedure_names_no_applicant_and_may_publish() -> None:
    files = dict(changed(FILING, '"key": "ho_ten"', '"key": "ten"'))
    publishing = files[DIAGRAM].replace(b'connector="register-lookup"', b'connector="publishing"')
    files[DIAGRAM] = publishing
    assert {"applicant-field", "connector-unknown"} <= set(rules(files))
    files[CARD] = files[CARD].replace(b"filing_form", b'audience = "internal"\nfiling_form', 1)
    assert not {"applicant-field", "connector-unknown"} & set(rules(files))


def test_a_choice_of_conditions_alone_should_have_a_default() -> None:
    files = dict(changed(DIAGRAM, ' default="to_wait"', ""))
    other = '<bpmn:sequenceFlow id="to_wait" name="thiếu" motcua:nameEn="no" '
    ends = 'sourceRef="choice" targetRef="wait"'
    old, new = f"{other}{ends}/>", f"{other}{ends}>{_CONDITION}</bpmn:sequenceFlow>"
    files[DIAGRAM] = files[DIAGRAM].replace(old.encode(), new.encode())

    assert [(one.rule, one.severe) for one in findings(files)] == [("default-missing", False)]


def test_a_subprocess_without_end_is_told() -> None:
    files = right_files()
    text = files[DIAGRAM].decode()
    text = text.replace('errorRef="error_silent"/></bpmn:endEvent>', "/></bpmn:other>", 1)
    for end in ("answered", "no_answer"):
        text = text.replace(f'<bpmn:endEvent id="{end}"', f'<bpmn:other id="{end}"')

    assert "end-missing" in rules(files | {DIAGRAM: text.encode()})


def test_a_misspelt_name_is_put_right() -> None:
    wrong = changed(DIAGRAM, _CHOICE, 'verdit == "complete"')
    found = next(one for one in findings(wrong) if one.rule == "name-unknown")

    assert (found.element, found.file) == ("to_look_up", DIAGRAM)
    assert found.en.endswith("Did you mean “verdict”?")
    assert found.vi.endswith("Có phải “verdict”?")


def test_a_fault_in_a_lane_is_told_once_not_for_each_of_its_tasks() -> None:
    wrong = changed(DIAGRAM, 'motcua:post="specialist"', 'motcua:post="x"')

    assert [one.element for one in findings(wrong) if one.rule == "post-unknown"] == ["lane_work"]


def test_only_the_first_element_of_a_lost_part_is_named() -> None:
    lost = (
        '<bpmn:manualTask id="l1" motcua:post="desk"/><bpmn:manualTask id="l2" motcua:post="desk"/>'
        '<bpmn:sequenceFlow id="l1_l2" sourceRef="l1" targetRef="l2"/>'
        '<bpmn:sequenceFlow id="l2_done" sourceRef="l2" targetRef="done"/>'
    )
    wrong = changed(DIAGRAM, '<bpmn:endEvent id="done"', f'{lost}<bpmn:endEvent id="done"')

    assert [one.element for one in findings(wrong) if one.rule == "never-reached"] == ["l1"]


def test_several_faults_in_several_files_come_sorted_with_their_lines() -> None:
    files = dict(changed(DIAGRAM, _CHOICE, "verdit"))
    files[FILING] = changed(FILING, "offices:commune", "people")[FILING]
    files[CARD] = changed(CARD, 'office_kind = "commune"', 'office_kind = "x"')[CARD]
    found = findings(files)

    assert [one.file for one in found] == [FILING, CARD, DIAGRAM]
    assert all(one.vi != one.en and "{" not in one.vi + one.en for one in found)
