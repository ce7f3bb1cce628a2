"""A file says whom we tell; one that says anything else is refused with the reason."""

from pathlib import Path

import pytest

from engine.errors import SettingRefused
from engine.outside.partners import read_partners

GOOD = """
title = { vi = "Cổng mẫu", en = "Sample portal" }
url = "https://portal.example.vn/m"
tells = ["dossier"]
[codes.channel]
online = "2"
"""


def test_a_partner_is_read_with_its_codes(tmp_path: Path) -> None:
    (tmp_path / "portal.toml").write_text(GOOD, encoding="utf-8")
    (found,) = read_partners(tmp_path)
    assert (found.name, found.tells, found.title.vi) == ("portal", ("dossier",), "Cổng mẫu")
    assert (found.code("channel", "online"), found.code("channel", "post")) == ("2", "post")


def test_without_a_folder_nobody_is_told() -> None:
    assert read_partners(None) == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("url = 1", "title"),
        (GOOD.replace("tells", "says"), "unknown: says"),
        (GOOD.replace('"dossier"', '"gossip"'), "tells"),
        ("title = [", "Invalid value"),
    ],
)
def test_a_file_that_says_anything_else_is_refused(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "portal.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingRefused, match=why):
        read_partners(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingRefused):
        read_partners(tmp_path / "none")
