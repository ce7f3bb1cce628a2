"""A small folder in which everything that can differ stands once."""

import re
from collections.abc import Mapping

BPMN = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
  xmlns:motcua="urn:motcua:bpmn:1" id="d" targetNamespace="urn:test">
  <message id="tin" name="tra_loi"/>
  <process id="thu_tuc" name="Thủ tục thử" isExecutable="true" motcua:nameEn="Trial procedure"
    motcua:term="10 working days">
    <laneSet id="cac_lan">
      <lane id="lan_quay" name="Một cửa" motcua:nameEn="Desk" motcua:post="desk">
        <flowNodeRef>nop</flowNodeRef><flowNodeRef>nhan</flowNodeRef>
        <flowNodeRef>bo_sung</flowNodeRef><flowNodeRef>het_han</flowNodeRef>
        <flowNodeRef>dong</flowNodeRef><flowNodeRef>xong</flowNodeRef>
      </lane>
      <lane id="lan_phong" name="Chuyên môn" motcua:nameEn="Experts" motcua:post="specialist">
        <flowNodeRef>tham_dinh</flowNodeRef><flowNodeRef>du</flowNodeRef>
        <flowNodeRef>y_kien_a</flowNodeRef><flowNodeRef>y_kien_b</flowNodeRef>
        <flowNodeRef>ky_nhay</flowNodeRef>
      </lane>
      <lane id="lan_lanh_dao" name="Lãnh đạo" motcua:nameEn="Leaders" motcua:post="leader">
        <flowNodeRef>ky</flowNodeRef><flowNodeRef>cho</flowNodeRef>
      </lane>
    </laneSet>
    <startEvent id="nop" name="Nộp hồ sơ" motcua:nameEn="Filed" motcua:clock="start"/>
    <userTask id="nhan" name="Tiếp nhận" motcua:nameEn="Receive" motcua:form="nhan"
      motcua:term="8 working hours"/>
    <userTask id="tham_dinh" name="Thẩm định" motcua:nameEn="Appraise" motcua:form="tham-dinh"
      motcua:term="5 working days" motcua:status="4" motcua:legalBasis="NĐ 1/2020">
      <documentation>Đọc kỹ hồ sơ</documentation>
    </userTask>
    <exclusiveGateway id="du" name="Hồ sơ đủ?" motcua:nameEn="Complete?" default="f_thieu"/>
    <userTask id="bo_sung" name="Yêu cầu bổ sung" motcua:nameEn="Ask for more"
      motcua:post="applicant" motcua:form="nhan" motcua:clock="pause-restart"/>
    <boundaryEvent id="het_han" name="Quá hạn bổ sung" motcua:nameEn="Not completed"
      attachedToRef="bo_sung">
      <timerEventDefinition><timeDuration>15 working days</timeDuration></timerEventDefinition>
    </boundaryEvent>
    <endEvent id="dong" name="Đóng hồ sơ" motcua:nameEn="Closed" motcua:ending="closed"/>
    <userTask id="y_kien_a" name="Lấy ý kiến A" motcua:nameEn="Ask A" motcua:form="nhan"/>
    <userTask id="y_kien_b" name="Lấy ý kiến B" motcua:nameEn="Ask B" motcua:form="nhan">
      <multiInstanceLoopCharacteristics motcua:collection="=co_quan"
        motcua:elementName="mot_co_quan"/>
    </userTask>
    <userTask id="ky_nhay" name="Ký nháy" motcua:nameEn="Initial" motcua:form="ky"/>
    <userTask id="ky" name="Ký" motcua:nameEn="Sign" motcua:form="ky" motcua:fourEyes="ky_nhay"
      motcua:term="1 working day"/>
    <intermediateCatchEvent id="cho" name="Chờ trả lời" motcua:nameEn="Wait for the answer">
      <messageEventDefinition messageRef="tin"/>
    </intermediateCatchEvent>
    <endEvent id="xong" name="Trả kết quả" motcua:nameEn="Handed over" motcua:ending="done"/>
    <textAnnotation id="ghi_chu"><text>Một lần duy nhất</text></textAnnotation>
    <sequenceFlow id="f_nop" sourceRef="nop" targetRef="nhan"/>
    <sequenceFlow id="f_nhan" sourceRef="nhan" targetRef="tham_dinh"/>
    <sequenceFlow id="f_tham_dinh" sourceRef="tham_dinh" targetRef="du"/>
    <sequenceFlow id="f_thieu" name="thiếu" sourceRef="du" targetRef="bo_sung"/>
    <sequenceFlow id="f_bo_sung" sourceRef="bo_sung" targetRef="tham_dinh"/>
    <sequenceFlow id="f_het_han" sourceRef="het_han" targetRef="dong"/>
    <sequenceFlow id="f_du" name="đủ" sourceRef="du" targetRef="y_kien_a">
      <conditionExpression>ket_qua == "du"</conditionExpression>
    </sequenceFlow>
    <sequenceFlow id="f_a" sourceRef="y_kien_a" targetRef="y_kien_b"/>
    <sequenceFlow id="f_b" sourceRef="y_kien_b" targetRef="ky_nhay"/>
    <sequenceFlow id="f_ky_nhay" sourceRef="ky_nhay" targetRef="ky"/>
    <sequenceFlow id="f_ky" sourceRef="ky" targetRef="cho"/>
    <sequenceFlow id="f_cho" sourceRef="cho" targetRef="xong"/>
  </process>
  <bpmndi:BPMNDiagram id="hinh"><bpmndi:BPMNPlane id="mat" bpmnElement="thu_tuc">
    <bpmndi:BPMNShape id="nhan_di" bpmnElement="nhan">
      <dc:Bounds x="100" y="80" width="100" height="80"/>
    </bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>
"""
FORM = """{
  "type": "default", "id": "tham-dinh", "schemaVersion": 18,
  "title": "Thẩm định", "titleEn": "Appraisal",
  "components": [
    {"type": "group", "label": "Kết quả", "properties": {"labelEn": "Result"}, "components": [
      {"type": "radio", "key": "ket_qua", "label": "Hồ sơ thế nào?",
       "values": [{"label": "Đầy đủ", "value": "du", "labelEn": "Complete"},
                  {"label": "Còn thiếu", "value": "thieu", "labelEn": "Incomplete"}],
       "validate": {"required": true}, "properties": {"labelEn": "How is it?"}},
      {"type": "textfield", "key": "so_cmnd", "label": "Số CMND",
       "validate": {"required": true, "maxLength": 12}, "properties": {"labelEn": "ID number"}},
      {"type": "textarea", "key": "ly_do", "label": "Lý do",
       "conditional": {"hide": "=ket_qua == \\"du\\""}, "properties": {"labelEn": "Reason"}}
    ]},
    {"type": "group", "label": "Thêm", "properties": {"labelEn": "More"}, "components": [
      {"type": "checkbox", "key": "gap", "label": "Gấp", "properties": {"labelEn": "Urgent"}}
    ]}
  ]
}
"""
SMALL_FORM = """{"type": "default", "id": "%s", "title": "%s", "titleEn": "%s", "components": [
  {"type": "textfield", "key": "%s", "label": "Ghi", "properties": {"labelEn": "Write"}}]}
"""
DMN = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="t" name="t" namespace="urn:t">
  <decision id="phi" name="Lệ phí"><variable id="v" name="phi" typeRef="number"/>
    <decisionTable id="bang" hitPolicy="UNIQUE">
      <input id="i1" label="Kênh nộp"><inputExpression id="e1" typeRef="string">
        <text>kenh</text></inputExpression></input>
      <output id="o1" label="Phí" name="phi" typeRef="number"/>
      <rule id="r1"><inputEntry id="r1i"><text>"online"</text></inputEntry>
        <outputEntry id="r1o"><text>50000</text></outputEntry></rule>
      <rule id="r2"><inputEntry id="r2i"><text>"direct"</text></inputEntry>
        <outputEntry id="r2o"><text>75000</text></outputEntry></rule>
    </decisionTable></decision>
</definitions>
"""
CARD = """code = "1.000001"
office_kind = "commune"
filing_form = "nhan"
cutoff = "15:00"
title = { vi = "Thủ tục thử", en = "Trial procedure" }
summary = { vi = "Thử.", en = "Trial." }
field = { vi = "Thử", en = "Trial" }
level = { vi = "Cấp xã", en = "Commune" }
who = { vi = "Mọi người", en = "Anybody" }
term = { vi = "10 ngày", en = "10 days" }
fee = { vi = "Không", en = "None" }
steps = [{ vi = "Nộp.", en = "File." }]
results = [{ vi = "Giấy", en = "Paper" }]

[[papers]]
name = { vi = "Đơn", en = "Application" }
originals = 2

[[papers]]
name = { vi = "Bản vẽ", en = "Drawings" }
copies = 1

[[channels]]
kind = "direct"
term = { vi = "10 ngày", en = "10 days" }
fee = { vi = "Không", en = "None" }

[[legal_basis]]
number = "NĐ 1/2020"
title = "Nghị định thử"
valid_from = "2020-01-01"
"""
LETTER = """= Thông báo
Kính gửi ông/bà #ten,
Hồ sơ còn thiếu.
"""
SCENARIO = """title = { vi = "Đi thẳng", en = "Straight" }
channel = "direct"
"""
FILES: Mapping[str, bytes] = {
    "process.bpmn": BPMN.encode(),
    "forms/tham-dinh.form": FORM.encode(),
    "forms/nhan.form": (SMALL_FORM % ("nhan", "Đơn", "Application", "ho_ten")).encode(),
    "forms/ky.form": (SMALL_FORM % ("ky", "Ký", "Signature", "y_kien")).encode(),
    "decisions/phi.dmn": DMN.encode(),
    "procedure.toml": CARD.encode(),
    "letters/thieu.typ": LETTER.encode(),
    "scenarios/thang.toml": SCENARIO.encode(),
    "README.md": b"# Xin\n",
}


def edited(path: str, *edits: tuple[str, str]) -> Mapping[str, bytes]:
    """Return the folder with texts of a file replaced, each once; every one must be there."""
    text = FILES[path].decode()
    for old, new in edits:
        found = re.search(old, text, re.DOTALL)
        assert found, old
        text = text[: found.start()] + new + text[found.end() :]
    return {**FILES, path: text.encode()}
