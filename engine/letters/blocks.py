"""The words of a letter in pieces: paragraphs, lists and tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final, Literal, TypeAlias

from engine.letters.tags import Tag, read_tags

Side: TypeAlias = Literal["left", "center", "right", "both"]
_CONTAINERS: Final = ("div", "section", "body", "figure", "td", "th")
_BLOCKS: Final = (*_CONTAINERS, "p", "h1", "h2", "h3", "ol", "ul", "table", "hr")
# Where a letter leaves room, so does the file: for a signature by hand.
ROOM: Final = "\n\n"
_SIDES: Final[tuple[Side, ...]] = ("center", "right")


@dataclass(frozen=True, kw_only=True)
class Run:
    """Words of one kind; "\\n" ends a line within the paragraph."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph. `series` tells which list it is a line of, 0 for none; `counted` its kind."""

    runs: tuple[Run, ...]
    side: Side = "both"
    heading: bool = False
    series: int = 0
    counted: bool = False


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A line across."""

    side: Side = "center"


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows of cells, each with its blocks; without lines it only puts things side by side."""

    rows: tuple[tuple[tuple["Block", ...], ...], ...]
    ruled: bool

    @property
    def columns(self) -> int:
        """How many columns the widest row has."""
        return max((len(row) for row in self.rows), default=0)


Block: TypeAlias = Paragraph | Rule | Table


@dataclass(frozen=True, kw_only=True)
class _Way:
    """How what stands in a tag looks."""

    side: Side = "both"
    bold: bool = False
    italic: bool = False


def read_blocks(html: str) -> tuple[Block, ...]:
    """Return the pieces of a letter, as Typst tells them in HTML."""
    return tuple(_within(read_tags(html), _Way(), count(1)))


def _within(tag: Tag, way: _Way, series: "count[int]") -> Iterator[Block]:
    """Yield the blocks of a container; loose words in it are a paragraph."""
    loose: list[Run] = []
    for child in tag.children:
        if isinstance(child, Tag) and child.name in _BLOCKS:
            yield from _paragraph(loose, way)
            loose = []
            yield from _block(child, way, series)
        else:
            loose += _runs(child, way)
    yield from _paragraph(loose, way)


def _block(tag: Tag, way: _Way, series: "count[int]") -> Iterator[Block]:
    if tag.name == "hr":
        yield Rule(side=way.side)
    elif tag.name == "table":
        yield _table(tag, way, series)
    elif tag.name in ("ol", "ul"):
        yield from _lines(tag, way, series)
    elif tag.name in ("h1", "h2", "h3"):
        yield from _headings(tag, way, series)
    elif tag.name == "div" and not tag.children:
        yield Paragraph(runs=(Run(text=ROOM),), side=way.side)
    else:
        yield from _within(tag, replace(way, side=_side(tag, way.side)), series)


def _lines(tag: Tag, way: _Way, series: "count[int]") -> Iterator[Block]:
    number = next(series)
    for line in tag.find("li"):
        for one in _within(line, replace(way, side="both"), series):
            if isinstance(one, Paragraph) and not one.series:
                yield replace(one, series=number, counted=tag.name == "ol")
            else:
                yield one


def _headings(tag: Tag, way: _Way, series: "count[int]") -> Iterator[Block]:
    for one in _within(tag, replace(way, bold=True, side="center"), series):
        yield replace(one, heading=True) if isinstance(one, Paragraph) else one


def _table(tag: Tag, way: _Way, series: "count[int]") -> Table:
    columns = tag.attributes.get("data-columns", "")
    inner = replace(way, side=_side(tag, "left"))
    parts = tag.find("thead", "tbody", "tfoot") or [tag]
    rows = [_cells(row, inner, series) for part in parts for row in part.find("tr")]
    if columns.isdigit() and int(columns) > 0:
        cells, wide = rows[0] if rows else (), int(columns)
        rows = [cells[at : at + wide] for at in range(0, len(cells), wide)]
    return Table(rows=tuple(rows), ruled=not columns)


def _cells(row: Tag, way: _Way, series: "count[int]") -> tuple[tuple[Block, ...], ...]:
    return tuple(
        tuple(_within(cell, replace(way, bold=way.bold or cell.name == "th"), series))
        for cell in row.find("td", "th")
    )


def _runs(child: Tag | str, way: _Way) -> Iterator[Run]:
    if isinstance(child, str):
        yield Run(text=child.replace("\n", " "), bold=way.bold, italic=way.italic)
    elif child.name == "br":
        yield Run(text="\n")
    else:
        bold = way.bold or child.name in ("strong", "b")
        italic = way.italic or child.name in ("em", "i")
        for one in child.children:
            yield from _runs(one, replace(way, bold=bold, italic=italic))


def _paragraph(runs: Sequence[Run], way: _Way) -> Iterator[Paragraph]:
    if any(one.text.strip() for one in runs):
        yield Paragraph(runs=tuple(runs), side=way.side)


def _side(tag: Tag, otherwise: Side) -> Side:
    told = tag.attributes.get("data-align", "")
    return next((one for one in _SIDES if one in told), otherwise)
