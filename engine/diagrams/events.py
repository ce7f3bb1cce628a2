"""The event definitions of an event, inline or by reference (BPMN 2.0.2, 10.5.5)."""

from collections.abc import Iterator

from engine.diagrams.model import EventDefinition
from engine.diagrams.texts import BPMN, Declared, flag, local, own_attributes, tidy, words
from engine.diagrams.xml import Element, line_of

_TIMER_KINDS = (("timeDuration", "duration"), ("timeDate", "date"), ("timeCycle", "cycle"))


def read_events(element: Element, tag: str, declared: Declared) -> tuple[EventDefinition, ...]:
    """Return what an event waits for or throws; of a send or receive task its message."""
    if tag in ("receiveTask", "sendTask"):
        name, _ = declared.find(element, "messageRef")
        return (EventDefinition(kind="message", name=name, line=line_of(element)),)
    return tuple(read_event(one, declared) for one in _definitions(element, declared))


def _definitions(element: Element, declared: Declared) -> Iterator[Element]:
    for child in element.iterchildren(f"{BPMN}*"):
        if local(child) == "eventDefinitionRef":
            found = declared.definitions.get((child.text or "").rpartition(":")[2].strip())
            if found is not None:
                yield found
        elif local(child).endswith("EventDefinition"):
            yield child


def read_event(element: Element, declared: Declared) -> EventDefinition:
    """Return one event definition."""
    kind = local(element).removesuffix("EventDefinition")
    name, code = declared.find(element, f"{kind}Ref")
    if kind == "link":
        name = words(element.get("name")) or None
    timer_kind, text = None, tidy(element.findtext(f"{BPMN}condition"))
    for child_tag, child_kind in _TIMER_KINDS:
        found = tidy(element.findtext(BPMN + child_tag))
        if found and timer_kind is None:
            timer_kind, text = child_kind, found
    if kind == "conditional" and text:
        text = tidy(text.removeprefix("="))
    return EventDefinition(
        kind=kind,
        timer_kind=timer_kind,
        text=text,
        name=name,
        code=code,
        activity=tidy(element.get("activityRef", "").rpartition(":")[2]),
        waits=flag(element, "waitForCompletion", default=True),
        line=line_of(element),
        attributes=own_attributes(element),
    )
