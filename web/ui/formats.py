"""Dates, times, money and sizes as people in Viet Nam write them; times in Asia/Ho_Chi_Minh."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal
from flask import Flask
from flask_babel import format_date, get_locale
from markupsafe import Markup, escape

from web.ui.texts import gettext as _

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_STEP = 1024


def local(moment: datetime) -> datetime:
    """Return `moment` in the time of Viet Nam; one without a zone is refused."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} says no zone")
    return moment.astimezone(ZONE)


def day_text(day: date | datetime | None) -> str:
    """Return 21/11/2026; "–" for nothing."""
    if day is None:
        return "–"
    if isinstance(day, datetime):
        day = local(day).date()
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def moment_text(moment: datetime | None) -> str:
    """Return 14:05 21/11/2026; "–" for nothing."""
    if moment is None:
        return "–"
    here = local(moment)
    return f"{here.hour:02}:{here.minute:02} {day_text(here)}"


def long_day_text(day: date | datetime) -> str:
    """Return Thứ Bảy, 21/11/2026 or Saturday, 21/11/2026."""
    if isinstance(day, datetime):
        day = local(day).date()
    weekday = format_date(day, "EEEE", rebase=False)
    return f"{weekday}, {day_text(day)}"


def iso_day_text(text: str | None) -> str:
    """Return an ISO date from case data as 21/11/2026; what is no date stays as it is."""
    if not text:
        return "–"
    try:
        return day_text(date.fromisoformat(text))
    except ValueError:
        return text


def money_text(dong: int) -> str:
    """Return 75.000 đ or, in English, 75,000 VND."""
    return _("%(amount)s VND", amount=number_text(dong))


def number_text(number: float) -> str:
    """Return 1.234,5 in Vietnamese, 1,234.5 in English."""
    return format_decimal(number, locale=get_locale(), decimal_quantization=False)


def typed_number_text(number: float) -> str:
    """Return a number as one types it into a field: without marks between thousands."""
    return format_decimal(
        number, locale=get_locale(), decimal_quantization=False, group_separator=False
    )


def size_text(size: int) -> str:
    """Return the size of a file: 820 kB, 1,4 MB."""
    if size < _STEP * _STEP:
        return f"{max(1, round(size / _STEP))} kB"
    return f"{number_text(round(size / _STEP / _STEP, 1))} MB"


def initials(name: str) -> str:
    """Return first letters of family name and given name: Trương Thị Hằng → TH."""
    words = name.split()
    return "".join(word[0] for word in (*words[:1], *words[1:][-1:])).upper()


def time_tag(moment: datetime | None, pattern: str = "moment") -> Markup:
    """Return `<time>` with the exact instant behind what is shown ("moment", "day" or "long")."""
    if moment is None:
        return Markup("–")
    shown = {"moment": moment_text, "day": day_text, "long": long_day_text}[pattern](moment)
    exact = local(moment).isoformat("T", "seconds")
    # Put together by hand: lists show hundreds, and Markup.format takes five times as long.
    return Markup(f'<time datetime="{exact}">{escape(shown)}</time>')  # noqa: S704 - escaped


def install_formats(app: Flask) -> None:
    """Give the templates of `app` these formats as filters."""
    app.jinja_env.filters.update(
        day=day_text,
        moment=moment_text,
        long_day=long_day_text,
        iso_day=iso_day_text,
        money=money_text,
        number=number_text,
        file_size=size_text,
        initials=initials,
        time_tag=time_tag,
    )
