"""Which kinds of events can stand where (BPMN 2.0.2, 10.5)."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from engine.diagrams import rules
from engine.diagrams.model import Node
from engine.diagrams.texts import BPMN, flag, local
from engine.diagrams.words import EVENT_WORDS, called
from engine.diagrams.xml import Element
from engine.errors import Words
from engine.records.findings import Finding

ONE_AFTER_ANOTHER = Words(
    vi="Hãy bắt đầu bằng một sự kiện, rồi chờ các sự kiện khác sau đó.",
    en="Begin with one event, and wait for the others after it.",
)
_ON_TRANSACTION = Words(
    vi="Chỉ dùng được trong, hoặc trên biên của, một giao dịch.",
    en="It has its place inside, or on the border of, a transaction.",
)
_INTERRUPTS = Words(
    vi="Sự kiện này luôn ngắt; hãy bỏ dấu “không ngắt”.",
    en="Such an event always interrupts; take the mark “non-interrupting” away.",
)
_POSITION = Words(
    vi="Ở đây chỉ dùng được sự kiện: {kinds}.",
    en="Only these events can stand here: {kinds}.",
)
_BY_ITSELF = Words(
    vi="Loại này phải đứng một mình; hãy vẽ một sự kiện riêng cho nó.",
    en="This kind stands by itself; draw an event of its own for it.",
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
# Kinds that cannot be one of several triggers of an event; an event can throw all but a link.
_ALONE = ("link", "cancel", "compensate")
_THROWING = ("endEvent", "intermediateThrowEvent")
_ALWAYS_INTERRUPT = ("error", "cancel", "compensate")


def position(element: Element, tag: str) -> str:
    """Return the position of an event, a key of EVENT_KINDS."""
    parent = element.getparent()
    if tag != "startEvent" or parent is None or local(parent) == "process":
        return tag
    is_event = flag(parent, "triggeredByEvent")
    return f"{tag} of an event subprocess" if is_event else f"{tag} in a subprocess"


def check_event(element: Element, node: Node, file: str) -> Iterator[Finding]:
    """Yield the definitions of an event that cannot stand where it stands."""
    place = position(element, node.tag)
    kinds = EVENT_KINDS[place]
    found: list[str | None] = [*(one.kind for one in node.events)] or [NONE]
    for kind in found:
        if kind not in kinds:
            yield refuse(node, file, _called_event(kind), _listed(kinds))
        elif _must_be_alone(node, kind):
            yield refuse(node, file, _called_event(kind), _BY_ITSELF)
        elif kind == "cancel" and not _is_at_transaction(element, node):
            yield refuse(node, file, _called_event(kind), _ON_TRANSACTION)
        elif kind in _ALWAYS_INTERRUPT and not node.interrupting:
            # BPMN 2.0.2, 10.5.2 and 10.5.4: errors, cancelling and compensation interrupt.
            yield refuse(node, file, _called_event(kind), _INTERRUPTS)
    if node.parallel and place == "startEvent" and len(found) > 1:
        yield refuse(node, file, "parallelMultiple=“true”", ONE_AFTER_ANOTHER)


def _must_be_alone(node: Node, kind: str | None) -> bool:
    is_thrown = node.tag in _THROWING and kind != "link"
    return len(node.events) > 1 and kind in _ALONE and not is_thrown


def _is_at_transaction(element: Element, node: Node) -> bool:
    scope = element.getparent()
    if node.tag == "boundaryEvent" and scope is not None:
        hosts = scope.iterchildren(f"{BPMN}transaction")
        return any(one.get("id") == node.attached_to for one in hosts)
    while scope is not None and local(scope) not in ("transaction", "process"):
        scope = scope.getparent()
    return scope is not None and local(scope) == "transaction"


def _called_event(kind: str | None) -> Words:
    word = EVENT_WORDS.get(kind, Words(vi=kind or "", en=kind or ""))
    return Words(vi=f"sự kiện loại “{word.vi}”", en=f"an event of the kind “{word.en}”")


def _listed(kinds: Iterable[str | None]) -> Words:
    words = [EVENT_WORDS[kind] for kind in kinds]
    return Words(
        vi=_POSITION.vi.format(kinds=", ".join(word.vi for word in words)),
        en=_POSITION.en.format(kinds=", ".join(word.en for word in words)),
    )


def refuse(node: Node, file: str, kind: str | Words, instead: Words) -> Finding:
    """Return the finding that something cannot be run, and what to draw instead."""
    return rules.NOT_EXECUTABLE.at(
        file, node.node_id, node.line, what=called(node), kind=kind, instead=instead
    )
