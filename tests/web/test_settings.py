"""Settings: defaults, words for what cannot be used, and the secret key."""

import stat
from pathlib import Path

import pytest

from engine.errors import SettingRefused
from web.settings import read_secret_key, read_settings


def test_nothing_set_gives_a_server_that_works(tmp_path: Path) -> None:
    settings = read_settings({"MOTCUA_VAR": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path}/motcua.db"
    assert (settings.port, settings.sample_mode, settings.https) == (8000, False, False)


@pytest.mark.parametrize(
    ("name", "text"),
    [("PORT", "eight"), ("PORT", "70000"), ("PORT", "٣"), ("MOTCUA_HTTPS", "maybe")],
)
def test_a_setting_that_cannot_be_used_is_named_with_its_value(
    tmp_path: Path, name: str, text: str
) -> None:
    with pytest.raises(SettingRefused, match=f"{name} = {text}"):
        read_settings({"MOTCUA_VAR": str(tmp_path), name: text})


def test_the_secret_key_is_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret-key"
    key = read_secret_key(path)
    assert len(key) == 64
    assert read_secret_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["secret-key"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingRefused, match="MOTCUA_VAR"):
        read_secret_key(tmp_path / "file" / "secret-key")
