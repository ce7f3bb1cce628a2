"""Numbers and days as letters write them."""

from datetime import UTC, date, datetime

import pytest

from engine.letters.wording import day_words, moment_text, number_text, number_words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "Không"),
        (5, "Năm"),
        (15, "Mười lăm"),
        (21, "Hai mươi mốt"),
        (101, "Một trăm linh một"),
        (1005, "Một nghìn không trăm linh năm"),
        (75_000, "Bảy mươi lăm nghìn"),
        (1_000_000, "Một triệu"),
        (3_000_005_000, "Ba tỷ không trăm linh năm nghìn"),
        (1_200_000_000_000, "Một nghìn hai trăm tỷ"),
        (2_000_000_000_000, "Hai nghìn tỷ"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert number_words(number) == words


@pytest.mark.parametrize("number", [-1, 10**15])
def test_what_is_not_written_in_words(number: int) -> None:
    with pytest.raises(ValueError, match="not written"):
        number_words(number)


@pytest.mark.parametrize(
    ("number", "text"),
    [(75000, "75.000"), (84.5, "84,5"), (1234567.25, "1.234.567,25"), (3.0, "3")],
)
def test_numbers_have_points_and_a_comma(number: float, text: str) -> None:
    assert number_text(number) == text


def test_days_below_ten_and_the_first_two_months_have_a_zero() -> None:
    assert day_words(date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert day_words(date(2026, 3, 15)) == "ngày 15 tháng 3 năm 2026"


def test_instants_are_told_in_the_time_of_viet_nam() -> None:
    assert moment_text(datetime(2026, 2, 4, 18, 5, tzinfo=UTC)) == "01 giờ 05, ngày 05/02/2026"
