"""Secrets are read from a file, or the start ends with a sentence that shows none of them."""

from pathlib import Path

import pytest

from engine.errors import SettingRefused
from engine.outside.secrets import read_secrets


def test_secrets_have_a_host_and_a_header(tmp_path: Path) -> None:
    path = tmp_path / "secrets.toml"
    path.write_text('[tax]\nhost = "Tax.example.vn"\nvalue = "Bearer abc"\n', encoding="utf-8")
    secret = read_secrets(path)["tax"]
    assert (secret.host, secret.header, secret.value) == (
        "tax.example.vn",
        "Authorization",
        "Bearer abc",
    )


def test_without_a_file_there_are_none() -> None:
    assert read_secrets(None) == {}


@pytest.mark.parametrize(
    "text", ["[tax", 'tax = "Bearer abc"', '[tax]\nvalue = "abc"', '[tax]\nhost = 1\nvalue = "abc"',
             '[tax]\nhost = "a"\nvalue = "abc"\nmore = "x"', '[t]\nhost = "a"\nvalue = "abc\\n"'],
)  # fmt: skip
def test_a_file_that_makes_no_sense_ends_the_start(tmp_path: Path, text: str) -> None:
    path = tmp_path / "secrets.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingRefused, match="MOTCUA_HTTP_SECRETS") as caught:
        read_secrets(path)
    assert "abc" not in str(caught.value)


def test_a_file_that_is_not_there_ends_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingRefused):
        read_secrets(tmp_path / "nowhere.toml")
