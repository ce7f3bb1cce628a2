"""Where on the page a signature stands.

A letter says it with the named destination `sign-here`, the upper left corner of the room between
the title of the signatory and the name (Decree 30/2020/NĐ-CP, annex I, II.8); the seal stands to
the left of the signature. On any other file signatures stand in the lower margin of the last page,
where no text is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pyhanko.pdf_utils.reader import PdfFileReader

from engine.records.signing import Role
from engine.signatures.sealing import Size

MARK: Final = "sign-here"
# How far from the left of the room each role stands, in points.
INDENT: Final[Mapping[str, float]] = {"officer": 48.0, "leader": 98.0, "seal": 4.0}
# Typst points a little above what it names.
DROP: Final = 12.5
LEFT: Final = 40
LOW: Final = 8
COLUMNS: Final = 3
GAP: Final = 6
Box = tuple[int, int, int, int]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page, counted from 0 or backwards from -1, and a box on it in points."""

    page: int
    box: Box


def place_of(reader: PdfFileReader, role: Role, number: int, size: Size) -> Place:
    """Return the place for a signature of a role, the `number`th of the file."""
    wide, high = size
    marked = _marked(reader, MARK)
    if marked is None:
        left = LEFT + (number - 1) % COLUMNS * (wide + GAP)
        return Place(page=-1, box=_box(left, LOW, wide, high))
    page, left, top = marked
    return Place(page=page, box=_box(left + INDENT[role], top - DROP - high, wide, high))


def _box(left: float, low: float, wide: float, high: float) -> Box:
    return (round(left), round(low), round(left + wide), round(low + high))


def _marked(reader: PdfFileReader, name: str) -> tuple[int, float, float] | None:
    """Return page, left and top of a named destination."""
    names = reader.root.get("/Names", {}).get("/Dests", {}).get("/Names", ())
    pairs = {names[at]: names[at + 1] for at in range(0, len(names) - 1, 2)}
    found: Any = pairs.get(name)
    target = found.get("/D") if isinstance(found, dict) else found
    if target is None or len(target) < 4:
        return None
    page = _page_number(reader, target.raw_get(0).reference)
    return None if page is None else (page, float(target[2]), float(target[3]))


def _page_number(reader: PdfFileReader, wanted: Any) -> int | None:
    pages = reader.root["/Pages"]["/Kids"]
    found = [one for one in range(len(pages)) if pages.raw_get(one).reference == wanted]
    return found[0] if found else None
