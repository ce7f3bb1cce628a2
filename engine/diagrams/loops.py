"""Repetition of an activity: multi-instance and standard loop (BPMN 2.0.2, 10.3.7)."""

from engine.diagrams.events import read_event
from engine.diagrams.model import Loop, Signalled
from engine.diagrams.texts import (
    BPMN,
    Declared,
    expression,
    flag,
    local,
    own_attributes,
    tidy,
)
from engine.diagrams.xml import Element, line_of

# Behaviour → the attribute that refers to the event thrown.
_REFERENCES = {"None": "noneBehaviorEventRef", "One": "oneBehaviorEventRef"}


def read_loop(element: Element, declared: Declared) -> Loop | None:
    """Return how an activity is repeated; None for one that is not."""
    standard = element.find(f"{BPMN}standardLoopCharacteristics")
    if standard is not None:
        return Loop(
            standard=True,
            sequential=True,
            condition=expression(standard.findtext(f"{BPMN}loopCondition")),
            tests_before=flag(standard, "testBefore"),
            maximum=tidy(standard.get("loopMaximum")),
            line=line_of(standard),
            attributes=own_attributes(standard),
        )
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
        behavior=loop.get("behavior", "All"),
        thrown=_read_thrown(loop, declared),
        line=line_of(loop),
        attributes=own,
    )


def _read_thrown(loop: Element, declared: Declared) -> tuple[Signalled, ...]:
    behavior = loop.get("behavior", "All")
    if behavior == "Complex":
        return tuple(
            signalled
            for one in loop.iterchildren(f"{BPMN}complexBehaviorDefinition")
            for signalled in _read_complex(one, declared)
        )
    reference = loop.get(_REFERENCES.get(behavior, "none"), "").rpartition(":")[2].strip()
    found = declared.definitions.get(reference)
    return () if found is None else (Signalled(event=read_event(found, declared)),)


def _read_complex(element: Element, declared: Declared) -> tuple[Signalled, ...]:
    condition = expression(element.findtext(f"{BPMN}condition"))
    return tuple(
        Signalled(event=read_event(child, declared), condition=condition)
        for child in element.iterfind(f"{BPMN}event/*")
        if local(child).endswith("EventDefinition")
    )


def _named(loop: Element, tag: str) -> str | None:
    child = loop.find(BPMN + tag)
    return None if child is None else tidy(child.get("name") or child.get("id"))
