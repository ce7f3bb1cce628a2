"""The names of a diagram's elements in both languages."""

from types import MappingProxyType

from engine.diagrams.model import Node, Process
from engine.records.cards import Text

# Elements that designers often leave without a name.
_NAMELESS = MappingProxyType(
    {
        "startEvent": Text(vi="Bắt đầu", en="Start"),
        "endEvent": Text(vi="Kết thúc", en="End"),
        "exclusiveGateway": Text(vi="Rẽ nhánh", en="Decision"),
        "parallelGateway": Text(vi="Song song", en="Parallel"),
        "inclusiveGateway": Text(vi="Rẽ nhiều nhánh", en="Inclusive decision"),
        "eventBasedGateway": Text(vi="Chờ sự kiện", en="Waiting for an event"),
        "boundaryEvent": Text(vi="Sự kiện", en="Event"),
        "intermediateCatchEvent": Text(vi="Chờ", en="Waiting"),
        "intermediateThrowEvent": Text(vi="Mốc", en="Milestone"),
        "complexGateway": Text(vi="Cổng phức hợp", en="Complex decision"),
        "subProcess": Text(vi="Quy trình con", en="Subprocess"),
        "transaction": Text(vi="Giao dịch", en="Transaction"),
        "adHocSubProcess": Text(vi="Các việc tùy chọn", en="Steps in any order"),
        "callActivity": Text(vi="Gọi quy trình khác", en="Call of another process"),
    }
)


def element_name(process: Process, element: str) -> Text:
    """Return what an element is called; its id where nothing better is known."""
    node = process.find(element)
    return Text(vi=element, en=element) if node is None else node_name(node)


def node_name(node: Node) -> Text:
    """Return what a node is called; the word for its kind where the designer gave no name."""
    spare = _NAMELESS.get(node.tag, Text(vi=node.node_id, en=node.node_id))
    vi = " ".join(node.name.split()) or spare.vi
    return Text(vi=vi, en=node.attributes.get("nameEn") or (node.name and vi) or spare.en)
