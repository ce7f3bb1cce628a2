"""Pages of a PDF that is kept, as pictures: to be read on any telephone.

What lies over the page, as signatures do, is not in them.
"""

import json
from typing import Final

from engine.letters.letter import press_at_hand
from engine.letters.press import Sheet

PPI: Final = 110.0
SOURCE: Final = """
#set page(width: 595.28pt, height: 841.89pt, margin: 0pt)
#image(
  bytes(json(bytes(sys.inputs.file))),
  format: "pdf",
  page: int(sys.inputs.number),
  width: 100%,
  height: 100%,
  fit: "contain",
)
"""


def show_page(content: bytes, number: int) -> bytes | None:
    """Return a page as PNG, counted from 1; None for a file or page that cannot be shown.

    Raises   LetterStopped
    """
    inputs = {"file": json.dumps(list(content)), "number": str(number)}
    printed = press_at_hand().print(Sheet(source=SOURCE, inputs=inputs, format="png", ppi=PPI))
    return printed.parts[0] if printed.fault is None and printed.parts else None
