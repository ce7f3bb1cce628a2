"""Dossier codes of all eras: reading one, writing one by a pattern, and spelling one otherwise.

Source: Thông tư 01/2018/TT-VPCP (000.00.00.H00-230117-0003), Thông tư 03/2025/TT-VPCP Art. 13
(H56.12.3-260115-0042), Thông tư 04/2025/TT-VPCP Art. 13(3) (M01.002.03-260115-150042).
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias

from engine.errors import InputRefused, Words

Era: TypeAlias = Literal["padded", "plain", "central"]

_PADDED = re.compile(r"(\d{3})\.(\d{2})\.(\d{2})\.([A-Z]\d{2})")
_CENTRAL = re.compile(r"M\d{2}\.\d{3}\.\d{2}")
_PLAIN = re.compile(r"[A-Z]\d{2}(?:\.\d{1,3}){0,5}")
_CODE = re.compile(r"([A-Z0-9.]+)-(\d{8}|\d{6})-(\d{4,12})")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−－", "-"))
_SHORT, _LONG = "%y%m%d", "%Y%m%d"
# QCVN 102:2016/BTTTT: how many digits the second, third and fourth level have.
_WIDTHS = (2, 2, 3)


@dataclass(frozen=True, kw_only=True)
class Code:
    """A dossier code that was read.

    era      padded: 13 characters of 2018; plain: since 2020; central: a service for the country
    agency   electronic identification code of the agency, as it stands in the code
    number   ordinal within the day
    ministry two digits of the ministry that owns a central service; None for others
    """

    text: str
    era: Era
    agency: str
    day: date
    number: int
    ministry: str | None = None


def tidy_code(text: str) -> str:
    """Return a code as it is stored: no blanks, capital letters, plain hyphens."""
    return "".join(text.split()).upper().translate(_DASHES)


def read_code(text: str) -> Code | None:
    """Return a dossier code of any era; None for what is none."""
    tidy = tidy_code(text)
    found = _CODE.fullmatch(tidy)
    if found is None:
        return None
    agency, day_text, number = found.groups()
    era, day = _era_of(agency), _day_of(day_text)
    if era is None or day is None:
        return None
    ministry = number[:2] if era == "central" else None
    if ministry is not None and len(number) < 6:
        return None
    ordinal = number[2:] if ministry is not None else number
    return Code(text=tidy, era=era, agency=agency, day=day, number=int(ordinal), ministry=ministry)


def require_code(text: str) -> Code:
    """Return a dossier code of any era; raise InputRefused for what is none."""
    code = read_code(text)
    if code is None:
        reason = Words(
            en=f"“{text}” is no dossier code; it looks like H99.1-261121-0001.",
            vi=f"“{text}” không phải mã hồ sơ; mã có dạng H99.1-261121-0001.",
        )
        raise InputRefused(reason=reason)
    return code


def spellings(text: str) -> tuple[str, ...]:
    """Return all ways to write the code in a text, as typed first; the text itself if it is none.

    The agency with or without the zeros of 2018, the day with two or four digits of the year.
    """
    tidy = tidy_code(text)
    code = read_code(tidy)
    if code is None:
        return (tidy,)
    digits = tidy.rpartition("-")[2]
    other: str | None = None
    if code.era == "padded":
        other = _shortened(code.agency)
    elif code.era == "plain":
        other = pad_agency(code.agency)
    agencies = [code.agency, other]
    days = [f"{code.day:{_SHORT}}", f"{code.day:{_LONG}}"]
    found = [f"{one}-{day}-{digits}" for one in agencies if one for day in days]
    return tuple(dict.fromkeys([tidy, *found]))


def one_spelling(text: str) -> str:
    """Return the same text for all spellings that find the same dossier, to count tries by.

    Two digits of the year: of four, `spellings` looks at the last two as well.
    """
    code = read_code(text)
    if code is None:
        return tidy_code(text)
    agency = pad_agency(code.agency) if code.era == "plain" else None
    digits = code.text.rpartition("-")[2]
    return f"{agency or code.agency}-{code.day:{_SHORT}}-{digits}"


def write_code(pattern: str, agency: str, day: date, number: int) -> str:
    """Return a new code.

    pattern  names {office} or {padded}, {yymmdd} or {yyyymmdd}, and {number} of four digits or more
    """
    return pattern.format(
        office=agency,
        padded=pad_agency(agency) or agency,
        yymmdd=f"{day:{_SHORT}}",
        yyyymmdd=f"{day:{_LONG}}",
        number=f"{number:04d}",
    )


def pad_agency(agency: str) -> str | None:
    """Return an agency's code with its zeros, as it was until 2020; None where it has no place.

    Source  QCVN 102:2016/BTTTT: H56.12.3 is 000.03.12.H56
    """
    top, *below = agency.split(".")
    if len(below) > len(_WIDTHS) or not all(one.isdecimal() for one in below):
        return None
    below += ["0"] * (len(_WIDTHS) - len(below))
    levels = [one.zfill(width) for one, width in zip(below, _WIDTHS, strict=True)]
    if any(len(one) > width for one, width in zip(levels, _WIDTHS, strict=True)):
        return None
    return ".".join([*reversed(levels), top])


def _shortened(agency: str) -> str:
    """Return a padded agency code as it has been since 2020: 000.03.12.H56 is H56.12.3."""
    *below, top = agency.split(".")
    numbers = [str(int(one)) for one in reversed(below)]
    while numbers and numbers[-1] == "0":
        numbers.pop()
    return ".".join([top, *numbers])


def _era_of(agency: str) -> Era | None:
    if _PADDED.fullmatch(agency):
        return "padded"
    if _CENTRAL.fullmatch(agency):
        return "central"
    return "plain" if _PLAIN.fullmatch(agency) else None


def _day_of(text: str) -> date | None:
    pattern = _LONG if len(text) == len("yyyymmdd") else _SHORT
    try:
        return datetime.strptime(text, pattern).date()  # noqa: DTZ007  a day, no instant
    except ValueError:
        return None
