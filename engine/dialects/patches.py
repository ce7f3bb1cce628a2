"""Changes to elements as pieces of text: from where, to where, and what stands there instead."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from engine.diagrams.texts import BPMN, local
from engine.diagrams.xml import Element
from engine.dialects.source import Source, Tag

Piece: TypeAlias = tuple[int, int, str]
EXTENSIONS = "extensionElements"
_ESCAPED = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\n": "&#10;",
    "\r": "&#13;",
    "\t": "&#9;",
}


@dataclass(kw_only=True)
class Change:
    """What happens to one element.

    attributes  by name as written; None removes one
    children    (name, attributes) of what is added below its extension elements
    last        (name, text) of elements added behind everything else in it
    text        what stands in it instead
    name        what it is called instead
    """

    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    last: list[tuple[str, str]] = field(default_factory=list)
    text: str | None = None
    name: str | None = None
    is_gone: bool = False


def patch(source: Source, element: Element, change: Change) -> list[Piece]:
    """Return what the changes of one element do to the text."""
    tag, text = source.tags[element], source.text
    if change.is_gone:
        return [(*_whole_lines(text, tag.start, tag.end), "")]
    pieces = _attribute_pieces(tag, change)
    name = tag.name
    if change.name:
        name = _prefixed(tag, change.name)
        pieces.append((tag.start + 1, tag.start + 1 + len(tag.name), name))
        if not tag.is_empty:
            pieces.append((tag.close + 2, tag.close + 2 + len(tag.name), name))
    if change.text is not None and not tag.is_empty:
        pieces.append((tag.inside, tag.close, _escape(change.text, keeps_lines=True)))
    return pieces + _inner_pieces(source, element, name, change)


def _attribute_pieces(tag: Tag, change: Change) -> list[Piece]:
    pieces = []
    behind = behind_attributes(tag)
    for name, value in change.attributes.items():
        written = tag.attributes.get(name)
        if written is None:
            if value is not None:
                pieces.append((behind, behind, f' {name}="{_escape(value)}"'))
        elif value is None:
            pieces.append((written.start, written.end, ""))
        else:
            quoted = _escape(value).replace("'", "&apos;")
            pieces.append((written.value_start, written.value_end, quoted))
    return pieces


def _inner_pieces(source: Source, element: Element, name: str, change: Change) -> list[Piece]:
    tag, line = source.tags[element], _line(source)
    indent = _indent(source.text, tag)
    first = _first_lines(element, tag, change, f"{line}{indent}") if change.children else ""
    last = _last_lines(tag, change, f"{line}{indent}")
    if tag.is_empty:
        body = f">{first}{last}{line}{indent}</{name}>"
        return [(tag.inside - 2, tag.inside, body)] if first or last else []
    end = _last_place(source.text, tag)
    start = _first_place(source, element) if local(element) != EXTENSIONS else end
    return [(at, at, added) for at, added in ((start, first), (end, last)) if added]


def _first_lines(element: Element, tag: Tag, change: Change, line: str) -> str:
    """Return what goes below the extension elements, with these around where there are none."""
    if local(element) == EXTENSIONS:
        return "".join(f"{line}  {_written(*one)}" for one in change.children)
    box = _prefixed(tag, EXTENSIONS)
    body = "".join(f"{line}    {_written(*one)}" for one in change.children)
    return f"{line}  <{box}>{body}{line}  </{box}>"


def _last_lines(tag: Tag, change: Change, line: str) -> str:
    found = ""
    for name, text in change.last:
        full = _prefixed(tag, name)
        found += f"{line}  <{full}>{_escape(text, keeps_lines=True)}</{full}>"
    return found


def _prefixed(tag: Tag, name: str) -> str:
    prefix = tag.name.rpartition(":")[0]
    return f"{prefix}:{name}" if prefix else name


def _line(source: Source) -> str:
    return "\r\n" if "\r\n" in source.text else "\n"


def _first_place(source: Source, element: Element) -> int:
    """Source: BPMN 2.0.2 schema, tBaseElement: documentation, then extensionElements."""
    ends = [source.tags[one].end for one in element.iterchildren(f"{BPMN}documentation")]
    return max(ends, default=source.tags[element].inside)


def behind_attributes(tag: Tag) -> int:
    """Return the place behind the last attribute of a start tag."""
    bare = tag.start + 1 + len(tag.name)
    return max((one.end for one in tag.attributes.values()), default=bare)


def _indent(text: str, tag: Tag) -> str:
    before = text[: tag.start].rpartition("\n")[2]
    return before if before.isspace() else ""


def _escape(text: str, keeps_lines: bool = False) -> str:
    kept = '\n\t"' if keeps_lines else ""
    return "".join(letter if letter in kept else _ESCAPED.get(letter, letter) for letter in text)


def _written(name: str, attributes: Mapping[str, str]) -> str:
    values = "".join(f' {key}="{_escape(value)}"' for key, value in attributes.items())
    return f"<{name}{values} />"


def _whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range, with the blank line that would be left behind."""
    before = text.rfind("\n", 0, start)
    after = text.find("\n", end)
    alone = before >= 0 and after >= 0 and not (text[before:start] + text[end:after]).strip()
    if not alone:
        return start, end
    return (before - 1 if text[before - 1] == "\r" else before), (
        after - 1 if text[after - 1] == "\r" else after
    )


def _last_place(text: str, tag: Tag) -> int:
    inner = text[tag.inside : tag.close]
    return tag.inside + len(inner.rstrip())


def replaced(text: str, pieces: list[Piece]) -> str:
    """Return the text with the pieces put in; one that lies in a removed range goes with it."""
    result, at = [], 0
    # At one place, what is added comes before what is removed; a removed element before its parts.
    for start, end, new in sorted(pieces, key=lambda one: (one[0], one[1] > one[0], -one[1])):
        if start < at:
            continue
        result += [text[at:start], new]
        at = end
    return "".join([*result, text[at:]])
