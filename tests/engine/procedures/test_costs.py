import pytest

from engine.procedures.card import FILE, read_card
from tests.engine.lint.folder import right_files

_CARD = right_files()[FILE].decode()
_COST = """
[cost]
wage = 53977
subjects_a_year = 3228
[[cost.lines]]
part = "prepare"
what = { vi = "Điền tờ khai", en = "Fill in" }
hours = 0.5
other = 20000
assumed = true
"""


def test_the_figures_of_the_review_are_read() -> None:
    card, findings = read_card((_CARD + _COST).encode())
    assert findings == ()
    assert card is not None
    assert card.cost is not None
    assert (card.cost.wage, card.cost.times_a_year, card.cost.subjects_a_year) == (53977, 1, 3228)
    (line,) = card.cost.lines
    assert (line.part, line.hours, line.other, line.assumed) == ("prepare", 0.5, 20000, True)


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("wage = 53977", "wage = -1", "cost.wage"),
        ("wage = 53977\n", "", "cost.wage"),
        ("hours = 0.5", 'hours = "half"', "cost.lines[1].hours"),
        ("hours = 0.5", "hour = 0.5", "cost.lines[1].hour"),
        ('"prepare"', '"walk"', "cost.lines[1].part"),
        ("assumed = true", "assumed = 1", "cost.lines[1].assumed"),
    ],
)
def test_a_wrong_figure_is_named(right: str, wrong: str, place: str) -> None:
    card, findings = read_card((_CARD + _COST.replace(right, wrong)).encode())
    assert card is None
    assert [one.element for one in findings] == [place]
