"""What a node is and what holds there, in sentences."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from engine.diagrams.kinds import EVENTS, SCOPES
from engine.diagrams.model import EventDefinition, Loop, Node
from engine.diagrams.words import EVENT_WORDS
from engine.errors import Words
from engine.outline.pieces import say
from engine.outline.teller import Teller
from engine.procedures.wording.values import (
    CLOCKS,
    STATUSES,
    filled,
    letter_words,
    listed,
    office_words,
    post_words,
    quoted,
    same,
    term_words,
    timer_words,
)
from engine.records.outlines import Sentence

_PEOPLE = frozenset(("userTask", "manualTask"))
_DONE_BY = Words(vi="do {post} làm{office}{term}{form}.", en="done by {post}{office}{term}{form}.")
_AT = Words(vi=" ở {office}", en=" at {office}")
_WITHIN = Words(vi=", thời hạn {term}", en=", within {term}")
_SAME_DAY = Words(vi=", trong ngày làm việc", en=", the same working day")
_WITH_FORM = Words(vi=", điền biểu mẫu {form}", en=", with the form {form}")
_BY_SYSTEM: Mapping[str, Words] = MappingProxyType(
    {
        "serviceTask": Words(
            vi="hệ thống hỏi hệ thống khác{name}.", en="the system asks another system{name}."
        ),
        "scriptTask": Words(vi="hệ thống tự tính toán.", en="the system reckons by itself."),
        "businessRuleTask": Words(
            vi="hệ thống tra bảng quyết định{name}.", en="the system looks up the table{name}."
        ),
        "sendTask": Words(
            vi="hệ thống gửi thông điệp{name}.", en="the system sends a message{name}."
        ),
        "receiveTask": Words(vi="chờ thông điệp{name}.", en="waits for the message{name}."),
        "callActivity": Words(
            vi="chạy quy trình khác{name} rồi quay lại.",
            en="runs another process{name} and comes back.",
        ),
        "task": Words(vi="một việc không ghi ai làm.", en="a task of nobody in particular."),
        "transaction": Words(
            vi="một giao dịch: làm trọn tất cả các bước bên trong, hoặc hủy hết.",
            en="a transaction: all steps inside are done, or all are undone.",
        ),
        "adHocSubProcess": Words(
            vi="một nhóm việc làm theo thứ tự tùy ý, kể ở phần riêng.",
            en="a group of steps in any order, told in a part of its own.",
        ),
        "subProcess": Words(
            vi="gồm các bước riêng, kể ở phần bên dưới.", en="has steps of its own, told below."
        ),
    }
)
_BY_EVENT = Words(
    vi="chạy khi sự kiện bắt đầu của nó xảy ra trong lúc phần quanh nó còn chạy.",
    en="runs when its start event happens while the part around it is at work.",
)
_STARTS = Words(vi="bắt đầu ở đây{trigger}.", en="begins here{trigger}.")
_WHEN = Words(vi=" khi có {event}", en=" on {event}")
_ENDS = Words(vi="kết thúc ở đây{trigger}{ending}.", en="ends here{trigger}{ending}.")
_THROWING = Words(vi=", phát ra {event}", en=", giving out {event}")
_ENDING = Words(vi=" (cách kết thúc: {ending})", en=" (kind of ending: {ending})")
_WAITS = Words(vi="chờ {event}.", en="waits for {event}.")
_WAITS_BORDER = Words(
    vi="xảy ra trong lúc làm {host}: {event}; {effect}.",
    en="happens while {host} is at work: {event}; {effect}.",
)
_STOPPING = Words(vi="việc ấy dừng lại", en="that work is stopped")
_BESIDE = Words(vi="việc ấy vẫn tiếp tục", en="that work goes on")
_SENDS = Words(vi="phát ra {event}.", en="gives out {event}.")
_MARK = Words(vi="ghi nhận mốc này.", en="marks this point.")
_ENDING_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "done": Words(vi="giải quyết xong", en="done"),
        "refused": Words(vi="từ chối", en="refused"),
        "closed": Words(vi="đóng hồ sơ", en="closed"),
        "withdrawn": Words(vi="rút hồ sơ", en="withdrawn"),
    }
)
_RULES: Mapping[str, Words] = MappingProxyType(
    {
        "clock": Words(vi="thời hạn giải quyết {value}.", en="the legal term {value}."),
        "clockTerm": Words(vi="thời hạn tính từ đây: {value}.", en="term from here: {value}."),
        "status": Words(
            vi="trạng thái trên cổng quốc gia: {value}.",
            en="status on the national portal: {value}.",
        ),
        "notice": Words(vi="báo tin cho {value}.", en="notice goes to {value}."),
        "legalBasis": Words(vi="căn cứ: {value}.", en="legal basis: {value}."),
        "letter": Words(vi="văn bản: {value}.", en="letter: {value}."),
        "letterWhen": Words(
            vi="chỉ ra văn bản khi {value}.", en="the letter is issued only if {value}."
        ),
        "decides": Words(
            vi="hồ sơ đã được quyết định khi {value}, từ đó không dừng theo đề nghị được nữa.",
            en="the case is decided if {value}; it is not stopped on request from then on.",
        ),
        "cutoff": Words(
            vi="sau {value} tính sang ngày làm việc tiếp theo.",
            en="after {value} it counts from the next working day.",
        ),
        "reason": Words(vi="lý do nêu cho người nộp: {value}.", en="reason told: {value}."),
    }
)
_FOUR_EYES = Words(
    vi="người làm phải khác người đã làm {other}.",
    en="it must be somebody else than who did {other}.",
)
_SAME_PERSON = Words(
    vi="phải là chính người đã làm {other}.", en="it must be the person who did {other}."
)
_LOOPS: Mapping[str, Words] = MappingProxyType(
    {
        "each": Words(
            vi="làm một lần cho mỗi phần tử của {list}, {how}.",
            en="done once for each of {list}, {how}.",
        ),
        "times": Words(vi="làm {list} lần, {how}.", en="done {list} times, {how}."),
        "while": Words(vi="làm lại chừng nào {list}.", en="done again as long as {list}."),
        "plain": Words(vi="làm nhiều lần, {how}.", en="done several times, {how}."),
    }
)
_IN_TURN = Words(vi="lần lượt", en="one after the other")
_AT_ONCE = Words(vi="cùng lúc", en="side by side")
_EARLY = Words(vi="thôi sớm khi {condition}.", en="ends early when {condition}.")
_MOST = Words(vi="nhiều nhất {number} lần.", en="at most {number} times.")
_UNDOES = Words(vi="chỉ làm khi phải hoàn tác một bước khác.", en="done only to undo another step.")
_UNDONE_BY = Words(vi="được hoàn tác bằng {other}.", en="undone by {other}.")


def what_is(teller: Teller, node: Node) -> Iterator[Sentence]:
    """Yield what a node is, and what holds there."""
    yield _what(teller, node)
    yield from _rules(teller, node)
    if node.loop is not None:
        yield from _repeated(teller, node, node.loop)


def _what(teller: Teller, node: Node) -> Sentence:
    key = node.node_id
    if node.tag in _PEOPLE:
        return _done_by(teller, node)
    if node.tag in EVENTS:
        return _event(teller, node)
    if node.tag in SCOPES and node.by_event:
        return say(key, "what", _BY_EVENT)
    template = _BY_SYSTEM.get(node.tag)
    if template is not None:
        named = _asked(teller, node)
        name = filled(same(" {name}"), name=quoted(same(named))) if named else same("")
        return say(key, "what", template, name=name)
    return _gateway(teller, node)


def _done_by(teller: Teller, node: Node) -> Sentence:
    office = teller.process.attribute(node, "office")
    term, form = node.attributes.get("term"), node.attributes.get("form")
    within = same("")
    if term:
        words = term_words(term)
        within = _SAME_DAY if words.en == "the same working day" else filled(_WITHIN, term=words)
    return say(
        node.node_id,
        "what",
        _DONE_BY,
        post=post_words(teller.process.attribute(node, "post")),
        office=filled(_AT, office=office_words(office)) if office else same(""),
        term=within,
        form=filled(_WITH_FORM, form=teller.form(form)) if form else same(""),
    )


def _asked(teller: Teller, node: Node) -> str:
    own = node.attributes
    decision = teller.parts.decisions.get(own.get("decision", ""))
    called = teller.process.find(node.called) or teller.process.pools.get(node.called or "")
    messages = [event.name for event in node.events if event.name]
    return (
        (decision.name if decision else "")
        or own.get("connector")
        or own.get("topic")
        or own.get("decision")
        or (called.name if called else "")
        or node.called
        or (messages[0] if messages else "")
        or ""
    )


def _event(teller: Teller, node: Node) -> Sentence:
    key = node.node_id
    found = [event_words(teller, one) for one in node.events]
    event = listed(found) if found else same("")
    if node.tag == "startEvent":
        trigger = filled(_WHEN, event=event) if found else same("")
        return say(key, "what", _STARTS, trigger=trigger)
    if node.tag == "endEvent":
        ending = node.attributes.get("ending")
        words = _ENDING_WORDS.get(ending or "", same(ending or ""))
        return say(
            key,
            "what",
            _ENDS,
            trigger=filled(_THROWING, event=event) if found else same(""),
            ending=filled(_ENDING, ending=words) if ending else same(""),
        )
    if node.tag == "boundaryEvent":
        host, effect = (
            teller.link(node.attached_to or ""),
            _STOPPING if node.interrupting else _BESIDE,
        )
        return say(key, "what", _WAITS_BORDER, host=host, event=event, effect=effect)
    if not found:
        return say(key, "what", _MARK)
    template = _WAITS if node.tag == "intermediateCatchEvent" else _SENDS
    return say(key, "what", template, event=event)


def event_words(teller: Teller, event: EventDefinition) -> Words:
    """Return what an event waits for or gives out."""
    kind = EVENT_WORDS.get(event.kind, same(event.kind))
    if event.kind == "timer":
        when = timer_words(event.timer_kind, event.text)
        return Words(vi=f"hẹn giờ: {when.vi}", en=f"a timer: {when.en}")
    if event.kind == "conditional":
        condition = teller.condition(event.text or "")
        return Words(vi=f"điều kiện: {condition.vi}", en=f"the condition: {condition.en}")
    names = [one for one in (event.name, event.code) if one]
    name = f" “{names[0]}”" if names else ""
    if event.activity:
        shown = teller.link(event.activity).words
        return Words(vi=f"{kind.vi} {shown.vi}", en=f"{kind.en} of {shown.en}")
    article = "the" if name else "a"
    return Words(vi=f"{kind.vi}{name}", en=f"{article} {kind.en}{name}")


_SPLITS: Mapping[str, tuple[Words, Words]] = MappingProxyType(
    {
        "exclusiveGateway": (
            Words(vi="chọn một trong các đường sau.", en="takes one of these ways."),
            Words(vi="nơi các đường gặp lại.", en="where ways meet again."),
        ),
        "parallelGateway": (
            Words(vi="đi cùng lúc tất cả các đường sau.", en="takes all these ways side by side."),
            Words(vi="chờ đủ mọi đường đến rồi đi tiếp.", en="waits for all ways, then goes on."),
        ),
        "inclusiveGateway": (
            Words(
                vi="đi mọi đường có điều kiện đúng.", en="takes every way whose condition holds."
            ),
            Words(
                vi="chờ mọi đường đang chạy đến rồi đi tiếp.",
                en="waits for all ways at work, then goes on.",
            ),
        ),
        "eventBasedGateway": (
            Words(vi="đi theo sự kiện nào xảy ra trước.", en="follows the event that comes first."),
            Words(vi="chờ sự kiện.", en="waits for an event."),
        ),
        "complexGateway": (
            Words(vi="rẽ theo điều kiện riêng.", en="divides by a condition of its own."),
            Words(
                vi="đi tiếp khi điều kiện riêng của nó đúng.",
                en="goes on when its own condition holds.",
            ),
        ),
    }
)
_ACTIVATION = Words(vi="đi tiếp khi {condition}.", en="goes on when {condition}.")


def _gateway(teller: Teller, node: Node) -> Sentence:
    pair = _SPLITS.get(node.tag)
    if pair is None:
        return say(node.node_id, "what", _MARK)
    if node.activation:
        return say(node.node_id, "what", _ACTIVATION, condition=teller.condition(node.activation))
    return say(node.node_id, "what", pair[0] if len(node.outgoing) > 1 else pair[1])


def _rules(teller: Teller, node: Node) -> Iterator[Sentence]:
    own = node.attributes
    reasons = [teller.value(one) for one in own.get("reason", "").replace(",", " ").split()]
    values = {
        "clock": CLOCKS.get(own.get("clock", "")),
        "status": STATUSES.get(own.get("status", "")),
        "notice": post_words(own["notice"]) if "notice" in own else None,
        "reason": listed(reasons) if reasons else None,
        "letter": letter_words(own["letter"]) if "letter" in own else None,
        "letterWhen": teller.condition(own["letterWhen"]) if "letterWhen" in own else None,
        "decides": teller.condition(own["decides"]) if "decides" in own else None,
    }
    for name, template in _RULES.items():
        if name in own:
            value = values.get(name) or same(own[name])
            yield say(node.node_id, "rule", template, value=value)
    for name, template in (("fourEyes", _FOUR_EYES), ("samePersonAs", _SAME_PERSON)):
        if name in own:
            yield say(node.node_id, "rule", template, other=teller.link(own[name]))
    if node.undoes:
        yield say(node.node_id, "rule", _UNDOES)
    if node.undone_by:
        yield say(node.node_id, "rule", _UNDONE_BY, other=teller.link(node.undone_by))


def _repeated(teller: Teller, node: Node, loop: Loop) -> Iterator[Sentence]:
    kinds = (
        ("each", loop.collection),
        ("times", loop.cardinality),
        ("while", loop.condition if loop.standard else None),
        ("plain", "-"),
    )
    kind, text = next((one, found) for one, found in kinds if found)
    shown = teller.condition(text or "") if kind == "while" else teller.value(text or "")
    how = _IN_TURN if loop.sequential else _AT_ONCE
    yield say(node.node_id, "rule", _LOOPS[kind], list=shown, how=how)
    if loop.completion:
        condition = teller.condition(loop.completion)
        yield say(node.node_id, "rule", _EARLY, condition=condition)
    if loop.maximum:
        yield say(node.node_id, "rule", _MOST, number=loop.maximum)
