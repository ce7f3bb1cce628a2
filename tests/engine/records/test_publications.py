"""Which release counts for a new case."""

from datetime import UTC, datetime

import pytest

from engine.records.publications import Reach, Release, in_force, lot_of

AT = datetime(2026, 11, 23, tzinfo=UTC)
CODES = [f"H99.1-261123-{number:04}" for number in range(1, 1001)]


def release(number: int, reach: Reach) -> Release:
    return Release(
        release_id=number,
        procedure_key="birth",
        version_id=number,
        number=number,
        origin="approved",
        reach=reach,
        effective_at=AT,
        made_at=AT,
    )


def chosen(office: str | None, dossier: str | None, *reaches: Reach) -> int | None:
    """Return the number of the release, of these from the newest on."""
    newest_first = [release(10 - place, one) for place, one in enumerate(reaches)]
    found = in_force(newest_first, office, dossier)
    return found.number if found else None


@pytest.mark.parametrize(
    ("office", "number"),
    [("H99.1", 10), ("H99.1.2", 10), ("H99.10", 9), ("H99", 9), (None, 9)],
)
def test_an_office_counts_with_all_below_it(office: str | None, number: int) -> None:
    assert chosen(office, None, Reach(offices=("H99.1",)), Reach()) == number


def test_without_a_general_release_nothing_is_in_force_elsewhere() -> None:
    assert chosen("H99.2", None, Reach(offices=("H99.1",))) is None


def test_a_share_is_about_that_share() -> None:
    taken = [chosen("H99.1", code, Reach(share=20), Reach()) for code in CODES]
    assert 150 < taken.count(10) < 250


def test_a_share_that_grows_keeps_the_dossiers_it_had() -> None:
    small = {code for code in CODES if lot_of(7, code) < 10}
    large = {code for code in CODES if lot_of(7, code) < 30}
    assert small < large


def test_two_versions_draw_different_lots() -> None:
    assert [lot_of(1, code) for code in CODES] != [lot_of(2, code) for code in CODES]


def test_without_a_dossier_code_no_lot_is_drawn() -> None:
    assert chosen("H99.1", None, Reach(share=99), Reach()) == 9
