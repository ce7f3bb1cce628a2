"""Write docs/reference/errors.md anew: python -m tests.architecture.error_page."""

from engine import errors, faults, refusals
from engine.errors import MotcuaError
from tests.architecture.sources import ROOT

PAGE = ROOT / "docs" / "reference" / "errors.md"
HEAD = """# Errors

Every refusal has a code that does not change, a status as HTTP knows it, and a sentence in both
languages. Programs go by the code. This page is written from `engine/errors.py`, `faults.py` and
`refusals.py` by `python -m tests.architecture.error_page`.

| code | status | when | Vietnamese | English |
|---|---|---|---|---|
"""


def family() -> list[type[MotcuaError]]:
    """Return every error there is, in the order of their modules."""
    found = {**vars(errors), **vars(faults), **vars(refusals)}.values()
    return [kind for kind in found if isinstance(kind, type) and issubclass(kind, MotcuaError)]


def page() -> str:
    """Return the page as it should be."""
    lines = []
    for kind in family():
        when = (kind.__doc__ or "").strip().splitlines()[0]
        cells = (f"`{kind.code}`", str(kind.status), when, kind.vi, kind.en)
        lines.append(f"| {' | '.join(cell.replace('|', '·') for cell in cells)} |\n")
    return HEAD + "".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
