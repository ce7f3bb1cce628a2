"""Changes to a file, collected and then made in its text; everything else stays byte for byte."""

import re
from collections.abc import Mapping
from dataclasses import replace

from engine.diagrams.texts import BPMN, MOTCUA, local
from engine.diagrams.xml import Element
from engine.dialects.patches import EXTENSIONS, Change, Piece, behind_attributes, patch, replaced
from engine.dialects.source import Source


class Edits:
    """The changes to one file; nothing is changed before `content` is asked for."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._changes: dict[Element, Change] = {}
        self.refused: list[tuple[Element, str, str]] = []
        self._prefix = _free_prefix(source)

    def put(self, element: Element, name: str, value: str, is_ours: bool = True) -> None:
        """Set one of our attributes, by its local name, or one of BPMN.

        One of ours that the file has already stays as it is; `refused` tells which.
        """
        written = element.get(MOTCUA + name) if is_ours else None
        if written is not None:
            if written != value:
                self.refused.append((element, f"{name}={value}", f"motcua:{name}={written}"))
            return
        full = f"{self._prefix}:{name}" if is_ours else name
        self._of(element).attributes[full] = value

    def own(self, element: Element, name: str) -> str | None:
        """Return one of our attributes, as it will be."""
        change = self._changes.get(element)
        found = change.attributes.get(f"{self._prefix}:{name}") if change else None
        return found if found is not None else element.get(MOTCUA + name)

    def drop(self, element: Element, name: str) -> None:
        """Remove an attribute, named as the tree names it: `{namespace}local`."""
        uri, _, wanted = name.rpartition("}")
        for written in self.source.tags[element].attributes:
            prefix, _, found = written.rpartition(":")
            bound = element.nsmap.get(prefix) if prefix else ""
            if found == wanted and bound == uri.removeprefix("{"):
                self._of(element).attributes[written] = None

    def remove(self, element: Element) -> None:
        """Remove an element with all in it."""
        self._of(element).is_gone = True

    def is_removed(self, element: Element) -> bool:
        """Tell whether the element will be gone."""
        return element in self._changes and self._changes[element].is_gone

    def write(self, element: Element, text: str) -> None:
        """Replace what stands in an element by text."""
        self._of(element).text = text

    def rename(self, element: Element, name: str) -> None:
        """Make it another element of BPMN."""
        self._of(element).name = name

    def add(self, element: Element, name: str, attributes: Mapping[str, str]) -> None:
        """Add an element of ours below the extension elements of `element`."""
        self._of(element).children.append((f"{self._prefix}:{name}", attributes))

    def append(self, element: Element, name: str, text: str) -> None:
        """Add an element of BPMN with a text, behind everything else in `element`."""
        self._of(element).last.append((name, text))

    def content(self) -> bytes:
        """Return the file with the changes made."""
        if not self._changes:
            return self.source.encode(self.source.text)
        changes = {
            element: replace(change, children=list(change.children))
            for element, change in self._changes.items()
        }
        for element in list(changes):
            _settle(element, changes)
        pieces = _declaration(self.source, self._prefix)
        for element, change in changes.items():
            pieces += patch(self.source, element, change)
        return self.source.encode(replaced(self.source.text, pieces))

    def _of(self, element: Element) -> Change:
        return self._changes.setdefault(element, Change())


def _settle(element: Element, changes: dict[Element, Change]) -> None:
    """Children go into the extension elements there are; empty ones are not left behind."""
    change = changes[element]
    place = element.find(BPMN + EXTENSIONS)
    if change.children and place is not None and local(element) != EXTENSIONS:
        inner = changes.setdefault(place, Change())
        inner.children.extend(change.children)
        changes[element] = replace(change, children=[])
    around = element.getparent()
    if not change.is_gone or around is None or local(around) != EXTENSIONS:
        return
    left = [one for one in around if one not in changes or not changes[one].is_gone]
    holder = around.getparent()
    added = holder is not None and holder in changes and changes[holder].children
    if not left and not added and not changes.get(around, Change()).children:
        changes.setdefault(around, Change()).is_gone = True


def _declaration(source: Source, prefix: str) -> list[Piece]:
    root = source.root
    if root.nsmap.get(prefix) == MOTCUA[1:-1]:
        return []
    tag = source.tags[root]
    at = behind_attributes(tag)
    return [(at, at, f' xmlns:{prefix}="{MOTCUA[1:-1]}"')]


def _free_prefix(source: Source) -> str:
    """Return the prefix that means our namespace everywhere in the file."""
    names = ["motcua", *(f"motcua{number}" for number in range(1, 100))]
    bound = {prefix for prefix, uri in source.root.nsmap.items() if uri == MOTCUA[1:-1] and prefix}
    for name in (*sorted(str(one) for one in bound), *names):
        uses = len(re.findall(rf"xmlns:{re.escape(name)}\s*=", source.text))
        if uses == (1 if name in bound else 0):
            return name
    return "motcua-import"
