"""Where the ways out of a node lead, one sentence for each; and where those into it come from."""

from collections.abc import Iterator

from engine.diagrams.model import Flow, Node
from engine.errors import Words
from engine.lint.ways import link_names
from engine.outline.pieces import Filling, Link, many, numbered, say
from engine.outline.teller import Teller
from engine.procedures.wording.values import filled, quoted, same
from engine.records.outlines import Sentence

_THEN = Words(vi="sau đó {verb} {target}{name}.", en="then {verb} {target}{name}.")
_ALSO = Words(vi="cùng lúc {verb} {target}{name}.", en="at the same time {verb} {target}{name}.")
_IF = Words(
    vi="nếu {condition}{name} → {verb} {target}.", en="if {condition}{name} → {verb} {target}."
)
_ELSE = Words(vi="còn lại{name} → {verb} {target}.", en="otherwise{name} → {verb} {target}.")
_WAY = Words(vi="hoặc{name} → {verb} {target}.", en="or{name} → {verb} {target}.")
_ON_EVENT = Words(vi="chờ{name}: {target}.", en="waits for{name}: {target}.")
_GO = Words(vi="đến", en="on to")
_BACK = Words(vi="quay lại", en="back to")
_BORDER = Words(
    vi="trong lúc làm, nếu xảy ra {target}: xem ở đó.",
    en="meanwhile {target} may happen: see there.",
)
_FROM = Words(vi="đến từ {list}.", en="comes from {list}.")
_LINK = Words(vi="nối sang {target}.", en="goes on at {target}.")
_MESSAGE = Words(vi="gửi thông điệp{name} đến {target}.", en="sends the message{name} to {target}.")
_LABEL = same(" (“{name}”)")


def ways_from(teller: Teller, node: Node) -> Iterator[Sentence]:
    """Yield where a node leads, in the order of the file; what may happen at it first."""
    process = teller.process
    for other in process.nodes.values():
        if other.attached_to == node.node_id:
            yield say(other.node_id, "way", _BORDER, target=teller.link(other.node_id))
    for flow_id in node.outgoing:
        yield _way(teller, node, process.flows[flow_id])
    for target in _linked(teller, node):
        yield say(node.node_id, "way", _LINK, target=target)
    for arrow in process.message_flows:
        if arrow.source == node.node_id:
            name = arrow.name or arrow.message or ""
            yield say(
                arrow.flow_id, "way", _MESSAGE, name=_label(name), target=_end(teller, arrow.target)
            )


def _way(teller: Teller, node: Node, flow: Flow) -> Sentence:
    verb = _BACK if teller.is_back(flow.source, flow.target) else _GO
    own = flow.attributes.get("nameEn")
    values: dict[str, Filling] = {
        "verb": verb,
        "target": teller.link(flow.target),
        "name": _label(flow.name, own),
    }
    if flow.condition:
        return say(flow.flow_id, "way", _IF, condition=teller.condition(flow.condition), **values)
    if node.default == flow.flow_id:
        return say(flow.flow_id, "way", _ELSE, **values)
    if node.tag == "eventBasedGateway":
        return say(flow.flow_id, "way", _ON_EVENT, name=values["name"], target=values["target"])
    if len(node.outgoing) > 1:
        splits = node.tag in ("exclusiveGateway", "inclusiveGateway", "complexGateway")
        return say(flow.flow_id, "way", _WAY if splits else _ALSO, **values)
    return say(flow.flow_id, "way", _THEN, **values)


def _label(name: str, english: str | None = None) -> Words:
    if not name:
        return same("")
    return filled(_LABEL, name=Words(vi=name, en=english or name))


def _linked(teller: Teller, node: Node) -> list[Link]:
    if node.tag != "intermediateThrowEvent":
        return []
    names = set(link_names(node))
    return [
        teller.link(other.node_id)
        for other in teller.process.nodes.values()
        if other.tag == "intermediateCatchEvent" and names & set(link_names(other))
    ]


def _end(teller: Teller, element: str) -> Link:
    """Return where a message goes; a frame has no place of its own in the text."""
    process = teller.process
    frame = process.participants.get(element) or process.pools.get(element)
    if frame is None:
        return teller.link(element)
    english = frame.attributes.get("nameEn") or frame.name
    return Link(words=quoted(Words(vi=frame.name, en=english)), target="")


def ways_into(teller: Teller, node: Node) -> Iterator[Sentence]:
    """Yield where a node is reached from."""
    process = teller.process
    sources = dict.fromkeys(process.flows[one].source for one in node.incoming)
    if sources:
        links = [teller.link(one) for one in sources]
        names = many(links)
        template = Words(
            vi=_FROM.vi.replace("{list}", names.vi), en=_FROM.en.replace("{list}", names.en)
        )
        yield say(node.node_id, "from", template, **numbered(links))
