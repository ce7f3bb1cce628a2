"""How texts, flags and our own attributes stand in the XML of a diagram."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.diagrams.xml import Element

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
MOTCUA = "{urn:motcua:bpmn:1}"


@dataclass(frozen=True, kw_only=True)
class Declared:
    """What a file declares at its top, by id.

    names        (name, code) of messages, errors, signals and escalations
    definitions  event definitions that events refer to
    """

    names: Mapping[str, tuple[str, str | None]]
    definitions: Mapping[str, Element] = field(default_factory=dict)

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


def number(element: Element, name: str) -> int:
    """Return an attribute that counts; 1 where it is absent, 0 where it is no number."""
    text = element.get(name, "1").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
