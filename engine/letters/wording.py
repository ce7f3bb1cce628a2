"""Numbers and days as letters write them.

Source  Decree 30/2020/NĐ-CP, annex I, I.4: days below 10 and the months 1 and 2 get a zero before.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")
LARGEST: Final = 10**15
_DIGITS: Final = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_GROUPS: Final = ("", "nghìn", "triệu", "tỷ", "nghìn tỷ")


def number_text(number: float) -> str:
    """Return 75.000 or 84,5: points between thousands, a comma before the decimals."""
    whole, _, rest = f"{Decimal(str(number)):,f}".partition(".")
    return whole.replace(",", ".") + ("," + rest if rest.strip("0") else "")


def number_words(number: int) -> str:
    """Return a number in words: Bảy mươi lăm nghìn.

    number   0 to below 10¹⁵
    """
    if not 0 <= number < LARGEST:
        raise ValueError(f"{number} is not written in words")
    groups = [number // 1000**place % 1000 for place in range(len(_GROUPS))]
    highest = max((place for place, group in enumerate(groups) if group), default=0)
    words: list[str] = []
    for place in range(highest, -1, -1):
        if groups[place]:
            words += [*_hundreds(groups[place], is_first=place == highest), _GROUPS[place]]
    text = " ".join(word for word in words if word) or _DIGITS[0]
    # Thousands of thousand millions share the word for the latter: một nghìn hai trăm tỷ.
    if groups[4] and groups[3]:
        text = text.replace("nghìn tỷ", "nghìn", 1)
    return text[0].upper() + text[1:]


def day_words(day: date) -> str:
    """Return ngày 05 tháng 02 năm 2026."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def day_text(day: date) -> str:
    """Return 05/02/2026."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def moment_text(moment: datetime) -> str:
    """Return 09 giờ 30, ngày 05/02/2026, in the time of Viet Nam."""
    here = moment.astimezone(ZONE)
    return f"{here.hour:02} giờ {here.minute:02}, ngày {day_text(here.date())}"


def moment_words(moment: datetime) -> str:
    """Return 09 giờ 30 phút, ngày 05 tháng 02 năm 2026, in the time of Viet Nam."""
    here = moment.astimezone(ZONE)
    return f"{here.hour:02} giờ {here.minute:02} phút, {day_words(here.date())}"


def _hundreds(group: int, *, is_first: bool) -> list[str]:
    hundreds, tens, units = group // 100, group // 10 % 10, group % 10
    words = [] if is_first and not hundreds else [_DIGITS[hundreds], "trăm"]
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif units and words:
        words.append("linh")
    if units:
        words.append(_unit(tens, units))
    return words


def _unit(tens: int, units: int) -> str:
    if units == 1 and tens > 1:
        return "mốt"
    if units == 5 and tens:
        return "lăm"
    return _DIGITS[units]
