"""Data of an activity: data objects, properties, associations, inputs (BPMN 2.0.2, 10.4).

An association that ends at something without a name, as drawing tools make them for a data object
that is there to be looked at, is illustration.
"""

from collections.abc import Iterator

from engine.diagrams.model import Mapped
from engine.diagrams.texts import BPMN, MOTCUA, expression, tidy
from engine.diagrams.xml import Element, line_of

_NAMED = ("dataObject", "property", "dataInput", "dataOutput")
_STORES = ("dataStoreReference", "dataStore")
# A name that bpmn-js gives to the end of an association that ends at the task as such.
_PLACEHOLDER = "__targetRef_placeholder"


class Names:
    """The names of data objects, properties, inputs and outputs of a file, by their ids."""

    def __init__(self, root: Element) -> None:
        self.by_id: dict[str, str] = {}
        self.stores: set[str] = set()
        for tag in _NAMED:
            for one in root.iter(BPMN + tag):
                name = tidy(one.get("name"))
                if name and name != _PLACEHOLDER and name.isidentifier():
                    self.by_id[one.get("id", "")] = name
        for one in root.iter(f"{BPMN}dataObjectReference"):
            pointed = self.by_id.get(one.get("dataObjectRef", ""))
            if pointed:
                self.by_id[one.get("id", "")] = pointed
        for tag in _STORES:
            self.stores |= {one.get("id", "") for one in root.iter(BPMN + tag)}


def read_own_names(scope: Element) -> tuple[str, ...]:
    """Return the names that belong to a subprocess alone."""
    found = [
        tidy(one.get("name"))
        for tag in ("property", "dataObject")
        for one in scope.iterchildren(BPMN + tag)
    ]
    return tuple(name for name in found if name and name.isidentifier())


def read_takes(element: Element, names: Names) -> tuple[Mapped, ...]:
    """Return what the data input associations of an activity hand in."""
    return tuple(_read(element, "dataInputAssociation", names))


def read_gives(element: Element, names: Names) -> tuple[Mapped, ...]:
    """Return what its data output associations, and motcua:output, hand out."""
    own = tuple(
        Mapped(target=name, text=text, line=line_of(child))
        for child in element.iterfind(f"{BPMN}extensionElements/{MOTCUA}output")
        if (name := tidy(child.get("name")))
        and (text := expression(child.get("value") or child.text))
    )
    return (*own, *_read(element, "dataOutputAssociation", names))


def touches_store(element: Element, names: Names) -> bool:
    """Tell whether an association of the activity reads or writes a data store."""
    return any(
        (end.text or "").strip() in names.stores
        for tag in ("dataInputAssociation", "dataOutputAssociation")
        for association in element.iterchildren(BPMN + tag)
        for end in association.iterchildren(f"{BPMN}sourceRef", f"{BPMN}targetRef")
    )


def assigns_path(association: Element) -> bool:
    """Tell whether an assignment writes to something that is no plain name, such as a path."""
    ends = (expression(one.text) for one in association.iterfind(f"{BPMN}assignment/{BPMN}to"))
    return any(one is not None and not one.isidentifier() for one in ends)


def _read(element: Element, tag: str, names: Names) -> Iterator[Mapped]:
    for association in element.iterchildren(BPMN + tag):
        target = names.by_id.get((association.findtext(f"{BPMN}targetRef") or "").strip())
        source = names.by_id.get((association.findtext(f"{BPMN}sourceRef") or "").strip())
        text = expression(association.findtext(f"{BPMN}transformation")) or source
        line = line_of(association)
        assigned = False
        for one in association.iterchildren(f"{BPMN}assignment"):
            given, to = (expression(one.findtext(BPMN + end)) for end in ("from", "to"))
            if to and not to.isidentifier():
                continue
            if given and (to or target):
                assigned = True
                yield Mapped(target=to or target or "", text=given, line=line)
        if target and text and not assigned:
            yield Mapped(target=target, text=text, line=line)


def read_inputs(element: Element) -> tuple[tuple[str, str], ...]:
    """Return (name, text) of motcua:input, in the order of the file."""
    return tuple(
        (child.get("name", "").strip(), (child.get("value") or child.text or "").strip())
        for child in element.iterfind(f"{BPMN}extensionElements/{MOTCUA}input")
    )
