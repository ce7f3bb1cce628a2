"""Dossier codes of all eras are read, and any of them finds its dossier."""

from datetime import date

import pytest

from engine.errors import InputRefused
from engine.records.codes import pad_agency, read_code, require_code, spellings, write_code

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "era", "agency", "day", "number"),
    [
        ("000.00.12.H56-230117-0003", "padded", "000.00.12.H56", date(2023, 1, 17), 3),
        ("H26.1-260115-0042", "plain", "H26.1", date(2026, 1, 15), 42),
        ("H56-260115-12345", "plain", "H56", date(2026, 1, 15), 12345),
        ("G09.20-20260609-0092637", "plain", "G09.20", date(2026, 6, 9), 92637),
        ("M01.002.03-260125-150042", "central", "M01.002.03", date(2026, 1, 25), 42),
        (" h99.1 – 261121 – 0001 ", "plain", "H99.1", DAY, 1),
    ],
)
def test_a_code_of_any_era_is_read(
    text: str, era: str, agency: str, day: date, number: int
) -> None:
    found = require_code(text)
    assert (found.era, found.agency, found.day, found.number) == (era, agency, day, number)


def test_a_central_code_names_the_ministry() -> None:
    assert require_code("M01.002.03-260125-150042").ministry == "15"


@pytest.mark.parametrize(
    "text",
    ["", "Nguyễn Thị Lan", "H99.1-261321-0001", "H99.1-261121-001", "99.1-261121-0001", "H9-1-1"],
)
def test_what_is_no_code_is_not_read(text: str) -> None:
    assert read_code(text) is None
    with pytest.raises(InputRefused, match="no dossier code"):
        require_code(text)


def test_one_code_has_four_spellings() -> None:
    assert spellings("H56.12.3-260115-0042") == (
        "H56.12.3-260115-0042",
        "H56.12.3-20260115-0042",
        "000.03.12.H56-260115-0042",
        "000.03.12.H56-20260115-0042",
    )
    assert "H56.12-230117-0003" in spellings("000.00.12.H56-230117-0003")


def test_an_agency_too_deep_for_its_time_has_no_padded_code() -> None:
    assert pad_agency("H56.12.3.1") == "001.03.12.H56"
    assert pad_agency("H56.12.3.1.5") is None
    assert pad_agency("H56.123") is None


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("{padded}-{yymmdd}-{number}", "000.00.01.H99-261121-0007"),
        ("{office}-{yymmdd}-{number}", "H99.1-261121-0007"),
        ("{office}-{yyyymmdd}-{number}", "H99.1-20261121-0007"),
    ],
)
def test_a_new_code_follows_the_pattern(pattern: str, code: str) -> None:
    assert write_code(pattern, "H99.1", DAY, 7) == code
    assert read_code(code) is not None
