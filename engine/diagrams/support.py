"""What of BPMN can be executed; everything else is refused, saying what to draw instead.

The rule is "never silently wrong": a construct behaves as BPMN 2.0.2 says, or is refused.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from engine.diagrams import rules
from engine.diagrams.associations import assigns_path, touches_store
from engine.diagrams.kinds import EVENTS
from engine.diagrams.model import Node
from engine.diagrams.nodes import Around
from engine.diagrams.positions import ONE_AFTER_ANOTHER, check_event, refuse
from engine.diagrams.texts import BPMN, local
from engine.diagrams.words import called
from engine.diagrams.xml import Element, line_of
from engine.errors import Words
from engine.records.findings import Finding

_EMBEDDED = Words(vi="Hãy vẽ một quy trình con thường.", en="Draw an ordinary subprocess instead.")
_THROW = Words(
    vi="Hãy dùng sự kiện trung gian có loại rõ ràng.",
    en="Use an intermediate event of a definite kind.",
)
_ONCE = Words(
    vi="Hãy đặt việc lặp lại sau việc nhận tin bắt đầu quy trình.",
    en="Let one receive task begin the process, and put the repeated one after it.",
)
_PYTHON = Words(vi="Hãy viết kịch bản bằng Python.", en="Write the script in Python.")
_NOTICE = Words(
    vi="Việc này gọi motcua:connector, nên không gửi thông điệp.",
    en="This task calls motcua:connector, and sends no message.",
)
_QUANTITY = Words(vi="Hãy ghi số nguyên từ 1.", en="Write a whole number from 1.")
_STORE = Words(
    vi="Hãy dùng việc dịch vụ với motcua:connector=“register-lookup” để đọc kho dữ liệu.",
    en="Use a service task with motcua:connector=“register-lookup” to read a data store.",
)
_PATH = Words(
    vi="Chỉ gán được cho một tên; hãy gán cả giá trị, không gán một phần của nó.",
    en="Only a name can be assigned to; assign the whole value instead of a part of it.",
)
_OBJECTS = Words(
    vi="Hãy đặt tên không dấu, không khoảng trắng cho cả hai đầu.",
    en="Give both ends a name of letters, digits and underscores.",
)

_TAGS: Mapping[str, Words] = MappingProxyType(
    {
        "callChoreography": _EMBEDDED,
        "choreographyTask": _EMBEDDED,
        "subChoreography": _EMBEDDED,
        "implicitThrowEvent": _THROW,
        "event": _THROW,
    }
)
# How modelers name the language of our scripts; without a name it is meant.
_SCRIPTS = frozenset(("", "python", "python3", "text/python", "text/x-python"))
_COUNTS = ("startQuantity", "completionQuantity")
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


def check_support(element: Element, node: Node, file: str, around: Around) -> Iterator[Finding]:
    """Yield what of this element cannot be run, or would have no effect."""
    if node.tag in _TAGS:
        yield refuse(node, file, node.tag, _TAGS[node.tag])
    if node.tag in EVENTS:
        yield from check_event(element, node, file)
    yield from _check_flags(element, node, file)
    yield from _check_associations(element, node, file, around)
    for child in element.iterchildren(f"{BPMN}*"):
        if local(child) in _PEOPLE:
            yield _no_effect(node, file, local(child), _USE_POST)
    for key in element.attrib:
        if str(key)[1:].partition("}")[0] in _ENGINES:
            found = str(key).rpartition("}")[2]
            yield _no_effect(node, file, found, _OTHER_ENGINE)


def _check_flags(element: Element, node: Node, file: str) -> Iterator[Finding]:
    if element.get("eventGatewayType") == "Parallel":
        yield refuse(node, file, "eventGatewayType=“Parallel”", ONE_AFTER_ANOTHER)
    script = element.get("scriptFormat", element.get("scriptLanguage", "")).strip()
    if node.tag == "scriptTask" and script.lower() not in _SCRIPTS:
        yield refuse(node, file, f"scriptFormat=“{script}”", _PYTHON)
    if node.tag == "sendTask" and element.get("messageRef") and "connector" in node.attributes:
        yield _no_effect(node, file, "messageRef", _NOTICE)
    if node.tag == "receiveTask" and node.instantiates and node.loop:
        yield refuse(node, file, "instantiate=“true” + loop", _ONCE)
    for name, count in zip(_COUNTS, node.quantities, strict=True):
        if count < 1:
            yield refuse(node, file, f"{name}=“{element.get(name)}”", _QUANTITY)


def _check_associations(
    element: Element, node: Node, file: str, around: Around
) -> Iterator[Finding]:
    if touches_store(element, around.names):
        yield refuse(node, file, "dataStoreReference", _STORE)
    read = {one.line for one in (*node.takes, *node.gives)}
    for tag in ("dataInputAssociation", "dataOutputAssociation"):
        for one in element.iterchildren(BPMN + tag):
            if assigns_path(one):
                yield refuse(node, file, "assignment", _PATH)
                continue
            says = next(one.iterchildren(f"{BPMN}transformation", f"{BPMN}assignment"), None)
            if says is not None and line_of(one) not in read:
                yield _no_effect(node, file, tag, _OBJECTS)


def _no_effect(node: Node, file: str, found: str, instead: Words) -> Finding:
    return rules.WITHOUT_EFFECT.at(
        file, node.node_id, node.line, what=called(node), found=found, instead=instead
    )
