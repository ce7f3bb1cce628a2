"""A file as text with the place of each tag, so that it can be changed without touching the rest.

The safe parser (diagrams/xml.py) has read the file before: here the text is well-formed, without
DOCTYPE. It keeps no places, and writing its tree anew would change quotes, blanks and prefixes.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.diagrams.xml import Element, parse_xml
from engine.errors import ProcedureRefused
from engine.records.findings import Rule

TEXT = Rule(
    name="import-text",
    vi="Không đọc được chữ trong tệp (bảng mã {encoding}). Hãy lưu lại tệp ở bảng mã UTF-8.",
    en="The letters of the file cannot be read (encoding {encoding}). Save it again as UTF-8.",
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SKIPPED = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"))
_NAME = re.compile(r"[^\s=/>]+")
_ATTRIBUTE = re.compile(r"\s+([^\s=/>]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


@dataclass(frozen=True, kw_only=True)
class Written:
    """An attribute in the text: from the blank before it to its end, and its value."""

    start: int
    end: int
    value_start: int
    value_end: int


@dataclass(kw_only=True)
class Tag:
    """An element in the text.

    name         as written, with its prefix
    start, end   from the first letter of its start tag to behind its end tag
    inside       behind the start tag
    close        where the end tag begins; as `end` for an element without one
    attributes   by name as written
    is_empty     written as <name/>
    """

    name: str
    start: int
    inside: int
    attributes: Mapping[str, Written]
    is_empty: bool
    close: int = 0
    end: int = 0


@dataclass(frozen=True, kw_only=True)
class Source:
    """A file: its tree, its text, and the place of each element in the text."""

    file: str
    root: Element
    text: str
    codec: str
    mark: bytes
    tags: Mapping[Element, Tag]

    def encode(self, text: str) -> bytes:
        """Return text in the file's own encoding; what it has no letter for is written as &#…;."""
        return self.mark + text.encode(self.codec, errors="xmlcharrefreplace")


def read_source(content: bytes, file: str) -> Source:
    """Return the file with the places of its tags.

    Raises   ProcedureRefused: no XML that the safe parser takes, or in an encoding we cannot keep
    """
    root = parse_xml(content, file)
    declared = root.getroottree().docinfo.encoding or "utf-8"
    mark, codec = next(
        ((mark, codec) for mark, codec in _BOMS if content.startswith(mark)), (b"", declared)
    )
    try:
        text = content[len(mark) :].decode(codec)
        same = mark + text.encode(codec) == content
    except (LookupError, UnicodeError):
        same = False
    elements = list(root.iter())
    tags = list(_tags(text)) if same else []
    if [_local(tag.name) for tag in tags] != [_local(str(one.tag)) for one in elements]:
        raise ProcedureRefused(findings=(TEXT.at(file, line=1, encoding=declared),))
    pairs = dict(zip(elements, tags, strict=True))
    return Source(file=file, root=root, text=text, codec=codec, mark=mark, tags=pairs)


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]


def _tags(text: str) -> Iterator[Tag]:
    """Yield the elements in the order of their start tags; the text is well-formed."""
    found: list[Tag] = []
    open_tags: list[Tag] = []
    at = text.find("<")
    while at >= 0:
        skipped = next((end for start, end in _SKIPPED if text.startswith(start, at)), None)
        if skipped is not None:
            after = text.find(skipped, at) + len(skipped)
        elif text.startswith("</", at):
            after = text.find(">", at) + 1
            if not open_tags:
                return
            tag = open_tags.pop()
            tag.close, tag.end = at, after
        else:
            tag = _start_tag(text, at)
            after = tag.inside
            found.append(tag)
            if not tag.is_empty:
                open_tags.append(tag)
        if after <= at:
            return
        at = text.find("<", after)
    yield from found


def _start_tag(text: str, at: int) -> Tag:
    named = _NAME.match(text, at + 1)
    name = named[0] if named else ""
    place = at + 1 + len(name)
    attributes = {}
    while found := _ATTRIBUTE.match(text, place):
        group = 2 if found[2] is not None else 3
        attributes[found[1]] = Written(
            start=found.start(),
            end=found.end(),
            value_start=found.start(group),
            value_end=found.end(group),
        )
        place = found.end()
    end = text.find(">", place) + 1
    is_empty = text[max(end - 2, 0) : end] == "/>"
    tag = Tag(name=name, start=at, inside=end, attributes=attributes, is_empty=is_empty)
    if is_empty:
        tag.close = tag.end = end
    return tag
