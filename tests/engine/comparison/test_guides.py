"""What is different between two guides, told in words."""

import pytest

from engine.comparison.compare import compare_folders
from tests.engine.procedures.guide_files import GUIDE, guided_files


def sentences(old: str, new: str) -> list[str]:
    """Return what is told of a change to the guide."""
    assert old in GUIDE
    found = compare_folders(guided_files(), guided_files(GUIDE.replace(old, new, 1)))
    assert {one.subject for one in found.changes} == {"guide"}
    return [one.words.en for one in found.changes]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "rank = 1",
            "rank = 2",
            "The place on the first page of the guide changes from “1”",
        ),
        ("> 10", "> 12", "The condition of the case “Many pages” changes"),
        ('id = "few"', 'id = "rest"', "Drops the case “Few pages” from the guide"),
        ('id = "few"', 'id = "rest"', "Adds the case “Few pages” to the guide"),
        ('vi = "Xã"', 'vi = "Phường"', "The offices 1 of the case “Few pages” changes"),
    ],
)
def test_a_change_is_told_in_words(old: str, new: str, expected: str) -> None:
    assert any(one.startswith(expected) for one in sentences(old, new)), sentences(old, new)


def test_another_order_is_told() -> None:
    head, *rows = GUIDE.split("[[outcomes]]")
    turned = "[[outcomes]]".join([head, rows[1], rows[0], rows[2]])
    found = compare_folders(guided_files(), guided_files(turned))
    assert [one.words.en for one in found.changes] == ["The order of the cases has changed"]


def test_a_guide_that_cannot_be_read_is_compared_line_by_line() -> None:
    found = compare_folders(guided_files(), guided_files("form = "))
    assert [(one.side, one.file) for one in found.broken] == [("after", "guide.toml")]
    assert found.changes


def test_a_guide_that_comes_is_told() -> None:
    before = guided_files()
    del before["guide.toml"]
    words = [one.words.vi for one in compare_folders(before, guided_files()).changes]
    assert words == ["Thêm bảng hướng dẫn"]
