"""Documents stay short, and their pictures small and in place."""

import re
from pathlib import Path

from tests.architecture.sources import ROOT, tracked_files

DOCS = ROOT / "docs"
PAGE_LINES = 60
MOST_BYTES = 120_000


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_the_first_page_can_be_read_in_one_go() -> None:
    assert lines_of(ROOT / "README.md") <= 120


def test_a_decision_fills_one_page() -> None:
    pages = sorted(DOCS.glob("adr/*.md"))
    assert pages
    assert [page.name for page in pages if lines_of(page) > PAGE_LINES] == []


def test_pictures_are_small() -> None:
    pictures = sorted(DOCS.glob("images/*.png"))
    assert pictures
    assert [one.name for one in pictures if one.stat().st_size > MOST_BYTES] == []


def test_every_picture_is_shown_and_every_shown_one_is_there() -> None:
    shown = {
        (page.parent / name).resolve()
        for page in tracked_files()
        if page.suffix == ".md"
        for name in re.findall(r'(?:\]\(|src=")([^)"]+\.png)', page.read_text(encoding="utf-8"))
    }
    assert shown == {path.resolve() for path in DOCS.glob("images/*.png")}
