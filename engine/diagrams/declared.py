"""What a file declares beside its processes, for the elements that refer to it."""

from collections.abc import Iterator

from engine.diagrams.associations import Names
from engine.diagrams.nodes import Around
from engine.diagrams.texts import BPMN, Declared, local, tidy, words
from engine.diagrams.xml import Element

DECLARING = ("message", "error", "signal", "escalation")


def look_around(root: Element) -> Around:
    """Return everything in the file that an element can refer to."""
    return Around(
        declared=Declared(names=_read_names(root), definitions=_read_definitions(root)),
        names=Names(root),
        undone_by={
            one.get("sourceRef", ""): one.get("targetRef", "")
            for one in root.iter(f"{BPMN}association")
        },
    )


def unknown_references(element: Element, declared: Declared) -> Iterator[tuple[str, str]]:
    """Yield (kind, reference) for what an element refers to and the file does not declare."""
    parts = [element, *element.iterchildren(f"{BPMN}*")]
    for one in list(parts):
        if local(one) == "eventDefinitionRef":
            reference = (one.text or "").strip()
            found = declared.definitions.get(reference.rpartition(":")[2])
            if found is None:
                yield "eventDefinition", reference
            else:
                parts.append(found)
    for one in parts:
        for kind in DECLARING:
            named = one.get(f"{kind}Ref")
            if named is not None and declared.find(one, f"{kind}Ref")[0] is None:
                yield kind, named


def _read_names(root: Element) -> dict[str, tuple[str, str | None]]:
    names = {}
    for tag in DECLARING:
        for one in root.iterchildren(BPMN + tag):
            code = tidy(one.get("errorCode") or one.get("escalationCode"))
            names[one.get("id", "")] = (words(one.get("name")), code)
    return names


def _read_definitions(root: Element) -> dict[str, Element]:
    return {
        one.get("id", ""): one
        for one in root.iterchildren(f"{BPMN}*")
        if local(one).endswith("EventDefinition")
    }
