"""A diagram → its outline: the procedure in words, part by part."""

from collections.abc import Iterator, Sequence

from engine.diagrams.kinds import SCOPES
from engine.diagrams.model import Node, Process
from engine.errors import Words
from engine.outline.onward import ways_from, ways_into
from engine.outline.pieces import say
from engine.outline.teller import Teller, teller_of
from engine.outline.what import what_is
from engine.procedures.parts import Parts
from engine.procedures.wording.elements import kind_words, name_of
from engine.procedures.wording.values import capital, filled, post_words, quoted, term_words
from engine.records.outlines import Entry, Outline, Part, Sentence

_TERM = Words(vi="thời hạn giải quyết đã công bố: {term}.", en="the published term: {term}.")
_SIZE = Words(
    vi="sơ đồ có {steps} phần tử và {ways} đường đi.",
    en="the diagram has {steps} elements and {ways} ways.",
)
_LANE = Words(vi="{name} ({post})", en="{name} ({post})")
_INSIDE = Words(vi="bên trong {name}", en="inside {name}")
_POOL = Words(vi="quy trình {name}", en="the process {name}")
_NO_LANE = Words(vi="các bước ngoài các làn", en="steps outside the lanes")
_ALL = Words(vi="các bước", en="steps")
_GLOBAL = Words(vi="việc dùng chung", en="tasks called from elsewhere")
_ANY_ORDER = Words(
    vi="các bước ở đây làm theo thứ tự tùy ý.", en="these steps have no fixed order."
)
_IN_TURN = Words(vi="các bước ở đây làm lần lượt.", en="these steps are done one after the other.")
_DONE_WHEN = Words(vi="xong khi {condition}.", en="done when {condition}.")


def outline_of(process: Process, parts: Parts) -> Outline:
    """Return a diagram in words.

    parts   the folder around it, for the labels of fields and the titles of forms and tables
    """
    teller = teller_of(process, parts)
    title = process.name or process.process_id
    intro = [
        say(process.process_id, "what", _SIZE, steps=len(process.nodes), ways=len(process.flows))
    ]
    if "term" in process.attributes:
        term = term_words(process.attributes["term"])
        intro.append(say(process.process_id, "rule", _TERM, term=term))
    found = [*_lanes(teller), *_scopes(teller), *_pools(teller), *_shared(teller)]
    return Outline(
        title=Words(vi=title, en=process.attributes.get("nameEn") or title),
        intro=tuple(intro),
        parts=tuple(one for one in found if one.entries),
    )


def _lanes(teller: Teller) -> Iterator[Part]:
    """Yield the lanes in the order in which work comes to them, then what lies in none."""
    process = teller.process
    top = process.children(None)
    lanes = list(process.lanes.values())
    inside = {lane.lane_id: [node for node in top if node.lane == lane.lane_id] for lane in lanes}
    for lane in lanes:
        name = lane.name or lane.lane_id
        shown = Words(vi=name, en=lane.attributes.get("nameEn") or name)
        post = lane.attributes.get("post")
        said = post_words(post)
        is_plain = not post or said.vi.lower() == name.lower()
        heading = shown if is_plain else filled(_LANE, name=shown, post=said)
        yield _part(teller, lane.lane_id, heading, inside[lane.lane_id])
    rest = [node for node in top if node.lane not in inside]
    yield _part(teller, process.process_id, _NO_LANE if lanes else _ALL, rest)


def _scopes(teller: Teller) -> Iterator[Part]:
    process = teller.process
    for node in process.nodes.values():
        if node.tag in SCOPES:
            name = quoted(name_of(process, node))
            nodes = process.children(node.node_id)
            heading = filled(_INSIDE, name=name)
            yield _part(teller, f"in-{node.node_id}", heading, nodes, _order(teller, node))


def _order(teller: Teller, node: Node) -> tuple[Sentence, ...]:
    if node.ad_hoc is None:
        return ()
    found = [say(node.node_id, "rule", _IN_TURN if node.ad_hoc.sequential else _ANY_ORDER)]
    if node.ad_hoc.completion:
        condition = teller.condition(node.ad_hoc.completion)
        found.append(say(node.node_id, "rule", _DONE_WHEN, condition=condition))
    return tuple(found)


def _pools(teller: Teller) -> Iterator[Part]:
    for key, pool in teller.process.pools.items():
        name = Words(vi=pool.name or key, en=pool.attributes.get("nameEn") or pool.name or key)
        nodes = teller.process.children(key)
        yield _part(teller, key, filled(_POOL, name=quoted(name)), nodes)


def _shared(teller: Teller) -> Iterator[Part]:
    yield _part(teller, "global", _GLOBAL, tuple(teller.process.global_tasks.values()))


def _part(
    teller: Teller,
    part_id: str,
    heading: Words,
    nodes: Sequence[Node],
    intro: tuple[Sentence, ...] = (),
) -> Part:
    ordered = sorted(nodes, key=lambda node: teller.order.get(node.node_id, 0))
    return Part(
        part_id=part_id,
        heading=capital(heading),
        intro=intro,
        entries=tuple(_entry(teller, node) for node in ordered),
    )


def _entry(teller: Teller, node: Node) -> Entry:
    sentences = (*what_is(teller, node), *ways_from(teller, node), *ways_into(teller, node))
    return Entry(
        element=node.node_id,
        number=teller.order.get(node.node_id, 0),
        name=name_of(teller.process, node),
        kind=kind_words(node),
        sentences=sentences,
    )
