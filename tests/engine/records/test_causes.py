"""What stands still for the same reason has the same pattern."""

import pytest

from engine.records.causes import LONGEST_PATTERN, pattern_of

SAME = [
    ("Tìm thất bại: không có người 000000000123", "Tìm thất bại: không có người 000000000456"),
    ("Hồ sơ H99.1-261123-0001 đang chờ", "Hồ sơ H99.2-261124-0117 đang chờ"),
    ("không có cơ quan “Sở A” cho hồ sơ này", "không có cơ quan “Sở B” cho hồ sơ này"),
    ("Giá trị: a = 1, b = 'x'", "Giá trị: a = 20.5, b = 'yz'"),
    ("đọc lúc 2026-11-23T02:00:00", "đọc lúc 2026-11-24T07:30:12"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_differs_from_case_to_case_does_not_count(one: str, other: str) -> None:
    assert pattern_of(one) == pattern_of(other)


def test_another_reason_is_another_pattern() -> None:
    assert pattern_of("Tìm thất bại: hết giờ") != pattern_of("Tìm thất bại: không có người")


def test_a_long_text_has_a_short_pattern() -> None:
    assert len(pattern_of("chữ " * 1000)) == LONGEST_PATTERN
