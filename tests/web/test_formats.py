"""Dates, money and sizes as people in Viet Nam write them."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from web.ui import formats

LATE = datetime(2026, 11, 20, 18, 5, tzinfo=UTC)  # 01:05 on Saturday in Viet Nam
CASES: list[tuple[Callable[[], str], str, str]] = [
    (lambda: formats.day_text(LATE), "21/11/2026", "21/11/2026"),
    (lambda: formats.day_text(date(2026, 1, 2)), "02/01/2026", "02/01/2026"),
    (lambda: formats.moment_text(LATE), "01:05 21/11/2026", "01:05 21/11/2026"),
    (lambda: formats.long_day_text(LATE), "Thứ Bảy, 21/11/2026", "Saturday, 21/11/2026"),
    (lambda: formats.money_text(75_000), "75.000 đ", "75,000 VND"),
    (lambda: formats.number_text(1234.5), "1.234,5", "1,234.5"),
    (lambda: formats.typed_number_text(1234.5), "1234,5", "1234.5"),
    (lambda: formats.size_text(1_500_000), "1,4 MB", "1.4 MB"),
    (lambda: formats.size_text(10), "1 kB", "1 kB"),
    (lambda: formats.iso_day_text("2026-11-24"), "24/11/2026", "24/11/2026"),
    (lambda: formats.iso_day_text("soon"), "soon", "soon"),
    (lambda: formats.iso_day_text(None), "–", "–"),
    (lambda: formats.initials("Trương Thị Hằng"), "TH", "TH"),
    (lambda: formats.initials("Minh"), "M", "M"),
]


@pytest.mark.parametrize(("text", "vi", "en"), CASES)
def test_a_value_reads_as_people_write_it(
    app: Flask, text: Callable[[], str], vi: str, en: str
) -> None:
    with app.test_request_context("/"):
        assert text() == vi
    with app.test_request_context("/?lang=en"):
        assert text() == en


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        formats.local(datetime(2026, 1, 1))  # noqa: DTZ001 - the fault that is looked for


def test_a_time_carries_its_exact_instant(app: Flask) -> None:
    with app.test_request_context("/"):
        tag = formats.time_tag(LATE)
    assert tag == '<time datetime="2026-11-21T01:05:00+07:00">01:05 21/11/2026</time>'
