"""The words that citizens read for the elements of a diagram."""

from engine.diagrams.model import Node
from engine.records.cards import Text

# What takes time: while it goes on its public name says so ("Đang kiểm tra hồ sơ"); before and
# after that its plain name is the right one ("Kiểm tra hồ sơ").
LASTING = frozenset(
    (
        "userTask",
        "manualTask",
        "task",
        "receiveTask",
        "serviceTask",
        "businessRuleTask",
        "subProcess",
        "intermediateCatchEvent",
    )
)
INSTANT = frozenset(("scriptTask", "businessRuleTask"))
FOR_PEOPLE = frozenset(("userTask", "manualTask", "receiveTask"))


def is_public(node: Node) -> bool:
    """Tell whether citizens see the element: it has a public name, or a person works on it."""
    return bool(node.attributes.get("publicName")) or (node.tag in FOR_PEOPLE and bool(node.name))


def is_ahead(node: Node) -> bool:
    """Tell whether citizens see the element before it begins: not what takes the engine no time."""
    return is_public(node) and node.tag not in INSTANT


def words_now(node: Node) -> Text:
    """Return what an element says while it is being done, or once it has been reached."""
    own = node.attributes
    vi = own.get("publicName") or node.name or node.node_id
    return Text(vi=vi, en=own.get("publicNameEn") or own.get("nameEn") or vi)


def words_else(node: Node) -> Text:
    """Return what an element says when it is over or still to come."""
    if node.tag not in LASTING or not node.name:
        return words_now(node)
    return Text(vi=node.name, en=node.attributes.get("nameEn") or words_now(node).en)


def words_ahead(node: Node) -> Text:
    """Return what an element says while it is still to come."""
    if node.tag == "endEvent" and node.name:
        return Text(vi=node.name, en=node.attributes.get("nameEn") or words_now(node).en)
    return words_else(node)
