"""What no other rule of the comparison speaks of: notes, documentation, foreign parts, drawing."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from engine.comparison.flat import Anchor, Flat, Place
from engine.comparison.nodes import subject_of
from engine.comparison.saying import from_to
from engine.comparison.sides import Pair
from engine.diagrams.kinds import GLOBAL_TASKS, NODES
from engine.errors import Words
from engine.procedures.wording.elements import called, way_words
from engine.procedures.wording.values import capital, filled, quoted, same
from engine.records.changes import Subject

_KINDS: Mapping[str, Words] = MappingProxyType(
    {
        "textAnnotation": Words(vi="ghi chú", en="the note"),
        "association": Words(vi="đường nối ghi chú", en="the line to a note"),
        "group": Words(vi="khung nhóm", en="the group"),
        "dataObject": Words(vi="dữ liệu", en="the data object"),
        "dataObjectReference": Words(vi="dữ liệu", en="the data object"),
        "dataStoreReference": Words(vi="kho dữ liệu", en="the data store"),
        "participant": Words(vi="khung của", en="the pool"),
        "process": Words(vi="quy trình", en="the process"),
        "message": Words(vi="thông điệp", en="the message"),
        "signal": Words(vi="tín hiệu", en="the signal"),
        "error": Words(vi="lỗi", en="the error"),
        "escalation": Words(vi="leo thang", en="the escalation"),
        "definitions": Words(vi="tệp sơ đồ", en="the file of the diagram"),
    }
)
_PARTS: Mapping[str, Words] = MappingProxyType(
    {
        "documentation": Words(vi="thuyết minh", en="documentation"),
        "text": Words(vi="nội dung", en="text"),
        "@name": Words(vi="tên", en="name"),
    }
)
_ADDED = Words(vi="thêm {what}", en="adds {what}")
_REMOVED = Words(vi="bỏ {what}", en="drops {what}")
_DRAWN = Words(vi="{what} được vẽ ở chỗ khác", en="{what} is drawn in another place")
_EDGES = Words(
    vi="{count} mũi tên được vẽ theo lối khác", en="{count} arrows are drawn another way"
)
# Read into the model, so that other rules speak of them.
_READ = re.compile(
    r"(incoming|outgoing|flowNodeRef|conditionExpression|script|activationCondition"
    r"|completionCondition|condition|timeDuration|timeDate|timeCycle|childLaneSet"
    r"|\w*EventDefinition|eventDefinitionRef|multiInstanceLoopCharacteristics|loop\w+|event"
    r"|complexBehaviorDefinition|standardLoopCharacteristics|extensionElements/motcua|motcua"
    r"|ioSpecification|dataInputAssociation|dataOutputAssociation|property)\b"
)
_READ_ATTRIBUTES = frozenset(
    ("name", "default", "sourceRef", "targetRef", "attachedToRef", "cancelActivity")
    + ("isInterrupting", "parallelMultiple", "triggeredByEvent", "isForCompensation")
    + ("instantiate", "gatewayDirection", "calledElement", "startQuantity", "completionQuantity")
    + ("ordering", "cancelRemainingInstances", "messageRef", "operationRef", "implementation")
)
_MODELLED = NODES | set(GLOBAL_TASKS) | {"sequenceFlow", "lane", "process", "messageFlow"}
_INNER = re.compile(r"\w*EventDefinition|\w*LoopCharacteristics|laneSet|conditionExpression|lane")
_QUIET = frozenset(
    ("association", "message", "signal", "error", "escalation", "definitions", "collaboration")
    + ("itemDefinition", "dataObject", "laneSet")
)


def compare_rest(pair: Pair, old: Flat, new: Flat) -> None:
    """Find what no other rule found."""
    back = {theirs: ours for ours, theirs in pair.match.flows.items()} | dict(pair.back)
    _compare_anchors(pair, old, new)
    there = {
        Place(anchor=back.get(place.anchor, place.anchor), way=place.way): (place.anchor, value)
        for place, value in new.facts.items()
        if _is_left(new.anchors, place)
    }
    here = {place: value for place, value in old.facts.items() if _is_left(old.anchors, place)}
    known = {back.get(one, one) for one in new.anchors} & old.anchors.keys()
    for place in dict.fromkeys((*here, *there)):
        before, (anchor, after) = here.get(place), there.get(place, ("", None))
        if before != after and (place.anchor in known or not place.anchor):
            _tell(pair, (old, new), place, (anchor or place.anchor, before, after))
    _compare_drawing(pair, old, new, back)


def _is_left(anchors: Mapping[str, Anchor], place: Place) -> bool:
    """Tell whether no other rule reads a fact."""
    found = anchors.get(place.anchor)
    tag = found.tag if found else "definitions"
    if tag in ("laneSet", "collaboration") or _INNER.fullmatch(tag) and tag != "lane":
        return False
    if tag not in _MODELLED:
        return True
    way, _, attribute = place.way.partition("@")
    if not way:
        plain = attribute.split(" ")[0]
        return not (plain.startswith("motcua:") or plain in _READ_ATTRIBUTES)
    return _READ.match(way) is None and not way.startswith(("laneSet", "extensionElements@"))


def _compare_anchors(pair: Pair, old: Flat, new: Flat) -> None:
    """Tell of elements without a rule of their own that came or went."""
    for flat, other, kind, template in (
        (old, new, "removed", _REMOVED),
        (new, old, "added", _ADDED),
    ):
        for key, anchor in flat.anchors.items():
            modelled = anchor.tag in _MODELLED or _INNER.fullmatch(anchor.tag)
            if key in other.anchors or modelled:
                continue
            words = capital(filled(template, what=_anchor_words(anchor, key)))
            ends = (key, None) if kind == "removed" else (None, key)
            quiet = anchor.tag in _QUIET
            pair.add(kind, "file", words, ends, (anchor.tag, "", ""), quiet)  # type: ignore[arg-type]


def _anchor_words(anchor: Anchor, key: str) -> Words:
    kind = _KINDS.get(anchor.tag, same(anchor.tag))
    shown = anchor.name or key
    return Words(vi=f"{kind.vi} “{shown}”", en=f"{kind.en} “{shown}”")


def _tell(
    pair: Pair, flats: tuple[Flat, Flat], place: Place, found: tuple[str, str | None, str | None]
) -> None:
    anchor, before, after = found
    owner, subject = _owner(pair, flats, place.anchor, anchor)
    label = _PARTS.get(place.way.split(" ")[0], same(f"“{place.way}”"))
    shown = [None if one is None else quoted(same(one)) for one in (before, after)]
    words = from_to(label, owner, shown[0], shown[1])
    tag = flats[0].anchors[place.anchor].tag if place.anchor in flats[0].anchors else "definitions"
    quiet = tag in _QUIET or place.way.endswith(("isExecutable", "schemaLocation"))
    ends = (place.anchor, anchor)
    pair.add("changed", subject, words, ends, (place.way, before or "", after or ""), quiet)


def _owner(pair: Pair, flats: tuple[Flat, Flat], here: str, there: str) -> tuple[Words, Subject]:
    process = pair.new.process
    node, flow = process.find(there), process.flows.get(there)
    if node is not None:
        return called(process, node), subject_of(node)
    if flow is not None:
        way = way_words(process, flow)
        return Words(vi=f"đường đi {way.vi}", en=f"the way {way.en}"), "flow"
    lane = process.lanes.get(there)
    if lane is not None:
        return Words(vi=f"làn “{lane.name}”", en=f"the lane “{lane.name}”"), "lane"
    anchor = flats[1].anchors.get(there) or flats[0].anchors.get(here)
    spare = Words(vi="tệp sơ đồ", en="the file of the diagram")
    return (_anchor_words(anchor, there) if anchor else spare), "file"


def _compare_drawing(pair: Pair, old: Flat, new: Flat, back: Mapping[str, str]) -> None:
    """Tell quietly what is drawn in another place; arrows together."""
    for key, drawn in new.shapes.items():
        before = old.shapes.get(back.get(key, key))
        if before is None or before == drawn:
            continue
        what, subject = _owner(pair, (old, new), back.get(key, key), key)
        words, ends = capital(filled(_DRAWN, what=what)), (back.get(key, key), key)
        pair.add("moved", subject, words, ends, ("layout", "", ""), quiet=True)
    led = [
        key for key, drawn in new.edges.items() if old.edges.get(back.get(key, key), drawn) != drawn
    ]
    if led:
        ends = (" ".join(back.get(one, one) for one in led), " ".join(led))
        words = capital(filled(_EDGES, count=len(led)))
        pair.add("moved", "flow", words, ends, ("layout", "", ""), quiet=True)
