"""One XML element → one Node: events, loop, script, our own attributes."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.diagrams.model import EventDefinition, Loop, Node
from engine.diagrams.xml import Element, line_of

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
MOTCUA = "{urn:motcua:bpmn:1}"

_TIMER_KINDS = (("timeDuration", "duration"), ("timeDate", "date"), ("timeCycle", "cycle"))


@dataclass(frozen=True, kw_only=True)
class Declared:
    """What a file declares at its top: (name, code) by id."""

    names: Mapping[str, tuple[str, str | None]]

    def find(self, element: Element, attribute: str) -> tuple[str | None, str | None]:
        """Return name and code of what an attribute refers to, with or without a prefix."""
        reference = element.get(attribute, "").rpartition(":")[2].strip()
        return self.names.get(reference, (None, None))


def local(element: Element) -> str:
    """Return the name of the element without its namespace."""
    return element.tag.rpartition("}")[2]


def tidy(text: str | None) -> str | None:
    """Return the text without white space around it; None if nothing is left."""
    return (text or "").strip() or None


def words(text: str | None) -> str:
    """Return a name on one line: modelers break long names."""
    return " ".join((text or "").split())


def expression(text: str | None) -> str | None:
    """Return an expression; the "=" that FEEL editors write before it is dropped."""
    return tidy((tidy(text) or "").removeprefix("="))


def flag(element: Element, name: str, default: bool = False) -> bool:
    """Return a true-or-false attribute. Source: XML Schema 1.1 part 2, 3.3.2: 1 and 0 count too."""
    text = element.get(name, "").strip()
    return text in ("true", "1") if text else default


def own_attributes(element: Element) -> dict[str, str]:
    """Return the motcua: attributes of the element by local name."""
    size = len(MOTCUA)
    return {
        str(key)[size:]: str(value).strip()
        for key, value in element.items()
        if str(key).startswith(MOTCUA)
    }


def read_node(element: Element, node_id: str, parent: str | None, declared: Declared) -> Node:
    """Return the node without flows and lane, which the reader adds."""
    tag = local(element)
    return Node(
        node_id=node_id,
        tag=tag,
        name=words(element.get("name")),
        line=line_of(element),
        parent=parent,
        default=tidy(element.get("default")),
        events=_read_events(element, tag, declared),
        attached_to=tidy(element.get("attachedToRef")),
        interrupting=flag(element, "cancelActivity", default=True),
        script=tidy(element.findtext(f"{BPMN}script")) if tag == "scriptTask" else None,
        loop=_read_loop(element),
        attributes=own_attributes(element),
        inputs=_read_inputs(element),
    )


def _read_events(element: Element, tag: str, declared: Declared) -> tuple[EventDefinition, ...]:
    if tag in ("receiveTask", "sendTask"):
        name, _ = declared.find(element, "messageRef")
        return (EventDefinition(kind="message", name=name, line=line_of(element)),)
    return tuple(
        _read_event(child, declared)
        for child in element
        if local(child).endswith("EventDefinition")
    )


def _read_event(element: Element, declared: Declared) -> EventDefinition:
    kind = local(element).removesuffix("EventDefinition")
    name, code = declared.find(element, f"{kind}Ref")
    timer_kind, text = None, tidy(element.findtext(f"{BPMN}condition"))
    for child_tag, child_kind in _TIMER_KINDS:
        found = tidy(element.findtext(BPMN + child_tag))
        if found and timer_kind is None:
            timer_kind, text = child_kind, found
    return EventDefinition(
        kind=kind,
        timer_kind=timer_kind,
        text=text,
        name=name,
        code=code,
        line=line_of(element),
        attributes=own_attributes(element),
    )


def _read_loop(element: Element) -> Loop | None:
    loop = element.find(f"{BPMN}multiInstanceLoopCharacteristics")
    if loop is None:
        return None
    own = own_attributes(loop)
    return Loop(
        sequential=flag(loop, "isSequential"),
        collection=expression(own.get("collection") or loop.findtext(f"{BPMN}loopDataInputRef")),
        element_name=own.get("elementName") or _named(loop, "inputDataItem"),
        output=tidy(own.get("output") or loop.findtext(f"{BPMN}loopDataOutputRef")),
        output_element=own.get("outputElement") or _named(loop, "outputDataItem"),
        cardinality=expression(loop.findtext(f"{BPMN}loopCardinality")),
        completion=expression(loop.findtext(f"{BPMN}completionCondition")),
        line=line_of(loop),
        attributes=own,
    )


def _named(loop: Element, tag: str) -> str | None:
    child = loop.find(BPMN + tag)
    return None if child is None else tidy(child.get("name") or child.get("id"))


def _read_inputs(element: Element) -> tuple[tuple[str, str], ...]:
    extensions = element.find(f"{BPMN}extensionElements")
    if extensions is None:
        return ()
    return tuple(
        (child.get("name", "").strip(), (child.get("value") or child.text or "").strip())
        for child in extensions.iterfind(f"{MOTCUA}input")
    )
