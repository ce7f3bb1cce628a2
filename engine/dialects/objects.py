"""Data objects, properties and data associations: names go by their new names there too."""

from engine.diagrams.texts import BPMN, local, tidy
from engine.diagrams.xml import Element
from engine.dialects.translate import is_expression
from engine.dialects.work import Work

NAMED = frozenset(("dataObject", "property", "dataInput", "dataOutput"))
ASSOCIATIONS = frozenset(("dataInputAssociation", "dataOutputAssociation"))


def carry_name(work: Work, element: Element) -> None:
    """Rename a data object or property, as the expressions that read it are renamed."""
    name = tidy(element.get("name"))
    if work.tool is None or name is None or not name.isidentifier() or name.startswith("_"):
        return
    found = work.variables.name(name)
    if found != name:
        work.edits.put(element, "name", found, is_ours=False)


def carry_association(work: Work, element: Element) -> None:
    """Rewrite what an association hands over (BPMN 2.0.2, 10.4.2)."""
    if work.tool is None:
        return
    parts = [
        *element.iterchildren(f"{BPMN}transformation"),
        *element.iterfind(f"{BPMN}assignment/*"),
    ]
    holder = element.getparent()
    for one in parts:
        text = tidy(one.text)
        if text is None:
            continue
        if local(one) != "to" and is_expression(text, work.tongue):
            found = work.expression(element if holder is None else holder, text)
        else:
            found = work.variables.name(text) if text.isidentifier() else None
        if found is not None and found != text:
            work.edits.write(one, found)
