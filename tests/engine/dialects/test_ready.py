"""Ready-made steps of other tools become our connectors, with what they were given."""

import pytest

from tests.engine.dialects.importing import MOTCUA, find, imported, own, told, wrap

FLOWABLE = 'xmlns:flowable="http://flowable.org/bpmn"'
ZEEBE = 'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"'
SPIFF = 'xmlns:spiffworkflow="http://spiffworkflow.org/bpmn/schema/1.0/core"'
MAIL = """<flowable:field name="to" stringValue="a@example.vn"/>
<flowable:field name="subject"><flowable:string>Xong</flowable:string></flowable:field>
<flowable:field name="text">
<flowable:expression>Chào ${hoTen}</flowable:expression></flowable:field>
<flowable:field name="cc" stringValue="b@example.vn"/>"""
REQUEST = """<flowable:field name="requestUrl" expression="https://example.vn/${maSo}"/>
<flowable:field name="requestMethod" stringValue="GET"/>
<flowable:field name="responseVariableName" stringValue="traLoi"/>"""
JOB = """<zeebe:taskDefinition type="io.camunda:http-json:1" retries="3"/>
<zeebe:taskHeaders><zeebe:header key="resultVariable" value="traLoi"/>
<zeebe:header key="retryBackoff" value="PT0S"/></zeebe:taskHeaders>
<zeebe:ioMapping><zeebe:input source="GET" target="method"/>
<zeebe:input source="=&quot;https://example.vn/&quot; + maSo" target="url"/>
<zeebe:input source="noAuth" target="authentication.type"/></zeebe:ioMapping>"""
OPERATOR = """<spiffworkflow:serviceTaskOperator id="http/PostRequestV2" resultVariable="traLoi">
<spiffworkflow:parameters><spiffworkflow:parameter id="url" type="str" value="'https://a.vn'"/>
<spiffworkflow:parameter id="data" type="any" value="donHang"/>
<spiffworkflow:parameter id="headers" type="any" value="{'A': 1}"/>
</spiffworkflow:parameters></spiffworkflow:serviceTaskOperator>"""
CONNECTOR = """<camunda:connector><camunda:inputOutput>
<camunda:inputParameter name="url">https://example.vn</camunda:inputParameter>
<camunda:inputParameter name="payload">${don}</camunda:inputParameter>
<camunda:outputParameter name="kq">${response}</camunda:outputParameter></camunda:inputOutput>
<camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>"""


def task(attributes: str, box: str, namespaces: str = "") -> bytes:
    inside = f"<extensionElements>{box}</extensionElements>"
    return wrap(f'<serviceTask id="s" {attributes}>{inside}</serviceTask>', namespaces)


CASES = [
    (
        task('flowable:type="mail"', MAIL, FLOWABLE),
        {"connector": "mail"},
        {"to": "a@example.vn", "subject": "Xong", "text": "='Chào ' + ho_ten"},
        "cc: b@example.vn",
    ),
    (
        task('flowable:type="http"', REQUEST, FLOWABLE),
        {"connector": "http", "result": "tra_loi"},
        {"url": "='https://example.vn/' + ma_so", "method": "GET"},
        "motcua:connector=http",
    ),
    (
        task("", JOB, ZEEBE),
        {"connector": "http", "result": "tra_loi"},
        {"method": "GET", "url": "='https://example.vn/' + ma_so"},
        "authentication.type: noAuth",
    ),
    (
        task("", OPERATOR, SPIFF),
        {"connector": "http", "result": "tra_loi"},
        {"method": "POST", "url": "='https://a.vn'", "body": "=don_hang"},
        "{'A': 1}",
    ),
    (
        task("", CONNECTOR),
        {"connector": "http"},
        {"url": "https://example.vn", "body": "=don"},
        "kq ← ${response}",
    ),
]


@pytest.mark.parametrize(
    ("content", "attributes", "inputs", "says"),
    CASES,
    ids=["mail", "http", "camunda 8", "spiff", "camunda 7"],
)
def test_a_ready_made_step_becomes_a_connector(
    content: bytes, attributes: dict[str, str], inputs: dict[str, str], says: str
) -> None:
    result = imported(content)
    found = find(result, "s").iter(f"{MOTCUA}input")
    assert own(result, "s") == attributes
    assert {str(one.get("name")): str(one.get("value")) for one in found} == inputs
    assert says in told(result, "s")


def test_a_type_that_we_have_not_is_told() -> None:
    result = imported(task('flowable:type="camel"', "", FLOWABLE))
    assert "type=“camel”" in told(result, "s")
