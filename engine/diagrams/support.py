"""What of BPMN can be executed; everything else is refused, saying what to draw instead.

The rule is "never silently wrong": a construct behaves as BPMN 2.0.2 says, or is refused.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from engine.diagrams import rules
from engine.diagrams.model import Node
from engine.diagrams.nodes import BPMN, flag, local
from engine.diagrams.words import called
from engine.diagrams.xml import Element
from engine.errors import Words
from engine.records.findings import Finding

_EMBEDDED = Words(vi="Hãy vẽ một quy trình con thường.", en="Draw an ordinary subprocess instead.")
_EXCLUSIVE = Words(
    vi="Hãy dùng cổng loại trừ, song song hoặc bao hàm.",
    en="Use exclusive, parallel or inclusive gateways.",
)
_NAMED = Words(
    vi="Hãy chọn loại việc: việc của người dùng, dịch vụ, kịch bản, bảng quyết định hoặc làm tay.",
    en="Choose its type: user, service, script, business rule or manual task.",
)
_DRAW_LOOP = Words(
    vi="Hãy vẽ mũi tên quay lại qua một cổng loại trừ.",
    en="Draw an arrow back, through an exclusive gateway.",
)
_BOUNDARY = Words(
    vi="Hãy gắn sự kiện lên biên của việc hoặc quy trình con.",
    en="Attach an event to the border of the task or subprocess.",
)
_MESSAGE = Words(
    vi="Hãy dùng sự kiện chờ tin nhắn hoặc chờ thời gian.",
    en="Use a message or a timer event.",
)
_PLAIN_START = Words(
    vi="Hãy dùng sự kiện bắt đầu thường; hồ sơ mở khi có người nộp.",
    en="Use a plain start event; a case opens when somebody files.",
)
_PLAIN_END = Words(
    vi="Hãy dùng kết thúc thường, kết thúc toàn bộ hoặc kết thúc lỗi.",
    en="Use a plain, a terminate or an error end event.",
)
_SEND = Words(
    vi="Hãy dùng việc gửi tin hoặc thuộc tính notice.",
    en="Use a send task, or the attribute notice.",
)
_REPEAT = Words(vi="Hãy vẽ đủ số bước cần làm.", en="Draw as many steps as there are to be done.")
_PYTHON = Words(vi="Hãy viết kịch bản bằng Python.", en="Write the script in Python.")
_NOTICE = Words(
    vi="Việc gửi tin gửi thư cho người nộp hồ sơ, hoặc gọi motcua:connector.",
    en="A send task sends mail to the applicant, or calls motcua:connector.",
)
_INSTANTIATE = Words(
    vi="Hãy bắt đầu bằng sự kiện bắt đầu thường.", en="Begin with a plain start event."
)

_TAGS: Mapping[str, Words] = MappingProxyType(
    {
        "task": _NAMED,
        "callActivity": _EMBEDDED,
        "transaction": _EMBEDDED,
        "adHocSubProcess": _EMBEDDED,
        "complexGateway": _EXCLUSIVE,
        "callChoreography": _EMBEDDED,
        "choreographyTask": _EMBEDDED,
        "subChoreography": _EMBEDDED,
        "implicitThrowEvent": _SEND,
        "event": _MESSAGE,
    }
)
# Event tag → the kinds that run there (None: without definition), and what else to draw.
_EVENTS: Mapping[str, tuple[tuple[str | None, ...], Words]] = MappingProxyType(
    {
        "startEvent": ((None,), _PLAIN_START),
        "endEvent": ((None, "terminate", "error"), _PLAIN_END),
        "intermediateCatchEvent": (("timer", "message"), _MESSAGE),
        "intermediateThrowEvent": ((None,), _SEND),
        "boundaryEvent": (("timer", "message", "error"), _MESSAGE),
    }
)
# Attributes that ask for something we do not do when they are true, and what to draw.
_FLAGS: tuple[tuple[str, Words], ...] = (
    ("triggeredByEvent", _BOUNDARY),
    ("isForCompensation", _EMBEDDED),
    ("instantiate", _INSTANTIATE),
)
# How modelers name the language of our scripts; without a name it is meant.
_SCRIPTS = frozenset(("", "python", "python3", "text/python", "text/x-python"))
_COUNTS = ("startQuantity", "completionQuantity")
_NO_EFFECT: Mapping[str, Words] = MappingProxyType(
    {
        "ioSpecification": Words(
            vi="Mọi tên của hồ sơ đều đọc được ở mọi nơi.",
            en="All names of a case can be read everywhere.",
        ),
        "dataInputAssociation": Words(
            vi="Mũi tên dữ liệu chỉ để minh hoạ.", en="Data arrows are illustration only."
        ),
        "dataOutputAssociation": Words(
            vi="Mũi tên dữ liệu chỉ để minh hoạ.", en="Data arrows are illustration only."
        ),
    }
)
_PEOPLE = frozenset(("resourceRole", "performer", "humanPerformer", "potentialOwner"))
_USE_POST = Words(vi="Hãy ghi vai trò ở motcua:post.", en="State the post in motcua:post.")
_ENGINES = frozenset(
    (
        "http://camunda.org/schema/1.0/bpmn",
        "http://camunda.org/schema/zeebe/1.0",
        "http://flowable.org/bpmn",
        "http://activiti.org/bpmn",
        "http://spiffworkflow.org/bpmn/schema/1.0/core",
    )
)
_OTHER_ENGINE = Words(
    vi="Thuộc tính này dành cho phần mềm khác; hãy ghi lại bằng thuộc tính motcua.",
    en="It is meant for other software; say it again with a motcua attribute.",
)


def check_support(element: Element, node: Node, file: str) -> Iterator[Finding]:
    """Yield what of this element cannot be run, or would have no effect."""
    yield from _check_tag(node, file)
    yield from _check_flags(element, node, file)
    yield from _check_children(element, node, file)
    for key in element.attrib:
        if str(key)[1:].partition("}")[0] in _ENGINES:
            found = str(key).rpartition("}")[2]
            yield _no_effect(node, file, found, _OTHER_ENGINE)


def _check_tag(node: Node, file: str) -> Iterator[Finding]:
    if node.tag in _TAGS:
        yield _refuse(node, file, node.tag, _TAGS[node.tag])
    if node.tag not in _EVENTS:
        return
    kinds, instead = _EVENTS[node.tag]
    if len(node.events) > 1:
        yield rules.SEVERAL_TRIGGERS.at(file, node.node_id, node.line, what=called(node))
    elif node.event_kind() not in kinds:
        yield _refuse(node, file, f"{node.tag} ({node.event_kind() or '–'})", instead)
    if node.tag == "boundaryEvent" and node.event_kind() == "error" and not node.interrupting:
        # BPMN 2.0.2, 10.5.6: an error boundary event always interrupts.
        yield _refuse(node, file, "error, cancelActivity=“false”", _BOUNDARY)


def _check_flags(element: Element, node: Node, file: str) -> Iterator[Finding]:
    for name, instead in _FLAGS:
        if flag(element, name):
            yield _refuse(node, file, f"{name}=“true”", instead)
    if element.get("eventGatewayType") == "Parallel":
        yield _refuse(node, file, "eventGatewayType=“Parallel”", _MESSAGE)
    script = element.get("scriptFormat", "").strip()
    if node.tag == "scriptTask" and script.lower() not in _SCRIPTS:
        yield _refuse(node, file, f"scriptFormat=“{script}”", _PYTHON)
    if node.tag == "sendTask" and element.get("messageRef"):
        yield _no_effect(node, file, "messageRef", _NOTICE)
    for name in _COUNTS:
        if element.get(name, "1") != "1":
            yield _refuse(node, file, f"{name}=“{element.get(name)}”", _REPEAT)


def _check_children(element: Element, node: Node, file: str) -> Iterator[Finding]:
    for child in element.iterchildren(f"{BPMN}*"):
        tag = local(child)
        if tag == "standardLoopCharacteristics":
            yield _refuse(node, file, tag, _DRAW_LOOP)
        elif tag == "eventDefinitionRef":
            yield _refuse(node, file, tag, _MESSAGE)
        elif tag in _NO_EFFECT:
            yield _no_effect(node, file, tag, _NO_EFFECT[tag])
        elif tag in _PEOPLE:
            yield _no_effect(node, file, tag, _USE_POST)
        elif tag == "multiInstanceLoopCharacteristics":
            yield from _check_loop(child, node, file)


def _check_loop(loop: Element, node: Node, file: str) -> Iterator[Finding]:
    behavior = loop.get("behavior", "All")
    if behavior != "All":
        yield _refuse(node, file, f"behavior=“{behavior}”", _EMBEDDED)
    if not (node.tag == "userTask" or node.tag == "subProcess"):
        yield _refuse(node, file, "multiInstanceLoopCharacteristics", _WRAP)


_WRAP = Words(
    vi="Hãy đặt việc này vào một quy trình con và lặp quy trình con đó.",
    en="Put it into a subprocess, and repeat the subprocess.",
)


def _refuse(node: Node, file: str, kind: str, instead: Words) -> Finding:
    return rules.NOT_EXECUTABLE.at(
        file, node.node_id, node.line, what=called(node), kind=kind, instead=instead
    )


def _no_effect(node: Node, file: str, found: str, instead: Words) -> Finding:
    return rules.WITHOUT_EFFECT.at(
        file, node.node_id, node.line, what=called(node), found=found, instead=instead
    )
