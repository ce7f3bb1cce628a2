"""Our attributes: known, in their place, with values that mean something; and the English names."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from engine.diagrams import attributes as ours
from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.errors import Words
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule

ATTRIBUTE_UNKNOWN = Rule(
    name="attribute-unknown",
    vi="{what}: không có thuộc tính motcua:{name}. Có phải “{nearest}”?",
    en="{what}: there is no attribute motcua:{name}. Did you mean “{nearest}”?",
)
ATTRIBUTE_PLACE = Rule(
    name="attribute-place",
    vi="{what}: thuộc tính motcua:{name} không có tác dụng ở đây. Hãy chuyển tới: {places}.",
    en="{what}: the attribute motcua:{name} has no effect here. It belongs on: {places}.",
)
ATTRIBUTE_VALUE = Rule(
    name="attribute-value",
    vi="{what}: motcua:{name}=“{text}” không có nghĩa. Các giá trị: {values}.",
    en="{what}: motcua:{name}=“{text}” means nothing. The values are: {values}.",
)
ENGLISH = Rule(
    name="name-english",
    vi="{what} chưa có tên tiếng Anh. Hãy ghi motcua:nameEn.",
    en="{what} has no English name. Write motcua:nameEn.",
    severe=False,
)
PUBLIC_ENGLISH = Rule(
    name="public-name-english",
    vi="{what}: câu cho người dân chưa có tiếng Anh. Hãy ghi motcua:publicNameEn.",
    en="{what}: the words for the citizen are not in English. Write motcua:publicNameEn.",
    severe=False,
)
TERM_MISSING = Rule(
    name="term-missing",
    vi="Quy trình chưa ghi thời hạn giải quyết (motcua:term); hồ sơ sẽ không có ngày hẹn trả.",
    en="The process states no term (motcua:term); its cases will have no date of return.",
    severe=False,
)
CLOCK_NEVER = Rule(
    name="clock-never-starts",
    vi="Quy trình có thời hạn “{term}” nhưng không bước nào bắt đầu tính (motcua:clock=“start”); "
    "hồ sơ sẽ không có ngày hẹn trả.",
    en="The process has the term “{term}”, and no step starts the clock (motcua:clock=“start”); "
    "its cases will have no date of return.",
    severe=False,
)

_VALUES: Mapping[str, tuple[str, ...]] = {
    "clock": ours.CLOCK_VALUES,
    "status": ours.STATUS_VALUES,
    "notice": ours.APPLICANT_VALUES,
    "audience": ours.APPLICANT_VALUES,
}
_WAITING = frozenset(("userTask", "manualTask", "intermediateCatchEvent", "receiveTask"))


def check_marks(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with our attributes."""
    process, file = subject.process, subject.diagram.file
    what = Words(vi=f"Quy trình “{process.name}”", en=f"The process “{process.name}”")
    places = [(process.process_id, process.line, ours.PROCESS, what, process.attributes)]
    for lane in process.lanes.values():
        name = lane.name or lane.lane_id
        words = Words(vi=f"Làn “{name}”", en=f"The lane “{name}”")
        places.append((lane.lane_id, lane.line, ours.LANE, words, lane.attributes))
    for node in subject.nodes:
        places.append((node.node_id, node.line, node.tag, called(node), node.attributes))
    for element, line, tag, words, attributes in places:
        for rule, values in _check_attributes(tag, attributes):
            yield rule.at(file, element, line, **{"what": words, **values})
    for node in subject.nodes:
        yield from _check_english(subject, node)
    if process.name and "nameEn" not in process.attributes:
        yield ENGLISH.at(file, process.process_id, process.line, what=what)
    yield from _check_clock(subject)


def _check_attributes(
    tag: str, attributes: Mapping[str, str]
) -> Iterator[tuple[Rule, dict[str, object]]]:
    for name, text in attributes.items():
        places = ours.ATTRIBUTES.get(name)
        if places is None:
            near = get_close_matches(name, ours.ATTRIBUTES, n=1, cutoff=0.0)[0]
            yield ATTRIBUTE_UNKNOWN, {"name": name, "nearest": near}
        elif tag not in places:
            yield ATTRIBUTE_PLACE, {"name": name, "places": ", ".join(sorted(places))}
        else:
            values = _VALUES.get(name, (text,))
            if name == "clock" and tag not in _WAITING:
                values = tuple(one for one in values if one not in ours.WAITING_CLOCKS)
            if text not in values:
                yield ATTRIBUTE_VALUE, {"name": name, "text": text, "values": ", ".join(values)}


def _check_english(subject: Subject, node: Node) -> Iterator[Finding]:
    if node.name and "nameEn" not in node.attributes:
        yield subject.fault(ENGLISH, node, what=called(node))
    if "publicName" in node.attributes and "publicNameEn" not in node.attributes:
        yield subject.fault(PUBLIC_ENGLISH, node, what=called(node))


def _check_clock(subject: Subject) -> Iterator[Finding]:
    process, file = subject.process, subject.diagram.file
    term = process.attributes.get("term")
    clocks = {node.attributes.get("clock") for node in subject.nodes}
    if term is None:
        yield TERM_MISSING.at(file, process.process_id, process.line)
    elif not clocks & {"start", "restart"}:
        yield CLOCK_NEVER.at(file, process.process_id, process.line, term=term)
