import pytest

from engine.diagrams.reader import read_diagram
from tests.engine.diagrams.drawing import definitions, flow, line, process, severe_rules


def _task(inner: str, tag: str = "userTask", more: str = "") -> str:
    return line(f'a|<bpmn:{tag} id="a" {more}>{inner}</bpmn:{tag}>')


def _event(tag: str, kind: str, more: str = "") -> str:
    return f'<bpmn:{tag} id="x" {more}><bpmn:{kind}EventDefinition/></bpmn:{tag}>'


_HOST = '<bpmn:userTask id="a"/>'
_NOT_RUN = [
    ("plain task", _task("", "task")),
    ("call activity", _task("", "callActivity")),
    ("transaction", _task("", "transaction")),
    ("ad-hoc subprocess", _task("", "adHocSubProcess")),
    ("complex gateway", _task("", "complexGateway")),
    ("event subprocess", _task("", "subProcess", 'triggeredByEvent="true"')),
    ("compensation", _task("", "serviceTask", 'isForCompensation="true"')),
    ("event subprocess, said with 1", _task("", "subProcess", 'triggeredByEvent="1"')),
    ("script of another language", _task("", "scriptTask", 'scriptFormat="groovy"')),
    ("start quantity", _task("", "userTask", 'startQuantity="2"')),
    ("instantiating receive", _task("", "receiveTask", 'instantiate="true"')),
    ("standard loop", _task("<bpmn:standardLoopCharacteristics/>")),
    (
        "repeated service task",
        _task("<bpmn:multiInstanceLoopCharacteristics/>", "serviceTask"),
    ),
    ("timer start", _event("startEvent", "timer")),
    ("message start", _event("startEvent", "message")),
    ("signal end", _event("endEvent", "signal")),
    ("message end", _event("endEvent", "message")),
    ("link catch", _event("intermediateCatchEvent", "link")),
    ("conditional catch", _event("intermediateCatchEvent", "conditional")),
    ("catch of nothing", '<bpmn:intermediateCatchEvent id="x"/>'),
    ("message throw", _event("intermediateThrowEvent", "message")),
    ("signal boundary", _HOST + _event("boundaryEvent", "signal", 'attachedToRef="a"')),
    (
        "error boundary that does not interrupt",
        _HOST + _event("boundaryEvent", "error", 'attachedToRef="a" cancelActivity="false"'),
    ),
]


@pytest.mark.parametrize(("inner"), [one for _, one in _NOT_RUN], ids=[one for one, _ in _NOT_RUN])
def test_what_cannot_run_is_refused(inner: str) -> None:
    assert "not-executable" in severe_rules(process(inner))


_RUN = [
    _task(""),
    _task("", "manualTask"),
    _task("", "serviceTask"),
    _task("", "sendTask"),
    _task("", "receiveTask"),
    _task("<bpmn:multiInstanceLoopCharacteristics/>"),
    _event("endEvent", "terminate"),
    _event("endEvent", "error"),
    _event("intermediateCatchEvent", "timer"),
    _event("intermediateCatchEvent", "message"),
    '<bpmn:intermediateThrowEvent id="x"/>',
    _HOST + _event("boundaryEvent", "error", 'attachedToRef="a"'),
    _HOST + _event("boundaryEvent", "message", 'attachedToRef="a" cancelActivity="false"'),
    "".join(f'<bpmn:{one}Gateway id="{one}"/>' for one in ("exclusive", "parallel", "inclusive")),
    '<bpmn:eventBasedGateway id="x"/><bpmn:subProcess id="y"/>',
]


@pytest.mark.parametrize("inner", _RUN)
def test_what_can_run_is_not_refused(inner: str) -> None:
    assert severe_rules(process(inner)) == []


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"<html/>", "not-bpmn"),
        (definitions(""), "no-process"),
        (definitions('<bpmn:process id="A"/>'), "no-process"),
        (
            definitions(
                '<bpmn:process id="A"><bpmn:startEvent id="a"/></bpmn:process>'
                '<bpmn:process id="B"><bpmn:startEvent id="b"/></bpmn:process>'
            ),
            "several-processes",
        ),
        (process("<bpmn:userTask/>"), "id-missing"),
        (process('<bpmn:userTask id="a"/><bpmn:userTask id="a"/>'), "id-twice"),
        (process('<bpmn:usrTask id="a"/>'), "element-unknown"),
        (process('<bpmn:dataStoreReference id="a"/>'), "element-unknown"),
        (process(line() + flow("s", "nowhere")), "flow-dangling"),
        (process(line() + flow("", "e")), "flow-dangling"),
        (
            process(
                line() + '<bpmn:subProcess id="p"><bpmn:userTask id="a"/></bpmn:subProcess>'
            ).replace(b'targetRef="e"', b'targetRef="a"'),
            "flow-crosses-scope",
        ),
        (process(line('a|<bpmn:userTask id="a" default="f_s_a"/>')), "default-unknown"),
        (process(_event("boundaryEvent", "timer")), "boundary-loose"),
        (process(_event("boundaryEvent", "timer", 'attachedToRef="gone"')), "boundary-loose"),
        (
            process(
                '<bpmn:startEvent id="x"><bpmn:timerEventDefinition/>'
                "<bpmn:messageEventDefinition/></bpmn:startEvent>"
            ),
            "several-triggers",
        ),
    ],
)
def test_a_file_that_says_too_little_is_refused(content: bytes, rule: str) -> None:
    assert rule in severe_rules(content)


def test_all_faults_are_found_at_once_with_place_and_both_languages() -> None:
    content = process('\n<bpmn:task id="a"/>\n<bpmn:callActivity id="b"/>\n' + flow("a", "c"))
    findings = [one for one in read_diagram(content, "process.bpmn")[1] if one.severe]

    assert [(one.element, one.line) for one in findings] == [("a", 3), ("b", 4), ("f_a_c", 5)]
    assert all(one.vi and one.en and one.vi != one.en for one in findings)


def test_attributes_of_other_engines_are_reported_as_without_effect() -> None:
    camunda = 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" camunda:formKey="x"'
    findings = read_diagram(process(_task("", "userTask", camunda)), "process.bpmn")[1]

    assert [one.element for one in findings if one.rule == "without-effect"] == ["a"]


def test_an_element_without_shape_is_advice() -> None:
    shape = '<bpmndi:BPMNShape bpmnElement="s"/>'
    findings = read_diagram(process(line(), beside=shape), "process.bpmn")[1]

    assert [(one.element, one.severe) for one in findings] == [("e", False)]


@pytest.mark.parametrize("host", ["x", "y"])
def test_boundary_events_attached_to_themselves_or_each_other_are_refused(host: str) -> None:
    loose = _event("boundaryEvent", "timer", f'attachedToRef="{host}"')
    other = loose.replace('id="x"', 'id="y"').replace(
        f'attachedToRef="{host}"', 'attachedToRef="x"'
    )

    assert severe_rules(process(loose + other)).count("boundary-loose") == 2


def test_a_diagram_beyond_measure_is_refused_at_once() -> None:
    assert severe_rules(process("<bpmn:userTask/>" * 10_001)) == ["too-many-elements"]
