"""What each setting of another tool becomes here."""

import orjson
import pytest

from engine.dialects.convert import import_diagram
from engine.dialects.times import as_term
from tests.engine.dialects.importing import BPMN, MOTCUA, find, imported, own, sample, told, wrap

ZEEBE = 'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"'


def calling(attributes: str, inside: str = "") -> bytes:
    return wrap(f'<serviceTask id="s" {attributes}>{inside}</serviceTask>')


def user(attributes: str, inside: str = "") -> bytes:
    return wrap(f'<userTask id="u" {attributes}>{inside}</userTask>')


@pytest.mark.parametrize(
    ("attributes", "post"),
    [
        ('camunda:candidateGroups="quan ly"', "head"),
        ('camunda:candidateGroups="Lãnh đạo"', "leader"),
        ('camunda:candidateGroups="leader,lanh-dao"', "leader"),
        ('camunda:assignee="${initiator}"', "applicant"),
        ('camunda:assignee="desk"', "desk"),
        ('camunda:candidateGroups="leader" camunda:assignee="an.nguyen"', "leader"),
        ('camunda:candidateGroups="nobody"', None),
        ('camunda:candidateGroups="${nhom}"', None),
    ],
)
def test_groups_and_people_become_a_post(attributes: str, post: str | None) -> None:
    result = imported(user(attributes), **{"Quan  Ly": "head"})
    assert own(result, "u").get("post") == post
    assert (post is not None) or "--post" in told(result, "u")


def test_a_task_of_two_posts_gets_one_and_it_is_told() -> None:
    result = imported(user('camunda:candidateGroups="leader,clerk"'))
    assert own(result, "u")["post"] == "leader"
    assert "belongs to one post" in told(result, "u")


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("P3D", "P3D"),
        ('=now() + duration("PT8H")', "PT8H"),
        ('=now() + @"P1D"', "P1D"),
        ("${dateTime().plusDays(3).toDate()}", "P3D"),
        ("${now().plusHours(2)}", "PT2H"),
        ("timedelta(minutes=5)", "PT5M"),
        ('"PT1H"', "PT1H"),
        ("${ngayHen}", None),
        ("2026-01-01", None),
    ],
)
def test_a_due_date_is_a_term_where_it_is_a_length_of_time(text: str, term: str | None) -> None:
    assert as_term(text) == term


def test_an_embedded_form_becomes_a_document() -> None:
    result = imported(sample("camunda7"))
    form = orjson.loads(result.files["forms/nop-ho-so.form"])
    fields = {one["key"]: one for one in form["components"]}
    assert fields["so_nguoi"]["validate"] == {"min": 1, "max": 500, "required": True}
    assert fields["so_nguoi"]["type"] == "number"
    assert [one["value"] for one in fields["loai_phong"]["values"]] == ["nho", "lon"]
    assert fields["ho_ten"]["validate"] == {"required": True}


def test_a_form_of_camunda_8_is_rewritten_with_our_names() -> None:
    result = imported(sample("camunda8"))
    form = orjson.loads(result.files[f"forms/{own(result, 'kiem_tra')['form']}.form"])
    assert [one["key"] for one in form["components"]] == ["bien_so", "dat_yeu_cau"]
    assert form["components"][1]["conditional"] == {"hide": "=bien_so is null"}


def test_a_form_that_lies_elsewhere_is_a_skeleton_and_told_once() -> None:
    tasks = '<userTask id="a" camunda:formKey="x"/><userTask id="b" camunda:formKey="x"/>'
    result = imported(wrap(tasks))
    assert own(result, "a")["form"] == own(result, "b")["form"] == "x"
    assert "forms/x.form" in told(result, "a")
    assert told(result, "b") == ""


def test_an_external_task_keeps_its_topic_and_values() -> None:
    result = imported(sample("camunda7"))
    assert own(result, "ghiSo") == {"topic": "ghi-so-phong"}
    values = [(one.tag, dict(one.attrib)) for one in find(result, "ghiSo").iter(f"{MOTCUA}*")]
    assert values == [
        (f"{MOTCUA}input", {"name": "amount", "value": "=muc_phi * 1000"}),
        (f"{MOTCUA}output", {"name": "so_bien_lai", "value": "=result['receiptNumber']"}),
    ]


def test_a_worker_without_outputs_gives_its_answer_as_a_whole() -> None:
    result = imported(calling('camunda:type="external" camunda:topic="in giấy"'))
    assert own(result, "s") == {"topic": "in-gi-y", "result": "ket_qua_s"}
    assert "kept as a whole" in told(result, "s")


def test_a_decision_is_copied_with_the_names_that_changed() -> None:
    result = imported(sample("camunda7"))
    assert own(result, "tinhPhi") == {"decision": "phi-phong", "result": "muc_phi"}
    assert b"<text>so_nguoi</text>" in result.files["decisions/phi-phong.dmn"]


def test_a_decision_that_is_not_there_is_told_with_its_path() -> None:
    result = imported(wrap('<businessRuleTask id="b" camunda:decisionRef="thueDat"/>'))
    assert own(result, "b") == {"decision": "thue-dat", "result": "ket_qua_thue_dat"}
    assert "decisions/thue-dat.dmn" in told(result, "b")


def test_a_task_that_only_reckons_becomes_a_script() -> None:
    expression = 'camunda:expression="${don.gia * 2}" camunda:resultVariable="tongTien"'
    result = imported(calling(expression))
    task = find(result, "s")
    assert task.tag == f"{BPMN}scriptTask"
    assert task.findtext(f"{BPMN}script") == "tong_tien = don['gia'] * 2"


def test_java_is_told_and_stays_in_the_file() -> None:
    result = imported(calling('camunda:class="vn.A" camunda:resultVariable="kq"'))
    assert 'camunda:class="vn.A"' in result.files["process.bpmn"].decode()
    assert "class=“vn.A”" in told(result, "s")


def test_a_correlation_key_stands_on_what_waits() -> None:
    result = imported(sample("camunda8"))
    assert own(result, "cho_tien") == {"key": "=so_tem"}
    assert b"zeebe:subscription" not in result.files["process.bpmn"]


def test_a_call_hands_values_in_and_out() -> None:
    result = imported(sample("camunda8"))
    call = find(result, "goi")
    assert call.get("calledElement") == "nop-phi"
    values = [dict(one.attrib) for one in call.iter(f"{MOTCUA}input", f"{MOTCUA}output")]
    assert values == [
        {"name": "ma_so", "value": "=so_tem"},
        {"name": "so_bien_lai", "value": "=bien_lai"},
    ]


def test_a_process_of_the_same_file_is_called_by_its_id() -> None:
    call = '<callActivity id="c" calledElement="pHai"/></process><process id="pHai"><task id="t"/>'
    assert find(imported(wrap(call)), "c").get("calledElement") == "pHai"


@pytest.mark.parametrize(("binding", "severe"), [("latest", False), ("version", True)])
def test_the_version_that_a_call_is_bound_to_is_told(binding: str, severe: bool) -> None:
    call = f'<callActivity id="c" calledElement="x" camunda:calledElementBinding="{binding}"/>'
    found = [one for one in imported(wrap(call)).findings if "Binding" in one.en]
    assert [one.severe for one in found] == [severe]


def test_repetitions_keep_list_element_and_results() -> None:
    loop = find(imported(sample("camunda8")), "goi").find(f"{BPMN}multiInstanceLoopCharacteristics")
    assert loop is not None
    assert {str(k).removeprefix(MOTCUA): v for k, v in loop.items()} == {
        "collection": "=cac_phi",
        "elementName": "mot_phi",
        "output": "cac_bien_lai",
        "outputElement": "so_bien_lai",
    }


def test_one_expression_of_camunda_8_becomes_a_script() -> None:
    task = find(imported(sample("camunda8")), "tinh_han")
    assert task.get("scriptFormat") == "python"
    assert task.findtext(f"{BPMN}script") == "han_thang = 6 if so_nam > 7 else 12"


def test_python_scripts_stay_with_the_new_names() -> None:
    task = find(imported(sample("spiff")), "tinh")
    assert task.findtext(f"{BPMN}script") == "so_the = 2\ntong_phi = so_the * 50000"


def test_a_condition_that_cannot_be_said_stays_and_is_told() -> None:
    result = imported(sample("flowable"))
    flow = find(result, "s5")
    assert flow.findtext(f"{BPMN}conditionExpression") == "${lyDoService.kiemTra(lyDo)}"
    assert "kiemTra(…) has no counterpart" in told(result, "s5")


def test_settings_below_an_element_go_with_it_when_all_are_said() -> None:
    box = '<zeebe:taskDefinition type="in"/><zeebe:ioMapping><zeebe:input source="=a" target="b"/>'
    inside = f"<extensionElements>{box}</zeebe:ioMapping></extensionElements>"
    result = imported(wrap(f'<serviceTask id="s">{inside}</serviceTask>', ZEEBE))
    (kept,) = find(result, "s")
    assert [one.tag for one in kept] == [f"{MOTCUA}input"]


def flow(attributes: str, text: str) -> bytes:
    condition = f"<conditionExpression {attributes}>{text}</conditionExpression>"
    return wrap(f'<sequenceFlow id="f" sourceRef="a" targetRef="b">{condition}</sequenceFlow>')


def of_camunda(content: bytes) -> bytes:
    return content.replace(b"<sequenceFlow", b"<task id='t' camunda:async='true'/><sequenceFlow")


def test_a_condition_without_marks_is_never_taken_for_a_text_that_always_holds() -> None:
    result = imported(of_camunda(flow("", "soTien > 5")))
    assert find(result, "f").findtext(f"{BPMN}conditionExpression") == "soTien > 5"


def test_a_condition_in_another_language_is_told() -> None:
    result = imported(of_camunda(flow("language='groovy'", "soTien > 5")))
    assert "no expression that can be read" in told(result, "f")


def test_feel_in_camunda_7_is_read_as_feel() -> None:
    result = imported(of_camunda(flow("language='feel'", "count(ds) = 2")))
    assert find(result, "f").findtext(f"{BPMN}conditionExpression") == "len(ds) == 2"


def test_form_conditions_are_feel_whatever_the_diagram_speaks() -> None:
    form = {
        "id": "f",
        "components": [
            {"type": "textfield", "key": "a", "conditional": {"hide": "=tienDat = null"}}
        ],
    }
    files = {"f.form": orjson.dumps(form)}
    result = import_diagram(user('camunda:formRef="f"'), "x.bpmn", None, files)
    (field,) = orjson.loads(result.files["forms/f.form"])["components"]
    assert field["conditional"] == {"hide": "=tien_dat is null"}


def test_what_the_diagram_says_in_our_words_already_stays() -> None:
    content = user('camunda:candidateGroups="leader" m:post="clerk" xmlns:m="urn:motcua:bpmn:1"')
    result = imported(content)
    assert own(result, "u") == {"post": "clerk"}
    assert "which stays" in told(result, "u")


def test_objects_go_by_the_new_names_too() -> None:
    objects = (
        '<dataObject id="d" name="tienDat"/><userTask id="u" camunda:assignee="desk">'
        '<dataInputAssociation id="n"><targetRef>x</targetRef><assignment>'
        "<from>${tienDat + 1}</from><to>tongTien</to></assignment></dataInputAssociation>"
        "</userTask>"
    )
    result = imported(wrap(objects))
    assert find(result, "d").get("name") == "tien_dat"
    parts = [one.text for one in find(result, "n").iterfind(f"{BPMN}assignment/*")]
    assert parts == ["tien_dat + 1", "tong_tien"]


def test_the_tool_is_the_one_that_is_used_not_only_declared() -> None:
    box = '<extensionElements><zeebe:taskDefinition type="in"/></extensionElements>'
    result = imported(wrap(f'<serviceTask id="s">{box}</serviceTask>', ZEEBE))
    assert result.tool == "Camunda 8"


@pytest.mark.parametrize(
    ("name", "one", "other"),
    [
        ("camunda7", "camunda.org/schema/1.0/bpmn", "operaton.org/schema/1.0/bpmn"),
        ("flowable", "flowable.org/bpmn", "activiti.org/bpmn"),
    ],
)
def test_tools_of_one_family_are_read_alike(name: str, one: str, other: str) -> None:
    cousin = sample(name).replace(f"http://{one}".encode(), f"http://{other}".encode())
    result, expected = imported(cousin), imported(sample(name))
    assert (
        result.files["process.bpmn"].replace(other.encode(), one.encode())
        == (expected.files["process.bpmn"])
    )
    assert [found.en for found in result.findings] == [found.en for found in expected.findings]
