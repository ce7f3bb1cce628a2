"""An XML file as single facts, so that what no rule speaks of is found too, and the drawing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.diagrams.xml import Element

_BPMNDI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
_DMNDI = "{https://www.omg.org/spec/DMN/20191111/DMNDI/}"
DRAWING = (_BPMNDI, _DMNDI)
_OURS = "urn:motcua:bpmn:1"
_MOST_LETTERS = 2_000


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a fact stands: the next element with an id around it, and the way from there."""

    anchor: str
    way: str


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """An element with an id."""

    tag: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Flat:
    """All facts of a file, its elements with an id, and its drawing by the id of what is drawn."""

    facts: Mapping[Place, str]
    anchors: Mapping[str, Anchor]
    shapes: Mapping[str, str]
    edges: Mapping[str, str]


def flatten(root: Element) -> Flat:
    """Return the facts of a file; what it draws is kept apart."""
    facts: dict[Place, str] = {}
    anchors: dict[str, Anchor] = {}
    shapes: dict[str, str] = {}
    edges: dict[str, str] = {}
    counts: dict[Place, int] = {}
    stack = [(root, "", "")]
    while stack:
        element, anchor, way = stack.pop()
        tag = element.tag.rpartition("}")[2]
        if element.tag.startswith(DRAWING):
            _draw(element, shapes, edges)
            continue
        own = element.get("id")
        if own:
            anchor, way = own, ""
            anchors[own] = Anchor(tag=tag, name=element.get("name") or _words(element))
        for path, value in _own_facts(element, way):
            place = Place(anchor=anchor, way=path)
            counts[place] = counts.get(place, 0) + 1
            number = f" {counts[place]}" if counts[place] > 1 else ""
            facts[Place(anchor=anchor, way=f"{path}{number}")] = value
        children = list(element.iterchildren("*"))
        for child in reversed(children):
            name = _short(str(child.tag))
            stack.append((child, anchor, f"{way}/{name}" if way else name))
    return Flat(facts=facts, anchors=anchors, shapes=shapes, edges=edges)


def _own_facts(element: Element, way: str) -> Iterator[tuple[str, str]]:
    for key, value in element.items():
        if key != "id":
            yield f"{way}@{_short(str(key))}", str(value)[:_MOST_LETTERS]
    text = " ".join((element.text or "").split())
    if text:
        yield way, text[:_MOST_LETTERS]


def _short(name: str) -> str:
    """Return a name without its namespace; of other makers with the end of it."""
    space, _, local = name.removeprefix("{").rpartition("}")
    if space == _OURS:
        return f"motcua:{local}"
    if not space or space.endswith(("/BPMN/20100524/MODEL", "XMLSchema-instance", "/MODEL/")):
        return local
    return f"{space.rstrip('/').rpartition('/')[2]}:{local}"


def _words(element: Element) -> str:
    found = [" ".join((one.text or "").split()) for one in element.iterchildren("{*}text")]
    return found[0][:80] if found else ""


def _draw(root: Element, shapes: dict[str, str], edges: dict[str, str]) -> None:
    for element in root.iter("*"):
        about = element.get("bpmnElement") or element.get("dmnElementRef")
        tag = element.tag.rpartition("}")[2]
        if about and tag.endswith(("Shape", "Edge")):
            found = edges if tag.endswith("Edge") else shapes
            found[about] = " ".join(_drawn(element))


def _drawn(element: Element) -> Iterator[str]:
    for one in element.iter("*"):
        yield one.tag.rpartition("}")[2]
        for key, value in sorted((str(key), str(value)) for key, value in one.items()):
            name = key.rpartition("}")[2]
            if name not in ("id", "bpmnElement", "dmnElementRef"):
                yield f"{name}={_number(value)}"


def _number(value: str) -> str:
    try:
        return f"{float(value):g}"
    except ValueError:
        return value
