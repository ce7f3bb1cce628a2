"""Ways between nodes: new, dropped, led elsewhere, taken under another condition or by default."""

from engine.comparison.nodes import compare_attributes
from engine.comparison.saying import from_to
from engine.comparison.sides import Pair, Side
from engine.diagrams.model import Flow, Process
from engine.errors import Words
from engine.procedures.wording.conditions import condition_words
from engine.procedures.wording.elements import called, way_words
from engine.procedures.wording.values import capital, filled, quoted, same

_ADDED = Words(vi="thêm đường đi {way}{when}", en="adds the way {way}{when}")
_REMOVED = Words(vi="bỏ đường đi {way}{when}", en="drops the way {way}{when}")
_WHEN = Words(vi=" khi {condition}", en=" when {condition}")
_LED = Words(
    vi="đường đi từ {source} nay đến {after} thay vì {before}",
    en="the way from {source} now leads to {after} instead of {before}",
)
_COMES = Words(
    vi="đường đi đến {target} nay từ {after} thay vì từ {before}",
    en="the way to {target} now comes from {after} instead of {before}",
)
_CONDITION = Words(
    vi="đi {way} khi {after}, trước đây khi {before}",
    en="the way {way} is taken when {after}, before that when {before}",
)
_NEW_CONDITION = Words(
    vi="đi {way} nay chỉ khi {after}", en="the way {way} is now taken only when {after}"
)
_NO_CONDITION = Words(
    vi="đi {way} không còn điều kiện {before}",
    en="the way {way} no longer has the condition that {before}",
)
_DEFAULT = Words(
    vi="{owner} khi không điều kiện nào đúng thì đi đến {after}, trước đây đến {before}",
    en="where no condition holds, {owner} leads to {after}, before that to {before}",
)
_NOWHERE = Words(vi="(không đi đâu)", en="(nowhere)")
_WAY = Words(vi="đường đi {way}", en="the way {way}")
_NAME = Words(vi="nhãn", en="label")


def compare_flows(pair: Pair) -> None:
    """Find what changed about the ways between the nodes of two diagrams."""
    old, new = pair.old.process, pair.new.process
    back = {after: before for before, after in pair.match.flows.items()}
    for key, flow in old.flows.items():
        if key not in pair.match.flows:
            quiet = _follows(pair, flow, removed=True)
            _tell_whole(pair, flow, quiet, removed=True)
    for key, flow in new.flows.items():
        if key not in back:
            quiet = _follows(pair, flow, removed=False)
            _tell_whole(pair, flow, quiet, removed=False)
    for key, flow in old.flows.items():
        other = new.flows.get(pair.match.flows.get(key, ""))
        if other is not None:
            _compare(pair, flow, other)
    _compare_defaults(pair)


def _tell_whole(pair: Pair, flow: Flow, quiet: bool, removed: bool) -> None:
    side = pair.old if removed else pair.new
    when = same("")
    if flow.condition:
        when = filled(_WHEN, condition=condition_words(flow.condition, side.labels))
    template = _REMOVED if removed else _ADDED
    words = capital(filled(template, way=way_words(side.process, flow), when=when))
    ends = (flow.flow_id, None) if removed else (None, flow.flow_id)
    pair.add("removed" if removed else "added", "flow", words, ends, quiet=quiet)


def _follows(pair: Pair, flow: Flow, removed: bool) -> bool:
    """Tell whether a way came or went with a node, or with a change of the order."""
    if removed:
        known, ordered = set(pair.match.nodes), pair.ordered
    else:
        known, ordered = set(pair.back), {pair.match.nodes[one] for one in pair.ordered}
    if flow.source not in known or flow.target not in known:
        return not flow.condition or not _is_branch(pair, flow, removed)
    if flow.source in ordered or flow.target in ordered:
        return not flow.condition
    return _is_replaced(pair, flow, removed)


def _is_branch(pair: Pair, flow: Flow, removed: bool) -> bool:
    """Tell whether a way with a condition leaves a node that is on both sides."""
    return flow.source in (pair.match.nodes if removed else pair.back)


def _is_replaced(pair: Pair, flow: Flow, removed: bool) -> bool:
    """Tell whether the other side goes the same way through nodes that this side does not have."""
    pairs = pair.match.nodes if removed else pair.back
    process = pair.new.process if removed else pair.old.process
    strange = set(process.nodes) - (set(pair.back) if removed else set(pair.match.nodes))
    return _leads(process, pairs[flow.source], pairs[flow.target], strange)


def _leads(process: Process, source: str, target: str, through: set[str]) -> bool:
    waiting, seen = [source], {source}
    while waiting:
        node = process.nodes[waiting.pop()]
        for flow_id in node.outgoing:
            onward = process.flows[flow_id].target
            if onward == target and node.node_id != source:
                return True
            if onward in through and onward not in seen:
                seen.add(onward)
                waiting.append(onward)
    return False


def _compare(pair: Pair, old: Flow, new: Flow) -> None:
    ends = (old.flow_id, new.flow_id)
    owner = filled(_WAY, way=way_words(pair.new.process, new))
    nodes = pair.match.nodes
    if nodes.get(old.target) != new.target:
        words = filled(
            _LED,
            source=pair.new.shown(new.source),
            before=pair.old.shown(old.target),
            after=pair.new.shown(new.target),
        )
        quiet = _is_moved_along(pair, old, new)
        values = (old.target, new.target)
        pair.add("changed", "flow", capital(words), ends, ("target", *values), quiet)
    if nodes.get(old.source) != new.source:
        words = filled(
            _COMES,
            target=pair.new.shown(new.target),
            before=pair.old.shown(old.source),
            after=pair.new.shown(new.source),
        )
        quiet = _is_moved_along(pair, old, new)
        values = (old.source, new.source)
        pair.add("changed", "flow", capital(words), ends, ("source", *values), quiet)
    if old.flow_id != new.flow_id and not _made_up(old) and not _made_up(new):
        words = from_to(Words(vi="mã", en="id"), owner, same(old.flow_id), same(new.flow_id))
        pair.add("changed", "flow", words, ends, ("id", *ends), quiet=True)
    if old.name != new.name:
        names = [quoted(same(one)) if one else None for one in (old.name, new.name)]
        words = from_to(_NAME, owner, names[0], names[1])
        pair.add("changed", "flow", words, ends, ("name", old.name, new.name))
    if _tidy(old.condition) != _tidy(new.condition):
        _tell_condition(pair, old, new)
    compare_attributes(pair, (old.attributes, new.attributes), "flow", ends, owner)


def _made_up(flow: Flow) -> bool:
    return flow.flow_id.startswith(f"{flow.source}->")


def _tidy(condition: str | None) -> str:
    return " ".join((condition or "").split())


def _is_moved_along(pair: Pair, old: Flow, new: Flow) -> bool:
    """Tell whether a way was led elsewhere because a node at its end came, went or moved."""
    touched = {old.source, old.target} & pair.ordered
    gone = {old.source, old.target} - pair.match.nodes.keys()
    come = {new.source, new.target} - pair.back.keys()
    return bool(touched or gone or come)


def _tell_condition(pair: Pair, old: Flow, new: Flow) -> None:
    way = way_words(pair.new.process, new)
    before, after = _condition(pair.old, old), _condition(pair.new, new)
    if before is None and after is not None:
        words = filled(_NEW_CONDITION, way=way, after=after)
    elif after is None and before is not None:
        words = filled(_NO_CONDITION, way=way, before=before)
    else:
        words = filled(_CONDITION, way=way, before=before or same(""), after=after or same(""))
    ends, values = (old.flow_id, new.flow_id), (old.condition or "", new.condition or "")
    pair.add("changed", "flow", capital(words), ends, ("condition", *values))


def _condition(side: Side, flow: Flow) -> Words | None:
    return condition_words(flow.condition, side.labels) if flow.condition else None


def _compare_defaults(pair: Pair) -> None:
    for old, new in pair.pairs():
        meant = pair.match.flows.get(old.default or "", "")
        if meant == (new.default or "") or not (old.default or new.default):
            continue
        targets = [_target(side, node.default) for side, node in ((pair.old, old), (pair.new, new))]
        words = filled(
            _DEFAULT, owner=called(pair.new.process, new), before=targets[0], after=targets[1]
        )
        ends = (old.node_id, new.node_id)
        values = (old.default or "", new.default or "")
        quiet = targets[0] == targets[1]
        pair.add("changed", "gateway", capital(words), ends, ("default", *values), quiet)


def _target(side: Side, flow_id: str | None) -> Words:
    flow = side.process.flows.get(flow_id or "")
    return _NOWHERE if flow is None else side.shown(flow.target)
