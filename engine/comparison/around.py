"""What stands around the nodes: the process itself, lanes, pools, arrows between pools."""

from engine.comparison.nodes import compare_attributes
from engine.comparison.saying import from_to
from engine.comparison.sides import Pair, Side
from engine.diagrams.model import Lane, MessageFlow, Pool
from engine.errors import Words
from engine.procedures.wording.values import capital, filled, post_words, quoted, same

_PROCEDURE = Words(vi="toàn thủ tục “{name}”", en="the whole procedure “{name}”")
_LANE = Words(vi="làn “{name}”", en="the lane “{name}”")
_POOL = Words(vi="quy trình “{name}”", en="the process “{name}”")
_ADDED = Words(vi="thêm {what}", en="adds {what}")
_REMOVED = Words(vi="bỏ {what}", en="drops {what}")
_RENAMED = Words(vi="{before} đổi tên thành {after}", en="{before} is now called {after}")
_LANE_POST = Words(
    vi="{owner} nay do {after} làm thay vì {before}",
    en="{owner} is now in the hands of {after} instead of {before}",
)
_ARROW = Words(vi="thông điệp từ {source} đến {target}", en="the message from {source} to {target}")
_NAME = Words(vi="tên", en="name")


def compare_around(pair: Pair) -> None:
    """Find what changed about the process, its lanes, its pools and the arrows between them."""
    _compare_process(pair)
    _compare_lanes(pair)
    _compare_pools(pair)
    _compare_arrows(pair)
    _compare_messages(pair)


def _compare_process(pair: Pair) -> None:
    old, new = pair.old.process, pair.new.process
    owner = filled(_PROCEDURE, name=new.name or new.process_id)
    ends = (old.process_id, new.process_id)
    if old.name != new.name:
        before = filled(_PROCEDURE, name=old.name)
        words = filled(_RENAMED, before=before, after=quoted(same(new.name)))
        pair.add("changed", "procedure", capital(words), ends, ("name", old.name, new.name))
    if old.process_id != new.process_id:
        words = from_to(Words(vi="mã", en="id"), owner, same(ends[0]), same(ends[1]))
        pair.add("changed", "procedure", words, ends, ("id", *ends), quiet=True)
    compare_attributes(pair, (old.attributes, new.attributes), "procedure", ends, owner)


def _compare_lanes(pair: Pair) -> None:
    old, new = pair.old.process.lanes, pair.new.process.lanes
    for key, lane in old.items():
        if key not in pair.match.lanes:
            words = capital(filled(_REMOVED, what=_lane(lane)))
            pair.add("removed", "lane", words, (key, None))
    for key, lane in new.items():
        if key not in pair.back:
            pair.add("added", "lane", capital(filled(_ADDED, what=_lane(lane))), (None, key))
    for key, other in pair.match.lanes.items():
        if key in old and other in new:
            _compare_lane(pair, old[key], new[other])


def _compare_lane(pair: Pair, old: Lane, new: Lane) -> None:
    ends = (old.lane_id, new.lane_id)
    if ends[0] != ends[1]:
        words = from_to(Words(vi="mã", en="id"), _lane(new), same(ends[0]), same(ends[1]))
        pair.add("changed", "lane", words, ends, ("id", *ends), quiet=True)
    if old.name != new.name:
        words = filled(_RENAMED, before=_lane(old), after=quoted(_lane_name(new)))
        pair.add("changed", "lane", capital(words), ends, ("name", old.name, new.name))
    posts = old.attributes.get("post"), new.attributes.get("post")
    if posts[0] != posts[1]:
        words = filled(
            _LANE_POST,
            owner=_lane(new),
            before=post_words(posts[0]),
            after=post_words(posts[1]),
        )
        values = (posts[0] or "", posts[1] or "")
        pair.add("changed", "lane", capital(words), ends, ("post", *values))
    skip = frozenset(("post",))
    compare_attributes(pair, (old.attributes, new.attributes), "lane", ends, _lane(new), skip)


def _lane(lane: Lane) -> Words:
    return filled(_LANE, name=_lane_name(lane))


def _lane_name(lane: Lane) -> Words:
    name = lane.name or lane.lane_id
    return Words(vi=name, en=lane.attributes.get("nameEn") or name)


def _compare_pools(pair: Pair) -> None:
    old, new = pair.old.process.pools, pair.new.process.pools
    for key, pool in old.items():
        if key not in pair.match.pools:
            pair.add("removed", "lane", capital(filled(_REMOVED, what=_pool(pool))), (key, None))
    for key, pool in new.items():
        if key not in pair.back:
            pair.add("added", "lane", capital(filled(_ADDED, what=_pool(pool))), (None, key))
    for key, other in pair.match.pools.items():
        before, after, ends = old[key], new[other], (key, other)
        if before.name != after.name:
            words = filled(_RENAMED, before=_pool(before), after=quoted(same(after.name)))
            pair.add("changed", "lane", capital(words), ends, ("name", before.name, after.name))
        both = (before.attributes, after.attributes)
        compare_attributes(pair, both, "lane", ends, _pool(after))


def _pool(pool: Pool) -> Words:
    return filled(_POOL, name=pool.name or pool.process_id)


def _compare_arrows(pair: Pair) -> None:
    old = {one.flow_id: one for one in pair.old.process.message_flows}
    new = {one.flow_id: one for one in pair.new.process.message_flows}
    for key, arrow in old.items():
        if key not in new:
            words = capital(filled(_REMOVED, what=_arrow(pair.old, arrow)))
            pair.add("removed", "message", words, (key, None))
    for key, arrow in new.items():
        if key not in old:
            words = capital(filled(_ADDED, what=_arrow(pair.new, arrow)))
            pair.add("added", "message", words, (None, key))
        elif _bare(pair, old[key]) != _bare(None, arrow):
            before, after = _arrow(pair.old, old[key]), _arrow(pair.new, arrow)
            names = [quoted(same(one.name or one.message or "–")) for one in (old[key], arrow)]
            words = filled(
                Words(vi="{before} {name} nay là {after} {other}",
                      en="{before} {name} is now {after} {other}"),
                before=before, after=after, name=names[0], other=names[1],
            )  # fmt: skip
            pair.add("changed", "message", capital(words), (key, key))


def _bare(pair: Pair | None, arrow: MessageFlow) -> tuple[str, ...]:
    ends = [arrow.source, arrow.target]
    if pair is not None:
        known = {**pair.match.nodes, **pair.match.pools}
        ends = [known.get(one, one) for one in ends]
    return (*ends, arrow.name, arrow.message or "")


def _arrow(side: Side, arrow: MessageFlow) -> Words:
    return filled(_ARROW, source=_end(side, arrow.source), target=_end(side, arrow.target))


def _end(side: Side, element: str) -> Words:
    pool = side.process.pools.get(element)
    return quoted(same(pool.name)) if pool and pool.name else side.shown(element)


def _compare_messages(pair: Pair) -> None:
    """Find messages that the file declares under another name, or no more."""
    old, new = pair.old.process.messages, pair.new.process.messages
    what = Words(vi="thông điệp “{name}”", en="the message “{name}”")
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if after is None:
            words, ends = filled(_REMOVED, what=filled(what, name=before or key)), (key, None)
            pair.add("removed", "message", capital(words), ends, quiet=True)
        elif before is None:
            words = filled(_ADDED, what=filled(what, name=after or key))
            pair.add("added", "message", capital(words), (None, key), quiet=True)
        else:
            words = from_to(
                _NAME, filled(what, name=after), quoted(same(before)), quoted(same(after))
            )
            pair.add("changed", "message", words, (key, key), ("name", before, after))
