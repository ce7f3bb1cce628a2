"""A typed number is completed as the register writes it: NĐ 30/2020/NĐ-CP, annex I, II.3."""

import pytest

from engine.drafting.drafted import completed_number


@pytest.mark.parametrize(
    ("typed", "symbol", "written"),
    [
        ("5", "TB-UBND", "05/TB-UBND"),
        ("120", "TB-UBND", "120/TB-UBND"),
        ("5/TB-UBND", "TB-UBND", "05/TB-UBND"),
        ("0012/GPXD", "GPXD", "0012/GPXD"),
        ("12a", "TB-UBND", "12a"),
        ("0", "TB-UBND", "0"),
        ("5", "", "5"),
        ("", "TB-UBND", ""),
    ],
)
def test_figures_get_the_symbol_and_the_zero(typed: str, symbol: str, written: str) -> None:
    assert completed_number(typed, symbol) == written
