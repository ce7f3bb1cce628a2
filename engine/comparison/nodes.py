"""Steps, gateways and events: added, dropped, renamed, done by others, in another time."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.comparison.aspects import TECHNICAL, label_of, value_words
from engine.comparison.saying import from_to, term_change
from engine.comparison.sides import Pair, Side
from engine.comparison.triggers import compare_loops, compare_triggers
from engine.diagrams.kinds import ACTIVITIES, GATEWAYS
from engine.diagrams.model import Mapped, Node, Process
from engine.errors import Words
from engine.procedures.wording.elements import called, kind_words, own_name
from engine.procedures.wording.values import (
    capital,
    filled,
    office_words,
    post_words,
    quoted,
    same,
    term_words,
)
from engine.records.changes import Subject

_PEOPLE = frozenset(("userTask", "manualTask"))
_ADDED = Words(vi="thêm {what}{place}{detail}", en="adds {what}{place}{detail}")
_REMOVED = Words(vi="bỏ {what}", en="drops {what}")
_AFTER = Words(vi=" sau {name}", en=" after {name}")
_AT = Words(vi=" ở {name}", en=" at {name}")
_RENAMED = Words(
    vi="{sort} {before} đổi tên thành {after}", en="the {sort} {before} is now called {after}"
)
_OTHER_KIND = Words(
    vi="{owner} nay là {after} thay vì {before}",
    en="{owner} is now a {after} instead of a {before}",
)
_OTHER_POST = Words(
    vi="{owner} nay do {after} làm thay vì {before}",
    en="{owner} is now done by {after} instead of {before}",
)
_OTHER_OFFICE = Words(
    vi="{owner} nay làm ở {after} thay vì {before}",
    en="{owner} is now done at {after} instead of {before}",
)
_OTHER_LANE = Words(
    vi="{owner} chuyển từ làn {before} sang làn {after}",
    en="{owner} moves from the lane {before} to the lane {after}",
)
_STOPS = Words(
    vi="{owner} nay làm dừng việc mà nó gắn vào", en="{owner} now ends what it is attached to"
)
_STOPS_NOT = Words(
    vi="{owner} không còn làm dừng việc mà nó gắn vào",
    en="{owner} no longer ends what it is attached to",
)
_OTHER_HOST = Words(
    vi="{owner} nay gắn vào {after} thay vì {before}",
    en="{owner} is now attached to {after} instead of {before}",
)
_OTHER_ID = Words(
    vi="mã của {owner} từ {before} thành {after}",
    en="the id of {owner} changes from {before} to {after}",
)
_PLAIN: Mapping[str, object] = MappingProxyType(
    {
        "parent": None,
        "attached_to": None,
        "parallel": False,
        "by_event": False,
        "undoes": False,
        "undone_by": None,
        "instantiates": False,
        "direction": None,
        "called": None,
        "activation": None,
        "quantities": (1, 1),
        "own_names": (),
        "script": None,
        "ad_hoc": None,
        "inputs": (),
        "takes": (),
        "gives": (),
    }
)
_REFERRED = frozenset(("parent", "attached_to", "undone_by", "fourEyes", "samePersonAs"))


def subject_of(node: Node) -> Subject:
    """Return what a change of the node is about."""
    if node.tag in ACTIVITIES:
        return "step"
    return "gateway" if node.tag in GATEWAYS else "event"


def compare_nodes(pair: Pair) -> None:
    """Find what changed about the nodes of two diagrams."""
    for node in pair.old.process.all_nodes():
        if node.node_id not in pair.match.nodes:
            _gone(pair, node)
    for node in pair.new.process.all_nodes():
        if node.node_id not in pair.back:
            _come(pair, node)
    for old, new in pair.pairs():
        _compare(pair, old, new)


def _gone(pair: Pair, node: Node) -> None:
    words = capital(filled(_REMOVED, what=called(pair.old.process, node)))
    quiet = _is_connector(node, set(pair.ordered), pair.old.process)
    pair.add("removed", subject_of(node), words, (node.node_id, None), quiet=quiet)


def _come(pair: Pair, node: Node) -> None:
    place = _place(pair.new, node) if own_name(node) else same("")
    words = filled(
        _ADDED, what=called(pair.new.process, node), place=place, detail=_detail(pair.new, node)
    )
    ordered = {pair.match.nodes[one] for one in pair.ordered}
    quiet = _is_connector(node, ordered, pair.new.process)
    pair.add("added", subject_of(node), capital(words), (None, node.node_id), quiet=quiet)


def _place(side: Side, node: Node) -> Words:
    if node.attached_to:
        return filled(_AT, name=side.shown(node.attached_to))
    for flow_id in node.incoming:
        flow = side.process.flows.get(flow_id)
        if flow is not None:
            return filled(_AFTER, name=side.shown(flow.source))
    return Words(vi="", en="")


def _is_connector(node: Node, ordered: set[str], process: Process) -> bool:
    """Tell whether a gateway only carries out what other sentences say."""
    if node.tag not in GATEWAYS or node.name:
        return False
    ends = {process.flows[one].source for one in node.incoming if one in process.flows}
    ends |= {process.flows[one].target for one in node.outgoing if one in process.flows}
    return bool(ends & ordered) or (len(node.outgoing) <= 1 and node.tag == "exclusiveGateway")


def _detail(side: Side, node: Node) -> Words:
    """Return who does a step and in what time, in brackets."""
    if node.tag not in _PEOPLE:
        return same("")
    parts = [post_words(side.process.attribute(node, "post"))]
    if "term" in node.attributes:
        parts.append(term_words(node.attributes["term"]))
    return Words(
        vi=f" ({', '.join(one.vi for one in parts)})", en=f" ({', '.join(one.en for one in parts)})"
    )


def _compare(pair: Pair, old: Node, new: Node) -> None:
    owner, subject = called(pair.new.process, new), subject_of(new)
    ends = (old.node_id, new.node_id)
    if old.node_id != new.node_id:
        words = filled(_OTHER_ID, owner=owner, before=old.node_id, after=new.node_id)
        pair.add("changed", subject, capital(words), ends, ("id", *ends), quiet=True)
    if old.name != new.name:
        _renamed(pair, old, new)
    if old.tag != new.tag:
        kinds = kind_words(old), kind_words(new)
        words = filled(_OTHER_KIND, owner=owner, before=kinds[0], after=kinds[1])
        pair.add("changed", subject, capital(words), ends, ("tag", old.tag, new.tag))
    said = _compare_people(pair, old, new)
    if pair.match.lanes.get(old.lane or "") != new.lane and (old.lane or new.lane):
        lanes = pair.old.lane(old.lane), pair.new.lane(new.lane)
        words = capital(filled(_OTHER_LANE, owner=owner, before=lanes[0], after=lanes[1]))
        pair.add(
            "moved", subject, words, ends, ("lane", old.lane or "", new.lane or ""), quiet=said
        )
    if old.interrupting != new.interrupting:
        words = capital(filled(_STOPS if new.interrupting else _STOPS_NOT, owner=owner))
        values = (str(old.interrupting), str(new.interrupting))
        pair.add("changed", subject, words, ends, ("interrupting", *values))
    _compare_plain(pair, old, new)
    compare_attributes(pair, (old.attributes, new.attributes), subject, ends, owner)
    compare_triggers(pair, old, new)
    compare_loops(pair, old, new)


def _renamed(pair: Pair, old: Node, new: Node) -> None:
    names = [quoted(own_name(one) or same("–")) for one in (old, new)]
    if names[0].en == names[1].en:
        # The English name stayed behind: the names as they are written tell the difference.
        names = [quoted(same(one.name or "–")) for one in (old, new)]
    words = capital(filled(_RENAMED, sort=_sort(new), before=names[0], after=names[1]))
    ends = (old.node_id, new.node_id)
    pair.add("changed", subject_of(new), words, ends, ("name", old.name, new.name))


def _sort(node: Node) -> Words:
    from_kind = {
        "step": ("bước", "step"),
        "gateway": ("cổng", "gateway"),
        "event": ("sự kiện", "event"),
    }
    vi, en = from_kind[subject_of(node)]
    return Words(vi=vi, en=en)


def _compare_people(pair: Pair, old: Node, new: Node) -> bool:
    """Tell of another post or office; return whether anything was told."""
    if not {old.tag, new.tag} <= _PEOPLE:
        return False
    owner, ends = called(pair.new.process, new), (old.node_id, new.node_id)
    said = False
    for aspect, template, speak in (
        ("post", _OTHER_POST, post_words),
        ("office", _OTHER_OFFICE, office_words),
    ):
        before = pair.old.process.attribute(old, aspect)
        after = pair.new.process.attribute(new, aspect)
        if before == after:
            continue
        words = filled(template, owner=owner, before=speak(before), after=speak(after))
        is_lanes = aspect not in old.attributes and aspect not in new.attributes
        by_lane = is_lanes and pair.match.lanes.get(old.lane or "") == new.lane
        values = (before or "", after or "")
        pair.add("changed", "step", capital(words), ends, (aspect, *values), quiet=by_lane)
        said = said or not by_lane
    return said


def _compare_plain(pair: Pair, old: Node, new: Node) -> None:
    owner, ends = called(pair.new.process, new), (old.node_id, new.node_id)
    for name, spare in _PLAIN.items():
        before, after = getattr(old, name), getattr(new, name)
        meant = pair.match.nodes.get(before, before) if name in _REFERRED else before
        if name == "parent":
            meant = pair.match.pools.get(before, meant)
        if _bare(meant) == _bare(after):
            continue
        words = [
            None if one == spare else value_words(side, name, _plain_text(one))
            for side, one in ((pair.old, before), (pair.new, after))
        ]
        sentence = from_to(label_of(name), owner, words[0], words[1])
        if name == "attached_to" and words[0] and words[1]:
            sentence = capital(filled(_OTHER_HOST, owner=owner, before=words[0], after=words[1]))
        values = (_plain_text(before), _plain_text(after))
        kind = "moved" if name == "parent" else "changed"
        quiet = name in TECHNICAL
        pair.add(kind, subject_of(new), sentence, ends, (name, *values), quiet)  # type: ignore[arg-type]


def _bare(value: object) -> object:
    """Return a value without the lines of its file."""
    if isinstance(value, tuple):
        return tuple((one.target, one.text) if isinstance(one, Mapped) else one for one in value)
    return value


def _plain_text(value: object) -> str:
    if isinstance(value, tuple):
        parts = [
            f"{one.target} = {one.text}"
            if isinstance(one, Mapped)
            else " = ".join(map(str, one))
            if isinstance(one, tuple)
            else str(one)
            for one in value
        ]
        return "; ".join(parts)
    return "" if value is None else str(value)


def compare_attributes(
    pair: Pair,
    both: tuple[Mapping[str, str], Mapping[str, str]],
    subject: Subject,
    ends: tuple[str, str],
    owner: Words,
    skip: frozenset[str] = frozenset(),
) -> None:
    """Find what changed about the motcua: attributes of one element."""
    old, new = both
    people = subject == "step"
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        meant = pair.match.nodes.get(before, before) if before and name in _REFERRED else before
        if meant == after or name in skip or (people and name in ("post", "office")):
            continue
        if name == "term":
            named = quoted(Words(vi=owner.vi, en=owner.en)) if "“" not in owner.vi else _only(owner)
            words = term_change(label_of(name), named, before, after)
        else:
            spoken = [
                None if one is None else value_words(side, name, one)
                for side, one in ((pair.old, before), (pair.new, after))
            ]
            words = from_to(label_of(name), owner, spoken[0], spoken[1])
        values = (before or "", after or "")
        pair.add("changed", subject, words, ends, (name, *values), quiet=name in TECHNICAL)


def _only(owner: Words) -> Words:
    """Return the name in quotation marks out of: bước “Thẩm định”."""
    return Words(vi=owner.vi[owner.vi.index("“") :], en=owner.en[owner.en.index("“") :])
