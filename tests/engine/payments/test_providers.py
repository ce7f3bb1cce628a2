"""Providers as a file describes them: codes are data, and a file with a fault stops the start."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.errors import SettingRefused
from engine.payments.calling import hear
from engine.payments.exchange import fee_list
from engine.payments.providers import read_providers
from engine.payments.simulator import signed_call
from engine.records.cards import Text
from engine.records.fees import FeeLine

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
FILE = f"""
[national]
name = {{ vi = "Nền tảng", en = "Platform" }}
secret = "{"k" * 32}"
amount_factor = 100
headers = {{ signature = "X-Sig" }}
fields = {{ reference = "orderId", amount = "amt", state = "code", transaction = "txn" }}
states = {{ "00" = "paid", "24" = "declined" }}
kinds = {{ phi = "P" }}
"""


def written(folder: Path, text: str) -> Path:
    """Return a file with this text."""
    path = folder / "payments.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_words_of_a_provider_stand_in_a_file(tmp_path: Path) -> None:
    bank = read_providers(written(tmp_path, FILE))["national"]
    body = {"orderId": "P1", "amt": "500000", "code": "00", "txn": "G1"}
    heard = hear(bank, signed_call(bank, dict(body), NOW), NOW)
    assert (heard.fault, heard.reference, heard.amount, heard.state) == ("", "P1", 5_000, "paid")
    assert "x-sig" in signed_call(bank, dict(body), NOW).headers


def test_fees_are_told_in_the_words_of_the_national_portal(tmp_path: Path) -> None:
    bank = read_providers(written(tmp_path, FILE))["national"]
    line = FeeLine(code="LP1", name=Text(vi="Lệ phí", en="Charge"), kind="le-phi", amount=75_000)
    assert fee_list([line], "return", bank) == [
        {
            "TenPhiLePhi": "Lệ phí",
            "MaPhiLePhi": "LP1",
            "HinhThucThu": "4",
            "Gia": "75000",
            "LoaiPhiLePhi": "2",
        }
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("k" * 32, "short"),
        ('secret = "', 'secrets = "'),
        ('"00" = "paid"', '"00" = "ok"'),
        ('reference = "orderId", ', ""),
        ("amount_factor = 100", "amount_factor = 0"),
        ('name = { vi = "Nền tảng", en = "Platform" }', 'name = "x"'),
        ("[national]", "[national"),
        ("[national]", '["na tional"]'),
    ],
)
def test_a_file_with_a_fault_is_refused_naming_it(tmp_path: Path, old: str, new: str) -> None:
    assert old in FILE
    with pytest.raises(SettingRefused, match="MOTCUA_PAYMENTS"):
        read_providers(written(tmp_path, FILE.replace(old, new)))


def test_a_secret_is_never_shown(tmp_path: Path) -> None:
    assert "kkkk" not in repr(read_providers(written(tmp_path, FILE)))


def test_without_a_file_there_is_no_provider() -> None:
    assert read_providers(None) == {}
