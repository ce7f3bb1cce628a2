"""Pictures of digital signatures on a page: who signed, for which office, when."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from engine.errors import Words
from engine.faults import LetterRefused
from engine.letters.letter import press_at_hand
from engine.letters.press import Sheet
from engine.records.signing import ROLE_WORDS, Role

# Width and height in points: signature and seal fit beside each other into half a line.
SIZES: Final[Mapping[str, tuple[float, float]]] = MappingProxyType(
    {"officer": (128.0, 46.0), "leader": (128.0, 46.0), "seal": (92.0, 46.0)}
)
SOURCE: Final = """
#let given = json(bytes(sys.inputs.stamp))
#let seal = given.role == "seal"
#let ink = if seal { rgb("#b3261e") } else { rgb("#1d4f91") }
#set page(width: given.width * 1pt, height: given.height * 1pt, margin: 0pt, fill: none)
#set text(font: "Tinos", size: 7pt, fill: ink, lang: "vi", hyphenate: false)
#set par(leading: 0.35em, spacing: 0.4em)
#let body = {
  text(size: 6pt, upper(given.kind))
  parbreak()
  text(size: if seal { 7.5pt } else { 8.5pt }, strong(given.name))
  if not seal { parbreak(); given.office }
  parbreak()
  text(size: if seal { 5.5pt } else { 6pt })[Ký số: #given.at#sym.space.nobreak#given.zone]
}
#let frame = rect.with(width: 100%, height: 100%, inset: (x: 4pt, y: 2pt))
#if seal {
  frame(stroke: 1.2pt + ink, radius: 4pt, align(center + horizon, body))
} else {
  frame(stroke: (left: 1.5pt + ink), align(left + horizon, body))
}
"""


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """What a picture of a signature tells; `at` is local time."""

    role: Role
    name: str
    office: str
    at: datetime


def draw_stamp(stamp: Stamp) -> bytes:
    """Return the picture as a PDF of one page; raise LetterRefused, LetterStopped."""
    wide, high = SIZES[stamp.role]
    told = {
        "role": stamp.role,
        "kind": ROLE_WORDS[stamp.role].vi,
        "name": stamp.name,
        "office": stamp.office,
        "at": stamp.at.strftime("%d/%m/%Y %H:%M:%S"),
        "zone": stamp.at.isoformat()[-6:],
        "width": wide,
        "height": high,
    }
    # The field of the signature has its own place in the structure (ISO 14289-1, 7.1).
    sheet = Sheet(source=SOURCE, inputs={"stamp": json.dumps(told)}, tagged=False)
    printed = press_at_hand().print(sheet)
    if printed.fault is not None:
        reason = printed.fault.message
        raise LetterRefused(reason=Words(vi=reason, en=reason))
    return printed.parts[0]
