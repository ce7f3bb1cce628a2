"""What the shipped procedures cost: pages, copies, exemptions, online filing, and since when."""

from datetime import date

import pytest

from engine.decisions.evaluate import evaluate
from engine.payments.lines import Filed, read_lines
from engine.records.fees import total_due
from engine.records.values import Json
from tests.procedures.shipped import procedure

COPIES, PERMIT = "chung-thuc-ban-sao", "giay-phep-xay-dung"
RECORD, COMPANY, HOUSEHOLD = (
    "cap-phieu-ly-lich-tu-phap",
    "dang-ky-doanh-nghiep",
    "dang-ky-ho-kinh-doanh",
)
TABLES = {
    COPIES: "phi-chung-thuc",
    PERMIT: "le-phi-cap-phep",
    RECORD: "phi-ly-lich-tu-phap",
    COMPANY: "phi-dang-ky-doanh-nghiep",
    HOUSEHOLD: "le-phi-ho-kinh-doanh",
}


def due(key: str, on: str, channel: str = "direct", **names: Json) -> list[int]:
    """Return what each line costs that is in force on a day, and the total at last."""
    seen = {**names, "dossier": {"channel": channel}}
    value = evaluate(procedure(key).decisions[TABLES[key]], seen)
    lines = read_lines(value, Filed(on=date.fromisoformat(on), channel=channel))
    return [*(one.due for one in lines), total_due(lines)]


@pytest.mark.parametrize(
    ("pages", "fee"),
    [(1, 2_000), (2, 4_000), (3, 5_000), (10, 12_000), (197, 199_000), (198, 200_000)]
    + [(199, 200_000), (500, 200_000)],
)
def test_a_certified_copy_costs_what_its_pages_cost(pages: int, fee: int) -> None:
    # TT 226/2016/TT-BTC, Điều 4
    for copies in (1, 3):
        cost = due(COPIES, "2026-11-23", so_trang=pages, so_ban=copies)
        assert cost == [fee * copies, fee * copies]


def test_the_rate_of_copies_is_that_of_the_circular_of_2017() -> None:
    assert due(COPIES, "2016-12-31", so_trang=1, so_ban=1) == [0]
    assert due(COPIES, "2017-01-01", so_trang=1, so_ban=1) == [2_000, 2_000]


@pytest.mark.parametrize(
    ("day", "channel", "fee"),
    [
        *((day, way, 75_000) for day in ("2026-06-30", "2026-07-01") for way in ("direct", "post")),
        ("2026-06-30", "online", 0),
        ("2026-07-01", "online", 37_500),
        ("2026-11-23", "online", 37_500),
    ],
)
def test_a_permit_filed_online_costs_what_the_council_set_for_its_day(
    day: str, channel: str, fee: int
) -> None:
    # The days and shares are assumptions for the sample province.
    assert due(PERMIT, day, channel) == [fee, fee]


@pytest.mark.parametrize(
    ("day", "channel", "lines"),
    [
        ("2025-06-30", "direct", [50_000, 100_000, 150_000]),
        ("2025-07-01", "direct", [25_000, 100_000, 125_000]),
        ("2026-12-31", "post", [25_000, 100_000, 125_000]),
        ("2026-12-31", "online", [0, 100_000, 100_000]),
        ("2027-01-01", "direct", [50_000, 100_000, 150_000]),
        ("2027-01-01", "online", [0, 100_000, 100_000]),
    ],
)
def test_a_company_pays_half_the_fee_while_the_circular_lasts_and_nothing_of_it_online(
    day: str, channel: str, lines: list[int]
) -> None:
    # TT 47/2019/TT-BTC; TT 64/2025/TT-BTC from 01/7/2025 to 31/12/2026
    assert due(COMPANY, day, channel) == lines


def test_a_business_household_pays_nothing_online() -> None:
    # Assumed for the sample province.
    assert due(HOUSEHOLD, "2026-11-23", "online") == [0, 0]
    assert due(HOUSEHOLD, "2026-11-23", "post") == [100_000, 100_000]


@pytest.mark.parametrize(
    ("group", "copies", "lines"),
    [
        ("thuong", 1, [200_000, 200_000]),
        ("thuong", 2, [200_000, 200_000]),
        ("thuong", 4, [200_000, 10_000, 210_000]),
        ("sinh_vien", 1, [100_000, 100_000]),
        ("co_cong", 3, [100_000, 5_000, 105_000]),
        ("mien", 1, [0, 0]),
    ],
)
def test_a_criminal_record_certificate_costs_by_class_and_copies(
    group: str, copies: int, lines: list[int]
) -> None:
    # TT 16/2025/TT-BTC
    assert due(RECORD, "2026-11-23", dien_phi=group, so_ban=copies) == lines
