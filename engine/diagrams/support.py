"""What of BPMN can be executed; everything else is refused, saying what to draw instead.

The rule is "never silently wrong": a construct behaves as BPMN 2.0.2 says, or is refused.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from engine.diagrams import rules
from engine.diagrams.associations import touches_store
from engine.diagrams.kinds import EVENTS
from engine.diagrams.model import Node
from engine.diagrams.nodes import Around
from engine.diagrams.texts import BPMN, flag, local
from engine.diagrams.words import called
from engine.diagrams.xml import Element, line_of
from engine.errors import Words
from engine.records.findings import Finding

_EMBEDDED = Words(vi="Hãy vẽ một quy trình con thường.", en="Draw an ordinary subprocess instead.")
_THROW = Words(
    vi="Hãy dùng sự kiện trung gian có loại rõ ràng.",
    en="Use an intermediate event of a definite kind.",
)
_POSITION = Words(
    vi="Ở đây chỉ dùng được: {kinds}.",
    en="Only these can stand here: {kinds}.",
)
_INTERRUPTS = Words(
    vi="Sự kiện này luôn ngắt; hãy bỏ dấu “không ngắt”.",
    en="Such an event always interrupts; take the mark “non-interrupting” away.",
)
_ONE_AFTER_ANOTHER = Words(
    vi="Hãy bắt đầu bằng một sự kiện, rồi chờ các sự kiện khác sau đó.",
    en="Begin with one event, and wait for the others after it.",
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
_OBJECTS = Words(
    vi="Hãy đặt tên không dấu, không khoảng trắng cho cả hai đầu.",
    en="Give both ends a name of letters, digits and underscores.",
)
_ON_TRANSACTION = Words(
    vi="Chỉ dùng được trong, hoặc trên biên của, một giao dịch.",
    en="It has its place inside, or on the border of, a transaction.",
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
NONE: str | None = None
_WAITING = ("message", "timer", "signal", "conditional")
# Where an event stands → the kinds that run there (None: without definition).
# Source: BPMN 2.0.2, tables 10.84 (start), 10.86 (boundary), 10.89 (intermediate), 10.88 (end).
EVENT_KINDS: Mapping[str, tuple[str | None, ...]] = MappingProxyType(
    {
        # What a conditional start of a process would look at does not exist before the case.
        "startEvent": (NONE, "message", "timer", "signal"),
        "startEvent in a subprocess": (NONE,),
        "startEvent of an event subprocess": (*_WAITING, "error", "escalation", "compensate"),
        "endEvent": (NONE, "message", "signal", "error", "escalation", "terminate", "compensate")
        + ("cancel",),
        "intermediateCatchEvent": (*_WAITING, "link"),
        "intermediateThrowEvent": (NONE, "message", "signal", "escalation", "link", "compensate"),
        "boundaryEvent": (*_WAITING, "error", "escalation", "cancel", "compensate"),
    }
)
# Kinds that cannot be one of several triggers of an event.
_ALONE = ("link", "cancel", "compensate")
_ALWAYS_INTERRUPT = ("error", "cancel", "compensate")
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
        yield _refuse(node, file, node.tag, _TAGS[node.tag])
    if node.tag in EVENTS:
        yield from _check_event(element, node, file)
    yield from _check_flags(element, node, file)
    yield from _check_associations(element, node, file, around)
    for child in element.iterchildren(f"{BPMN}*"):
        if local(child) in _PEOPLE:
            yield _no_effect(node, file, local(child), _USE_POST)
    for key in element.attrib:
        if str(key)[1:].partition("}")[0] in _ENGINES:
            found = str(key).rpartition("}")[2]
            yield _no_effect(node, file, found, _OTHER_ENGINE)


def position(element: Element, tag: str) -> str:
    """Return the position of an event, a key of EVENT_KINDS."""
    parent = element.getparent()
    if tag != "startEvent" or parent is None or local(parent) == "process":
        return tag
    is_event = flag(parent, "triggeredByEvent")
    return f"{tag} of an event subprocess" if is_event else f"{tag} in a subprocess"


def _check_event(element: Element, node: Node, file: str) -> Iterator[Finding]:
    place = position(element, node.tag)
    kinds = EVENT_KINDS[place]
    found: list[str | None] = [*(one.kind for one in node.events)] or [NONE]
    for kind in found:
        if kind not in kinds or (len(found) > 1 and kind in _ALONE):
            known = ", ".join(one or "–" for one in kinds)
            instead = Words(
                vi=_POSITION.vi.format(kinds=known), en=_POSITION.en.format(kinds=known)
            )
            yield _refuse(node, file, f"{place} ({kind or '–'})", instead)
        elif kind == "cancel" and not _is_at_transaction(element, node):
            yield _refuse(node, file, f"{node.tag} (cancel)", _ON_TRANSACTION)
        elif kind in _ALWAYS_INTERRUPT and not node.interrupting:
            # BPMN 2.0.2, 10.5.2 and 10.5.4: errors, cancelling and compensation interrupt.
            yield _refuse(node, file, f"{kind}, non-interrupting", _INTERRUPTS)
    if node.parallel and place == "startEvent" and len(found) > 1:
        yield _refuse(node, file, "parallelMultiple=“true”", _ONE_AFTER_ANOTHER)


def _is_at_transaction(element: Element, node: Node) -> bool:
    scope = element.getparent()
    if node.tag == "boundaryEvent" and scope is not None:
        hosts = scope.iterchildren(f"{BPMN}transaction")
        return any(one.get("id") == node.attached_to for one in hosts)
    while scope is not None and local(scope) not in ("transaction", "process"):
        scope = scope.getparent()
    return scope is not None and local(scope) == "transaction"


def _check_flags(element: Element, node: Node, file: str) -> Iterator[Finding]:
    if element.get("eventGatewayType") == "Parallel":
        yield _refuse(node, file, "eventGatewayType=“Parallel”", _ONE_AFTER_ANOTHER)
    script = element.get("scriptFormat", element.get("scriptLanguage", "")).strip()
    if node.tag == "scriptTask" and script.lower() not in _SCRIPTS:
        yield _refuse(node, file, f"scriptFormat=“{script}”", _PYTHON)
    if node.tag == "sendTask" and element.get("messageRef") and "connector" in node.attributes:
        yield _no_effect(node, file, "messageRef", _NOTICE)
    if node.tag == "receiveTask" and node.instantiates and node.loop:
        yield _refuse(node, file, "instantiate=“true” + loop", _ONCE)
    for name, count in zip(_COUNTS, node.quantities, strict=True):
        if count < 1:
            yield _refuse(node, file, f"{name}=“{element.get(name)}”", _QUANTITY)


def _check_associations(
    element: Element, node: Node, file: str, around: Around
) -> Iterator[Finding]:
    if touches_store(element, around.names):
        yield _refuse(node, file, "dataStoreReference", _STORE)
    read = {one.line for one in (*node.takes, *node.gives)}
    for tag in ("dataInputAssociation", "dataOutputAssociation"):
        for one in element.iterchildren(BPMN + tag):
            says = next(one.iterchildren(f"{BPMN}transformation", f"{BPMN}assignment"), None)
            if says is not None and line_of(one) not in read:
                yield _no_effect(node, file, tag, _OBJECTS)


def _refuse(node: Node, file: str, kind: str, instead: Words) -> Finding:
    return rules.NOT_EXECUTABLE.at(
        file, node.node_id, node.line, what=called(node), kind=kind, instead=instead
    )


def _no_effect(node: Node, file: str, found: str, instead: Words) -> Finding:
    return rules.WITHOUT_EFFECT.at(
        file, node.node_id, node.line, what=called(node), found=found, instead=instead
    )
