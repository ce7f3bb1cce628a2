"""What a file declares beside its processes, for the elements that refer to it."""

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
