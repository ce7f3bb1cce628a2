"""Our attributes: known, in their place, with values that mean something; and the English names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.diagrams import attributes as ours
from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.errors import Words
from engine.lint.nearest import Nearest
from engine.lint.subject import Subject
from engine.records.findings import Finding, Rule

ATTRIBUTE_UNKNOWN = Rule(
    name="attribute-unknown",
    vi="{what}: không có thuộc tính motcua:{name}.{hint}",
    en="{what}: there is no attribute motcua:{name}.{hint}",
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
    vi="{what} chưa có tên tiếng Anh. Hãy ghi Tên tiếng Anh (motcua:nameEn).",
    en="{what} has no English name. Write its Name in English (motcua:nameEn).",
    severe=False,
)
PUBLIC_ENGLISH = Rule(
    name="public-name-english",
    vi="{what}: câu cho người dân chưa có tiếng Anh. Hãy ghi câu đó bằng tiếng Anh "
    "(motcua:publicNameEn).",
    en="{what}: the words for the citizen are not in English. Write the same in English "
    "(motcua:publicNameEn).",
    severe=False,
)
_VALUES: Mapping[str, tuple[str, ...]] = {
    "clock": ours.CLOCK_VALUES,
    "status": ours.STATUS_VALUES,
    "apology": ours.APOLOGY_VALUES,
    "notice": ours.APPLICANT_VALUES,
    "audience": ours.APPLICANT_VALUES,
}
_WAITING = frozenset(("userTask", "manualTask", "intermediateCatchEvent", "receiveTask"))


@dataclass(frozen=True, kw_only=True)
class _Place:
    """An element that carries our attributes."""

    element: str
    line: int | None
    tag: str
    what: Words
    name: str
    attributes: Mapping[str, str]


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with our attributes."""
    file, nearest = subject.diagram.file, Nearest(ours.ATTRIBUTES)
    for place in _places(subject):
        for rule, values in _check_attributes(place.tag, place.attributes, nearest):
            yield rule.at(file, place.element, place.line, **{"what": place.what, **values})
        for rule in _check_english(place):
            yield rule.at(file, place.element, place.line, what=place.what)


def _places(subject: Subject) -> Iterator[_Place]:
    process = subject.process
    yield _Place(
        element=process.process_id,
        line=process.line,
        tag=ours.PROCESS,
        what=_named("Quy trình", "The process", process.name),
        name=process.name,
        attributes=process.attributes,
    )
    for lane in process.lanes.values():
        yield _Place(
            element=lane.lane_id,
            line=lane.line,
            tag=ours.LANE,
            what=_named("Làn", "The lane", lane.name or lane.lane_id),
            name=lane.name,
            attributes=lane.attributes,
        )
    for flow in process.flows.values():
        yield _Place(
            element=flow.flow_id,
            line=flow.line,
            tag=ours.FLOW,
            what=_named("Mũi tên", "The arrow", flow.name or flow.flow_id),
            name=flow.name,
            attributes=flow.attributes,
        )
    for pool in process.pools.values():
        yield _Place(
            element=pool.process_id,
            line=pool.line,
            tag=ours.PROCESS,
            what=_named("Quy trình", "The process", pool.name),
            name=pool.name,
            attributes=pool.attributes,
        )
    for node in subject.works:
        yield from _node_places(node)


def _node_places(node: Node) -> Iterator[_Place]:
    what = called(node)
    yield _Place(
        element=node.node_id,
        line=node.line,
        tag=node.tag,
        what=what,
        name=node.name,
        attributes=node.attributes,
    )
    if node.loop:
        yield _Place(
            element=node.node_id,
            line=node.loop.line,
            tag=ours.LOOP,
            what=what,
            name="",
            attributes=node.loop.attributes,
        )


def _check_attributes(
    tag: str, attributes: Mapping[str, str], nearest: Nearest
) -> Iterator[tuple[Rule, dict[str, object]]]:
    for name, text in attributes.items():
        places = ours.ATTRIBUTES.get(name)
        if places is None:
            yield ATTRIBUTE_UNKNOWN, {"name": name, "hint": nearest.hint(name)}
        elif tag not in places:
            yield ATTRIBUTE_PLACE, {"name": name, "places": ", ".join(sorted(places))}
        else:
            values = _VALUES.get(name, (text,))
            if name == "clock" and tag not in _WAITING:
                values = tuple(one for one in values if one not in ours.WAITING_CLOCKS)
            if text not in values:
                yield ATTRIBUTE_VALUE, {"name": name, "text": text, "values": ", ".join(values)}


def _check_english(place: _Place) -> Iterator[Rule]:
    if place.name and "nameEn" not in place.attributes:
        yield ENGLISH
    if "publicName" in place.attributes and "publicNameEn" not in place.attributes:
        yield PUBLIC_ENGLISH


def _named(vi: str, en: str, name: str) -> Words:
    return Words(vi=f"{vi} “{name}”", en=f"{en} “{name}”")
