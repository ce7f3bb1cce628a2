"""What sentences call the elements of a diagram: by names, never by ids where a name is known."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.diagrams.kinds import ACTIVITIES, EVENTS, GATEWAYS
from engine.diagrams.model import Flow, Node, Process
from engine.diagrams.words import EVENT_WORDS
from engine.errors import Words
from engine.procedures.wording.values import filled, quoted

KIND_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "startEvent": Words(vi="điểm bắt đầu", en="start"),
        "endEvent": Words(vi="điểm kết thúc", en="end"),
        "intermediateCatchEvent": Words(vi="sự kiện chờ", en="waiting event"),
        "intermediateThrowEvent": Words(vi="mốc", en="milestone"),
        "boundaryEvent": Words(vi="sự kiện gắn biên", en="boundary event"),
        "exclusiveGateway": Words(vi="cổng rẽ nhánh", en="decision gateway"),
        "parallelGateway": Words(vi="cổng song song", en="parallel gateway"),
        "inclusiveGateway": Words(vi="cổng rẽ nhiều nhánh", en="inclusive gateway"),
        "eventBasedGateway": Words(vi="cổng chờ sự kiện", en="event gateway"),
        "complexGateway": Words(vi="cổng phức hợp", en="complex gateway"),
        "userTask": Words(vi="việc của người", en="task of a person"),
        "manualTask": Words(vi="việc làm tay", en="manual task"),
        "task": Words(vi="việc", en="task"),
        "serviceTask": Words(vi="việc của hệ thống khác", en="task of another system"),
        "scriptTask": Words(vi="việc tính toán", en="calculation"),
        "businessRuleTask": Words(vi="tra bảng quyết định", en="look-up in a decision table"),
        "sendTask": Words(vi="gửi tin", en="sending of a message"),
        "receiveTask": Words(vi="chờ tin", en="waiting for a message"),
        "subProcess": Words(vi="quy trình con", en="subprocess"),
        "transaction": Words(vi="giao dịch", en="transaction"),
        "adHocSubProcess": Words(vi="nhóm việc tự do", en="ad-hoc subprocess"),
        "callActivity": Words(vi="việc gọi quy trình khác", en="call of another process"),
    }
)
_SORTS = (
    (ACTIVITIES, Words(vi="bước", en="step")),
    (GATEWAYS, Words(vi="cổng", en="gateway")),
    (frozenset(("startEvent",)), Words(vi="điểm bắt đầu", en="start")),
    (frozenset(("endEvent",)), Words(vi="điểm kết thúc", en="end")),
    (EVENTS, Words(vi="sự kiện", en="event")),
)
_ELEMENT = Words(vi="phần tử", en="element")
_AFTER = Words(vi="{kind} sau “{before}”", en="{kind} after “{before}”")
_BEFORE = Words(vi="{kind} trước “{after}”", en="{kind} before “{after}”")
_ON = Words(vi="{kind} ở “{host}”", en="{kind} at “{host}”")


def kind_words(node: Node) -> Words:
    """Return the word for the kind of a node."""
    kind = KIND_WORDS.get(node.tag, _ELEMENT)
    if node.tag == "subProcess" and node.by_event:
        return Words(vi="quy trình con theo sự kiện", en="event subprocess")
    if node.tag in EVENTS and node.events:
        event = EVENT_WORDS.get(node.events[0].kind, _ELEMENT)
        return Words(vi=f"{kind.vi} {event.vi}", en=f"{event.en} {kind.en}")
    return kind


def sort_of(node: Node) -> Words:
    """Return the plain word for the sort of a node: step, gateway, start, end, event."""
    return next((words for tags, words in _SORTS if node.tag in tags), _ELEMENT)


def own_name(node: Node) -> Words | None:
    """Return the name of a node in both languages; None for one without."""
    if not node.name:
        return None
    return Words(vi=node.name, en=node.attributes.get("nameEn") or node.name)


def name_of(process: Process, node: Node) -> Words:
    """Return what a sentence calls a node: its name, or its kind and a neighbour with a name."""
    return own_name(node) or _by_neighbour(process, node)


def called(process: Process, node: Node) -> Words:
    """Return the sort of a node and its name: bước “Thẩm định”."""
    name = own_name(node)
    if name is None:
        return _by_neighbour(process, node)
    sort, shown = sort_of(node), quoted(name)
    return Words(vi=f"{sort.vi} {shown.vi}", en=f"the {sort.en} {shown.en}")


def quoted_name(process: Process, node: Node) -> Words:
    """Return the name in quotation marks; of a node without name its kind and a neighbour."""
    name = own_name(node)
    return quoted(name) if name else _by_neighbour(process, node)


def _by_neighbour(process: Process, node: Node) -> Words:
    """Return kind and neighbour; in English the English name where the file gives only that."""
    words = _beside(process, node)
    english = node.attributes.get("nameEn")
    return Words(vi=words.vi, en=f"the {kind_words(node).en} “{english}”") if english else words


def _beside(process: Process, node: Node) -> Words:
    kind = kind_words(node)
    host = process.find(node.attached_to)
    if host is not None and own_name(host):
        return _with(_ON, kind, host=own_name(host))
    for template, key, ids, end in (
        (_AFTER, "before", node.incoming, "source"),
        (_BEFORE, "after", node.outgoing, "target"),
    ):
        for flow_id in ids:
            other = process.find(getattr(process.flows[flow_id], end))
            if other is not None and own_name(other):
                return _with(template, kind, **{key: own_name(other)})
    return Words(vi=f"{kind.vi} {node.node_id}", en=f"{kind.en} {node.node_id}")


def _with(template: Words, kind: Words, **names: Words | None) -> Words:
    found = filled(template, kind=kind, **{key: one for key, one in names.items() if one})
    return Words(vi=found.vi, en=f"the {found.en}")


def way_words(process: Process, flow: Flow) -> Words:
    """Return a flow as the way from one node to another."""
    ends = [
        quoted_name(process, node) if (node := process.find(one)) else quoted(Words(vi=one, en=one))
        for one in (flow.source, flow.target)
    ]
    return Words(vi=f"từ {ends[0].vi} đến {ends[1].vi}", en=f"from {ends[0].en} to {ends[1].en}")
