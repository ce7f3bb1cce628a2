"""Service, send and business rule tasks: connectors, topics, results, decisions."""

import re

from engine.diagrams.texts import local
from engine.diagrams.xml import Element
from engine.dialects.decisions import find_decision
from engine.dialects.mappings import carry_inputs, carry_outputs
from engine.dialects.ready import carry_ready
from engine.dialects.scripts import carry_reckoned
from engine.dialects.translate import is_expression
from engine.dialects.work import Setting, Work
from engine.errors import Words
from engine.records.connectors import TOPIC_PATTERN

_CODE = ("class", "delegateExpression", "expression")
_TOPIC = Words(
    vi="Tên công việc bên ngoài phải là chữ viết sẵn.",
    en="The topic must be a plain text.",
)
_JAVA = Words(
    vi="Mã Java không chạy ở đây; hãy viết một chương trình nhận việc bên ngoài (motcua:topic) "
    "hoặc dùng nơi kết nối có sẵn (motcua:connector).",
    en="Java code does not run here; write a program outside that takes the work (motcua:topic), "
    "or use a connector (motcua:connector).",
)
_TYPE = Words(
    vi="Hãy chọn nơi kết nối (motcua:connector) cho việc này.",
    en="Choose a connector (motcua:connector) for this task.",
)
_RETRIES = Words(
    vi="Việc lỗi được thử lại tự động, rồi thành sự cố để quản trị xem.",
    en="Work that fails is tried again by itself, and becomes an incident for an administrator.",
)
_ANSWER = Words(
    vi="Kết quả của chương trình bên ngoài nằm trọn trong tên này; nơi nào đọc biến của nó, hãy "
    "đọc qua tên này.",
    en="The worker's answer is kept as a whole under this name; what reads its variables must read "
    "them from it.",
)
_TOPIC_CHANGED = Words(
    vi="Hãy đổi tên này ở chương trình nhận việc.", en="Change it in the worker too."
)
_RETAGGED = Words(
    vi="Loại việc đổi theo cách nó được làm.", en="Its type follows from who does it."
)
_RULE_RESULT = Words(
    vi="Bảng quyết định cần một tên để lưu kết quả.", en="A decision needs a name for its result."
)
_SHAPE = Words(
    vi="Ở đây một cột kết quả cho giá trị trơn, nhiều cột cho một nhóm; nhiều dòng cho danh sách.",
    en="Here one output gives the plain value, several a group; several rules give a list.",
)
_NO_DECISION = Words(
    vi="Hãy chép bảng quyết định (DMN) vào đường dẫn này.",
    en="Copy the decision table (DMN) to this path.",
)
_BINDING = Words(
    vi="Bảng quyết định thuộc về phiên bản của thủ tục.",
    en="Decision tables belong to the version of the procedure.",
)


def carry_call_out(work: Work, element: Element) -> None:
    """Write what a task calls: a decision, an external topic, or nothing we can call."""
    if carry_ready(work, element):
        return
    decision = work.setting(element, "decisionRef") or _spiff_decision(work, element)
    topic = _topic(work, element)
    _retries(work, element)
    if decision is not None and decision.value and local(element) != "userTask":
        _carry_decision(work, element, decision)
    elif topic is not None and topic.value:
        _carry_topic(work, element, topic)
    elif not carry_reckoned(work, element):
        _note_code(work, element)
        _carry_result(work, element)


def _retries(work: Work, element: Element) -> None:
    """Both are noted, neither is needed: how often a job is tried is the same for all."""
    for child in work.children(element, "taskDefinition"):
        if child.get("retries") is not None:
            found = Setting(element=child, name="retries", value=child.get("retries", ""))
            work.unneeded(element, found, _RETRIES)
    for child in work.children(element, "failedJobRetryTimeCycle"):
        work.unneeded(element, child, _RETRIES)


def _topic(work: Work, element: Element) -> Setting | None:
    """Return the topic of an external task; Camunda 7 marks it by type, Camunda 8 has only it."""
    kind = work.setting(element, "type")
    if kind is not None and kind.value in ("external", "external-worker"):
        work.carried(kind)
        return work.setting(element, "topic")
    return work.setting(element, "topic") if kind is None else None


def _carry_topic(work: Work, element: Element, topic: Setting) -> None:
    if is_expression(topic.value, work.tongue) and work.tongue.language != "python":
        work.lost(element, topic, _TOPIC)
        return
    name = topic.value
    if not re.fullmatch(TOPIC_PATTERN, name):
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("._-")[:80] or "cong-viec"
        work.look(element, topic.value, f"motcua:topic={name}", _TOPIC_CHANGED)
    if local(element) not in ("serviceTask", "sendTask"):
        work.look(element, local(element), "serviceTask", _RETAGGED)
        work.edits.rename(element, "serviceTask")
    work.edits.put(element, "topic", name)
    work.carried(topic)
    carry_inputs(work, element)
    has_outputs = any(
        local(one) in ("output", "outputParameter")
        for box in work.children(element, "ioMapping", "inputOutput")
        for one in box.iterchildren()
    )
    carry_outputs(work, element)
    if not has_outputs and not _carry_result(work, element):
        result = work.variables.name(f"ket_qua_{element.get('id') or name}")
        work.edits.put(element, "result", result)
        work.look(element, f"topic {name}", f"motcua:result={result}", _ANSWER)


def _carry_result(work: Work, element: Element) -> bool:
    found = work.setting(element, "resultVariable") or work.setting(element, "resultVariableName")
    below = next(work.children(element, "calledDecision", "script", "serviceTaskOperator"), None)
    if found is None and below is not None and below.get("resultVariable"):
        value = below.get("resultVariable", "")
        found = Setting(element=below, name="resultVariable", value=value)
    if found is None or not found.value or local(element) == "scriptTask":
        return False
    work.edits.put(element, "result", work.variables.name(found.value))
    work.carried(found)
    return True


def _carry_decision(work: Work, element: Element, decision: Setting) -> None:
    if is_expression(decision.value, work.tongue) and work.tongue.language != "python":
        work.lost(element, decision, _TOPIC)
        return
    if local(element) != "businessRuleTask":
        work.look(element, local(element), "businessRuleTask", _RETAGGED)
        work.edits.rename(element, "businessRuleTask")
    name, is_there = find_decision(work, decision.value)
    work.edits.put(element, "decision", name)
    if not is_there:
        found = f"{decision.value} → decisions/{name}.dmn"
        work.lost(element, found, _NO_DECISION)
    work.carried(decision)
    if not _carry_result(work, element):
        result = work.variables.name(f"ket_qua_{decision.value}")
        work.edits.put(element, "result", result)
        work.look(element, decision.value, f"motcua:result={result}", _RULE_RESULT)
    _note_shape(work, element)


def _note_shape(work: Work, element: Element) -> None:
    shape = work.setting(element, "mapDecisionResult")
    if shape is not None and shape.value in ("singleEntry", "singleResult"):
        work.carried(shape)
    elif shape is not None:
        work.lost(element, shape, _SHAPE)
    for name in ("decisionRefBinding", "decisionRefVersion", "decisionRefVersionTag"):
        binding = work.setting(element, name)
        if binding is not None:
            work.unneeded(element, binding, _BINDING)


def _spiff_decision(work: Work, element: Element) -> Setting | None:
    for child in work.children(element, "calledDecisionId"):
        work.taken(child)
        return Setting(element=child, name="", value=(child.text or "").strip())
    return None


def _note_code(work: Work, element: Element) -> None:
    for name in _CODE:
        found = work.setting(element, name)
        if found is not None and local(element) != "userTask":
            work.lost(element, found, _JAVA)
    kind = work.setting(element, "type")
    if kind is not None:
        work.lost(element, kind, _TYPE)
