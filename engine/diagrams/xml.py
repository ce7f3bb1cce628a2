"""The one door for XML: bounded in size and depth, without DOCTYPE, entities or network.

Source: OWASP XML External Entity Prevention; the limits are ours (docs/reference/rules.md).
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TypeAlias, cast

from lxml import etree

from engine.errors import ProcedureRefused
from engine.records.findings import Finding, Rule

Element: TypeAlias = etree._Element

MAX_BYTES = 5_000_000
MAX_DEPTH = 200

TOO_LARGE = Rule(
    name="xml-too-large",
    vi="Tệp lớn hơn 5 MB. Hãy xoá hình ảnh hoặc nội dung thừa nhúng trong tệp.",
    en="The file is larger than 5 MB. Remove pictures or other matter embedded in it.",
)
TOO_DEEP = Rule(
    name="xml-too-deep",
    vi="Các phần tử lồng nhau quá {limit} tầng. Hãy vẽ lại với ít tầng quy trình con hơn.",
    en="Elements are nested more than {limit} deep. Draw it with fewer subprocesses in each other.",
)
DOCTYPE = Rule(
    name="xml-doctype",
    vi="Tệp có khai báo DOCTYPE, có thể che giấu nội dung nguy hiểm. Hãy xoá khai báo này.",
    en="The file has a DOCTYPE, which can hide dangerous content. Remove it.",
)
SYNTAX = Rule(
    name="xml-syntax",
    vi="Tệp không phải XML đúng cú pháp ({reason}). Hãy xuất lại tệp từ công cụ vẽ.",
    en="The file is not well-formed XML ({reason}). Export it again from the drawing tool.",
)


def parse_xml(content: bytes, file: str) -> Element:
    """Return the root element.

    Raises   ProcedureRefused with one finding: too large, DOCTYPE, not well-formed, too deep
    """
    if len(content) > MAX_BYTES:
        raise _refused(TOO_LARGE.at(file))
    # Stops before the parser sees a declaration; UTF-16 has a NUL byte between the letters. What
    # another encoding hides is caught after parsing.
    if b"<!DOCTYPE" in content[:100_000].replace(b"\0", b"").upper():
        raise _refused(DOCTYPE.at(file, line=1))
    root = _parse(content, file)
    if root.getroottree().docinfo.internalDTD is not None:
        raise _refused(DOCTYPE.at(file, line=1))
    _check_depth(root, file)
    return root


@dataclass(frozen=True, kw_only=True)
class Violation:
    """What a schema says of one place in a file: its kind and words as libxml2 has them."""

    kind: str
    text: str
    line: int


class Schema:
    """An XML schema, compiled once; files are held against it one after the other."""

    def __init__(self, path: Path) -> None:
        parser = etree.XMLParser(no_network=True, load_dtd=False)
        self._schema = etree.XMLSchema(etree.parse(str(path), parser))
        # The list of errors belongs to the schema, not to the call.
        self._lock = Lock()

    def violations(self, root: Element) -> tuple[Violation, ...]:
        """Return everything in a file that the schema does not allow."""
        with self._lock:
            if self._schema.validate(root):
                return ()
            return tuple(
                Violation(kind=one.type_name, text=one.message, line=one.line)
                for one in self._schema.error_log  # type: ignore[attr-defined]  # the stubs forget
            )


@lru_cache(maxsize=4)
def load_schema(path: Path) -> Schema:
    """Return the schema of a file of ours."""
    return Schema(path)


def line_of(element: Element) -> int:
    """Return the 1-based line of the element; 0 for one that was not read from a file."""
    return cast("int | None", element.sourceline) or 0


def _parse(content: bytes, file: str) -> Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in error.msg.lower():
            raise _refused(TOO_DEEP.at(file, line=error.lineno, limit=MAX_DEPTH)) from error
        reason = error.msg.split(", line")[0] if error.msg else "no content"
        raise _refused(SYNTAX.at(file, line=error.lineno or 1, reason=reason)) from error
    except ValueError as error:
        # lxml: the declared encoding is unknown, or the text holds characters XML does not allow.
        raise _refused(SYNTAX.at(file, line=1, reason=str(error))) from error


def _check_depth(root: Element, file: str) -> None:
    depth = 0
    for action, node in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if action == "start" else -1
        if depth > MAX_DEPTH:
            raise _refused(TOO_DEEP.at(file, line=line_of(node), limit=MAX_DEPTH))


def _refused(finding: Finding) -> ProcedureRefused:
    return ProcedureRefused(findings=(finding,))
