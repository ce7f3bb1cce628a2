import pytest

from engine.diagrams.reader import read_diagram
from tests.engine.diagrams.drawing import definitions, flow, line, process, severe_rules


def _task(inner: str, tag: str = "userTask", more: str = "") -> str:
    return line(f'a|<bpmn:{tag} id="a" {more}>{inner}</bpmn:{tag}>')


def _event(tag: str, kind: str, more: str = "") -> str:
    return f'<bpmn:{tag} id="x" {more}><bpmn:{kind}EventDefinition/></bpmn:{tag}>'


_HOST = '<bpmn:userTask id="a"/>'
_START_OF_TWO = (
    '<bpmn:startEvent id="x" parallelMultiple="true"><bpmn:timerEventDefinition/>'
    "<bpmn:messageEventDefinition/></bpmn:startEvent>"
)
_TWO_TRIGGERS = _START_OF_TWO.replace(' parallelMultiple="true"', "")
_PARALLEL_START = '<bpmn:eventBasedGateway id="x" instantiate="true" eventGatewayType="Parallel"/>'
_STORE = '<bpmn:dataStoreReference id="d"/>' + _task(
    "<bpmn:dataInputAssociation><bpmn:sourceRef>d</bpmn:sourceRef></bpmn:dataInputAssociation>"
)
_NOT_RUN = [
    ("script of another language", _task("", "scriptTask", 'scriptFormat="groovy"')),
    ("start quantity of nothing", _task("", "userTask", 'startQuantity="0"')),
    ("completion quantity in words", _task("", "userTask", 'completionQuantity="two"')),
    ("conditional start of a process", _event("startEvent", "conditional")),
    ("error start of a process", _event("startEvent", "error")),
    ("several starts at once", _START_OF_TWO),
    ("trigger in a plain subprocess", _task(_event("startEvent", "message"), "subProcess")),
    ("link end", _event("endEvent", "link")),
    ("timer end", _event("endEvent", "timer")),
    ("cancel end outside a transaction", _event("endEvent", "cancel")),
    ("cancel on a plain task", _HOST + _event("boundaryEvent", "cancel", 'attachedToRef="a"')),
    ("link on a border", _HOST + _event("boundaryEvent", "link", 'attachedToRef="a"')),
    ("catch of nothing", '<bpmn:intermediateCatchEvent id="x"/>'),
    ("catch of an error", _event("intermediateCatchEvent", "error")),
    ("timer throw", _event("intermediateThrowEvent", "timer")),
    ("gateway that starts by all its events", _PARALLEL_START),
    ("data store that is read", _STORE),
    (
        "error boundary that does not interrupt",
        _HOST + _event("boundaryEvent", "error", 'attachedToRef="a" cancelActivity="false"'),
    ),
    ("correlation of the standard", '<bpmn:correlationSubscription id="x"/>'),
    ("choreography", '<bpmn:choreographyTask id="x"/>'),
]


@pytest.mark.parametrize(("inner"), [one for _, one in _NOT_RUN], ids=[one for one, _ in _NOT_RUN])
def test_what_cannot_run_is_refused(inner: str) -> None:
    assert "not-executable" in severe_rules(process(inner))


_TASKS = ("task", "manualTask", "serviceTask", "sendTask", "receiveTask", "callActivity")
_SCOPES = ("subProcess", "transaction", "adHocSubProcess")
_GATES = ("exclusive", "parallel", "inclusive", "complex", "eventBased")
_RUN = [
    *(_task("", tag) for tag in _TASKS),
    *(_task("<bpmn:multiInstanceLoopCharacteristics/>", tag) for tag in _TASKS),
    *(_task("<bpmn:standardLoopCharacteristics/>", tag) for tag in _SCOPES),
    _task("", "subProcess", 'triggeredByEvent="1"'),
    _task("", "serviceTask", 'isForCompensation="true"'),
    _task("", "userTask", 'startQuantity="2" completionQuantity="3"'),
    _task("", "receiveTask", 'instantiate="true"'),
    *(_event("startEvent", kind) for kind in ("message", "timer", "signal")),
    *(_event("endEvent", kind) for kind in ("terminate", "error", "signal", "message")),
    *(_event("endEvent", kind) for kind in ("escalation", "compensate")),
    *(_event("intermediateCatchEvent", kind) for kind in ("timer", "message", "signal")),
    *(_event("intermediateCatchEvent", kind) for kind in ("conditional", "link")),
    *(_event("intermediateThrowEvent", kind) for kind in ("message", "signal", "escalation")),
    *(_event("intermediateThrowEvent", kind) for kind in ("link", "compensate")),
    '<bpmn:intermediateThrowEvent id="x"/>',
    *(
        _HOST + _event("boundaryEvent", kind, 'attachedToRef="a"')
        for kind in ("error", "signal", "conditional", "escalation", "compensate")
    ),
    _HOST + _event("boundaryEvent", "message", 'attachedToRef="a" cancelActivity="false"'),
    "".join(f'<bpmn:{one}Gateway id="{one}"/>' for one in _GATES),
    '<bpmn:dataStoreReference id="x"/>',
    _TWO_TRIGGERS,
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
        (process("<bpmn:userTask/>"), "id-missing"),
        (process('<bpmn:userTask id="a"/><bpmn:userTask id="a"/>'), "id-twice"),
        (process('<bpmn:usrTask id="a"/>'), "element-unknown"),
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
    ],
)
def test_a_file_that_says_too_little_is_refused(content: bytes, rule: str) -> None:
    assert rule in severe_rules(content)


def test_all_faults_are_found_at_once_with_place_and_both_languages() -> None:
    content = process('\n<bpmn:event id="a"/>\n<bpmn:choreographyTask id="b"/>\n' + flow("a", "c"))
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
