"""Timers, messages, errors of events, and the repetition of activities."""

from dataclasses import fields, replace

from engine.comparison.saying import from_to, term_change
from engine.comparison.sides import Pair
from engine.diagrams.kinds import ACTIVITIES
from engine.diagrams.model import EventDefinition, Loop, Node
from engine.diagrams.words import EVENT_WORDS
from engine.errors import Words
from engine.procedures.wording.conditions import condition_words, value_of
from engine.procedures.wording.elements import called, quoted_name
from engine.procedures.wording.values import capital, filled, same, timer_words
from engine.records.changes import Subject

_TIMER = Words(vi="hẹn giờ", en="timer")
_LOOP = Words(vi="cách lặp", en="repetition")
_WAITS = Words(
    vi="{owner} nay chờ {after} thay vì {before}",
    en="{owner} now waits for the {after} instead of the {before}",
)
_SENDS = Words(
    vi="{owner} nay phát ra {after} thay vì {before}",
    en="{owner} now gives out the {after} instead of the {before}",
)
_IN_TURN = Words(
    vi="{owner} làm lần lượt từng lần thay vì cùng lúc",
    en="{owner} is now repeated one after the other instead of side by side",
)
_AT_ONCE = Words(
    vi="{owner} làm cùng lúc thay vì lần lượt từng lần",
    en="{owner} is now repeated side by side instead of one after the other",
)
_REPEATED = Words(vi="{owner} nay lặp lại: {how}", en="{owner} is now repeated: {how}")
_ONCE = Words(vi="{owner} không còn lặp lại", en="{owner} is no longer repeated")
_EACH = Words(vi="một lần cho mỗi phần tử của {list}", en="once for each of {list}")
_TIMES = Words(vi="{number} lần", en="{number} times")
_WHILE = Words(vi="chừng nào {condition}", en="as long as {condition}")
_MORE = Words(vi="nhiều lần", en="several times")


def compare_triggers(pair: Pair, old: Node, new: Node) -> None:
    """Find what changed about what an event waits for or throws."""
    for place in range(max(len(old.events), len(new.events))):
        before = _at(old, place)
        after = _at(new, place)
        if _bare(pair, before) != _bare(None, after):
            _tell(pair, (old, new), before, after)


def _at(node: Node, place: int) -> EventDefinition | None:
    return node.events[place] if place < len(node.events) else None


def _bare(pair: Pair | None, event: EventDefinition | None) -> EventDefinition | None:
    """Return an event without its line; what it undoes by the id it has after."""
    if event is None:
        return None
    activity = event.activity
    if pair is not None and activity is not None:
        activity = pair.match.nodes.get(activity, activity)
    return replace(event, line=None, activity=activity)


def _tell(
    pair: Pair,
    nodes: tuple[Node, Node],
    before: EventDefinition | None,
    after: EventDefinition | None,
) -> None:
    old, new = nodes
    ends, owner = (old.node_id, new.node_id), called(pair.new.process, new)
    values = (_text(before), _text(after))
    if before and after and before.kind == after.kind == "timer":
        if before.timer_kind == after.timer_kind == "duration":
            name = quoted_name(pair.new.process, new)
            words = term_change(_TIMER, name, before.text, after.text)
        else:
            times = [timer_words(one.timer_kind, one.text) for one in (before, after)]
            words = from_to(_TIMER, owner, times[0], times[1])
    else:
        words = _other_event(pair, new, owner, (before, after))
    subject: Subject = "step" if new.tag in ACTIVITIES else "event"
    pair.add("changed", subject, words, ends, ("events", *values))


def _other_event(
    pair: Pair, node: Node, owner: Words, events: tuple[EventDefinition | None, ...]
) -> Words:
    sends = node.tag in ("intermediateThrowEvent", "endEvent", "sendTask")
    said = [_words(pair, one) for one in events]
    if said[0] is None or said[1] is None:
        return from_to(Words(vi="sự kiện", en="event"), owner, said[0], said[1])
    template = _SENDS if sends else _WAITS
    return capital(filled(template, owner=owner, before=said[0], after=said[1]))


def _text(event: EventDefinition | None) -> str:
    if event is None:
        return ""
    shown = (event.kind, event.name, event.code, event.text, event.activity)
    return " ".join(one for one in shown if one)


def _words(pair: Pair, event: EventDefinition | None) -> Words | None:
    if event is None:
        return None
    kind = EVENT_WORDS.get(event.kind, same(event.kind))
    detail = _text(event).removeprefix(event.kind).strip()
    if event.kind == "timer":
        detail_words = timer_words(event.timer_kind, event.text)
        detail_words = Words(vi=detail_words.vi, en=f"of {detail_words.en}")
    elif event.kind == "conditional":
        detail_words = condition_words(event.text or "", pair.new.labels)
    else:
        detail_words = same(f"“{detail}”" if detail else "")
    return Words(
        vi=f"{kind.vi} {detail_words.vi}".strip(), en=f"{kind.en} {detail_words.en}".strip()
    )


def compare_loops(pair: Pair, old: Node, new: Node) -> None:
    """Find what changed about how an activity is repeated."""
    before, after = _bare_loop(old.loop), _bare_loop(new.loop)
    if before == after:
        return
    owner, ends = called(pair.new.process, new), (old.node_id, new.node_id)
    if after is None:
        words = filled(_ONCE, owner=owner)
    elif before is None:
        words = filled(_REPEATED, owner=owner, how=_how(pair, after))
    elif replace(before, sequential=after.sequential) == after:
        words = filled(_IN_TURN if after.sequential else _AT_ONCE, owner=owner)
    else:
        words = from_to(_LOOP, owner, same(_shown(before)), same(_shown(after)))
    pair.add("changed", "step", capital(words), ends, ("loop", _shown(before), _shown(after)))


def _bare_loop(loop: Loop | None) -> Loop | None:
    if loop is None:
        return None
    thrown = tuple(replace(one, event=replace(one.event, line=None)) for one in loop.thrown)
    return replace(loop, line=None, thrown=thrown, attributes={})


def _how(pair: Pair, loop: Loop) -> Words:
    if loop.collection:
        return filled(_EACH, list=value_of(loop.collection, pair.new.labels))
    if loop.cardinality:
        return filled(_TIMES, number=loop.cardinality)
    if loop.condition:
        return filled(_WHILE, condition=condition_words(loop.condition, pair.new.labels))
    return _MORE


def _shown(loop: Loop | None) -> str:
    """Return a repetition as a text for a table: what is set, name by name."""
    if loop is None:
        return ""
    plain = Loop()
    parts = [
        f"{one.name}={getattr(loop, one.name)}"
        for one in fields(Loop)
        if one.name not in ("thrown", "attributes")
        and getattr(loop, one.name) != getattr(plain, one.name)
    ]
    parts += [f"{one.event.kind} {one.event.name or ''}".strip() for one in loop.thrown]
    return ", ".join(parts) or "multi-instance"
