"""A signature stands below the title of whoever makes it, and nobody else's."""

from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from engine.letters.letter import Filling, make_letter
from engine.letters.reader import read_template
from engine.signatures.places import Place, place_of
from tests.engine.signatures.signing import NOW

MIDDLE, SIZE = 298, (128.0, 46.0)
BOTH = '#signers(("Người nộp", "(Ký)", "Cường"), ("Người tiếp nhận", "(Ký)", "Lan"))'
ONE = '#signers(none, ("Người hướng dẫn", "(Ký)", "Lan"))'
RESULT = '#ending(title: "Chủ tịch", name: "Tâm")'


def place(source: str) -> Place:
    """Return where an officer would sign a letter that is nothing but its ending."""
    template = read_template(source.encode(), "letters/thu.typ")
    content = make_letter(template, Filling(names=(), values={}, title="Thử"), NOW)
    return place_of(PdfFileReader(BytesIO(content)), "officer", 1, SIZE)


@pytest.mark.parametrize("source", [BOTH, ONE, RESULT], ids=["form 01", "form 02", "a result"])
def test_an_officer_signs_in_the_right_half_and_not_for_the_applicant(source: str) -> None:
    left, low, _right, high = place(source).box
    assert left > MIDDLE
    assert (place(source).page, high - low) == (0, 46)
